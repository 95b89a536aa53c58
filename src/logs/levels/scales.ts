import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../level';

/** How a producer numbers its levels. */
export interface Scale {
  /** The lowest and the highest number; others are no levels. */
  readonly from: number;
  readonly to: number;
  /** The first number of each level, in order of the numbers. */
  readonly steps: ReadonlyArray<readonly [first: number, level: number]>;
}

/** Scales of numbers, by the producers that people know them from. */
export const SCALES = {
  /** RFC 5424, GELF, journald, Winston's syslog levels. */
  syslog: scale(0, 7, [0, CRITICAL], [3, ERROR], [4, WARNING], [5, INFO], [7, DEBUG]),
  /** Bunyan and pino: trace 10 to fatal 60. */
  pino: scale(1, 60, [1, DEBUG], [30, INFO], [40, WARNING], [50, ERROR], [60, CRITICAL]),
  /** `levelno` of Python's logging, Loguru's `level.no`: DEBUG 10 to CRITICAL 50. */
  python: scale(1, 60, [1, DEBUG], [20, INFO], [30, WARNING], [40, ERROR], [50, CRITICAL]),
  /** SeverityNumber of OpenTelemetry: four to a level, TRACE 1 to FATAL4 24. */
  openTelemetry: scale(1, 24, [1, DEBUG], [9, INFO], [13, WARNING], [17, ERROR], [21, CRITICAL]),
  /** Monolog: DEBUG 100 to EMERGENCY 600. */
  monolog: scale(100, 600, [100, DEBUG], [200, INFO], [300, WARNING], [400, ERROR], [500, CRITICAL]),
  /** LogSeverity of Google Cloud: DEFAULT 0, DEBUG 100 to EMERGENCY 800. */
  googleCloud: scale(0, 800, [0, INFO], [100, DEBUG], [200, INFO], [400, WARNING], [500, ERROR], [600, CRITICAL]),
  /** `Level.intValue()` of java.util.logging: FINEST 300 to SEVERE 1000. */
  javaUtilLogging: scale(300, 1000, [300, DEBUG], [700, INFO], [900, WARNING], [1000, ERROR]),
  /** `level_value` of Logback and log4j 1, log4js: TRACE 5000 to FATAL 50000. */
  logback: scale(5000, 60_000, [5000, DEBUG], [20_000, INFO], [30_000, WARNING], [40_000, ERROR], [50_000, CRITICAL]),
  /** Windows events: critical 1 to verbose 5; 0 is "always". */
  windows: scale(0, 5, [0, INFO], [1, CRITICAL], [2, ERROR], [3, WARNING], [4, INFO], [5, DEBUG]),
  /** Serilog, NLog, Microsoft.Extensions.Logging: 0 to 5. */
  dotNet: scale(0, 5, [0, DEBUG], [2, INFO], [3, WARNING], [4, ERROR], [5, CRITICAL]),
  /** SeverityLevel of Application Insights, level of Nextcloud: verbose 0 to critical 4. */
  applicationInsights: scale(0, 4, [0, DEBUG], [1, INFO], [2, WARNING], [3, ERROR], [4, CRITICAL]),
  /** SeverityValue of NXLog: debug 1 to critical 5. */
  nxlog: scale(1, 5, [1, DEBUG], [2, INFO], [3, WARNING], [4, ERROR], [5, CRITICAL]),
  /** log/slog of Go: DEBUG -4, INFO 0, WARN 4, ERROR 8. */
  slog: scale(-8, 16, [-8, DEBUG], [0, INFO], [4, WARNING], [8, ERROR], [12, CRITICAL]),
  /** Small numbers on a scale that nothing shows: none is a level. */
  unclear: scale(1, 0),
} as const satisfies Readonly<Record<string, Scale>>;

export type ScaleName = keyof typeof SCALES;

/**
 * The code of a level's number.
 *
 * @param name left out: the scale is read from the number, as pino's, bunyan's, syslog's, Monolog's, Logback's or that
 *  of java.util.logging.
 * @returns undefined for what is no level on that scale.
 */
export function levelOfNumber(value: number, name: ScaleName | undefined = usualScale(value)): number | undefined {
  if (!name) {
    return undefined;
  }
  const { from, to, steps }: Scale = SCALES[name];
  if (!(value >= from && value <= to)) {
    return undefined;
  }
  let level: number | undefined;
  for (const [first, next] of steps) {
    level = value >= first ? next : level;
  }
  return level;
}

/** The code of a syslog severity (RFC 5424), 0 emergency to 7 debug, or of a priority, 8 times the facility more. */
export function levelOfSyslog(priority: number): number {
  return levelOfNumber(priority & 7, 'syslog') ?? INFO;
}

/**
 * The scale that the numbers of one field are on, by all that a sample has: 500 is CRITICAL for Monolog, but fine
 * for who also says 800.
 *
 * @returns undefined where each number has its own.
 */
export function scaleOfValues(values: Iterable<number>): ScaleName | undefined {
  const counts = new Map<number, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const seen = [...counts.keys()];
  const all = (fits: (value: number) => boolean) => seen.length > 0 && seen.every(fits);
  if (all((value) => value >= 300 && value <= 1000 && value % 100 === 0) && seen.some((value) => value >= 700)) {
    return 'javaUtilLogging';
  }
  // Most of what is logged is information: for .NET that is 2, for syslog that would be critical.
  const commonest = seen.reduce(
    (best, value) => ((counts.get(value) ?? 0) > (counts.get(best) ?? 0) ? value : best),
    0
  );
  if (seen.length < 2 || !all((value) => value >= 0 && value <= 5)) {
    return undefined;
  }
  // Emergencies and alerts of syslog are no half of what is logged: 1 may be information, and 2 a warning or an error.
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const isUnclear = ((counts.get(0) ?? 0) + (counts.get(1) ?? 0)) * 2 > total;
  return isUnclear ? 'unclear' : commonest === 2 ? 'dotNet' : undefined;
}

function usualScale(value: number): ScaleName | undefined {
  if (value >= 0 && value < 10) {
    return Number.isInteger(value) ? 'syslog' : undefined;
  }
  if (value >= 10 && value <= 60) {
    return 'pino';
  }
  if (value === 700 || value === 800 || value === 900 || value === 1000) {
    return 'javaUtilLogging';
  }
  return value >= 100 && value <= 600 ? 'monolog' : value >= 5000 ? 'logback' : undefined;
}

function scale(from: number, to: number, ...steps: Scale['steps']): Scale {
  return { from, to, steps };
}
