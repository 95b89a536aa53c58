/**
 * What this process and its workers may use, however many ask. Settings of Grafana's section
 * [plugin.seismolog-loganalytics-datasource], which it hands on in the environment: `analysis_seconds = 120` there is
 * GF_PLUGIN_ANALYSIS_SECONDS here.
 */
export interface ProcessLimits {
  /** Processes that work, at most. One data source gets all but two of them, one organisation all but one. */
  workers: number;
  /** Seconds of processor time that an analysis may compute. */
  analysisSeconds: number;
  /** Seconds that a query may take in all, the store's answers included. */
  querySeconds: number;
  /** Megabytes of all processes together above which caches are let go, and analyses of a worker wait for each other. */
  memoryMb: number;
  /** Megabytes that one worker may take. */
  workerMemoryMb: number;
  /** The longest time range of a query, in days. */
  rangeDays: number;
}

/** What each is called where it is set. */
export const SETTING = {
  workers: 'workers',
  analysisSeconds: 'analysis_seconds',
  querySeconds: 'query_seconds',
  memoryMb: 'memory_mb',
  workerMemoryMb: 'worker_memory_mb',
  rangeDays: 'range_days',
} as const satisfies Record<keyof ProcessLimits, string>;

const BOUNDS = {
  workers: { min: 2, max: 64 },
  analysisSeconds: { min: 1, max: 3600 },
  querySeconds: { min: 1, max: 7200 },
  memoryMb: { min: 128, max: 1_048_576 },
  workerMemoryMb: { min: 256, max: 1_048_576 },
  rangeDays: { min: 1, max: 10_000 },
} as const satisfies Record<keyof ProcessLimits, { min: number; max: number }>;

/**
 * The limits that the environment sets, the others by default.
 * @param cores of the machine
 * @param warn called with each setting that cannot be used, and why; its default is used instead
 */
export function readLimits(
  environment: Readonly<Record<string, string | undefined>>,
  cores: number,
  warn: (problem: string) => void
): ProcessLimits {
  const read = (name: keyof ProcessLimits, byDefault: number): number => {
    const text = environment[`GF_PLUGIN_${SETTING[name].toUpperCase()}`]?.trim();
    if (!text) {
      return byDefault;
    }
    const { min, max } = BOUNDS[name];
    const value = Number(text);
    if (!Number.isInteger(value) || value < min || value > max) {
      const wanted = `must be a whole number between ${min} and ${max}, it is ${JSON.stringify(text)}`;
      warn(`The plugin's setting ${SETTING[name]} ${wanted}. ${byDefault} is used instead.`);
      return byDefault;
    }
    return value;
  };
  const memoryMb = read('memoryMb', 512);
  return {
    workers: read('workers', usualWorkers(cores, memoryMb)),
    analysisSeconds: read('analysisSeconds', 60),
    querySeconds: read('querySeconds', 300),
    memoryMb,
    workerMemoryMb: read('workerMemoryMb', 1024),
    rangeDays: read('rangeDays', 400),
  };
}

/** What the main process takes of the budget, about. */
const MAIN_MB = 100;

/** With less a worker reads again and again what it could keep. */
const USEFUL_MB = 100;

/** One more than there are cores, from 3 to 6, but no more than the budget gives a useful share to. */
function usualWorkers(cores: number, memoryMb: number): number {
  const inBudget = Math.floor((memoryMb - MAIN_MB) / USEFUL_MB);
  return Math.max(BOUNDS.workers.min, Math.min(6, Math.max(3, cores + 1), inBudget));
}

/**
 * What each worker may take for caches and work however much the others take, bytes: all of them together stay within
 * the budget.
 */
export function leastShare({ memoryMb, workers }: Pick<ProcessLimits, 'memoryMb' | 'workers'>): number {
  return (Math.max(0, memoryMb - MAIN_MB) / workers) * 1e6;
}
