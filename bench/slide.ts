/**
 * A dashboard on the last days that refreshes: what the first read costs, and what each refresh after the clock moved
 * on a little.
 *
 *   npm run bench:slide -- [--loki URL] [--expr '{job="shop"}'] [--mode entries,windows] [--days 7] [--to now]
 *                          [--refreshes 4] [--step 30,60] [--json]
 *
 * Without --loki the logs are generated, and there are no bytes. The last refresh is of the days up to --to. Fill a
 * Loki first: npm run generate -- --push URL.
 */
import { parseArgs } from 'node:util';
import { median } from 'simple-statistics';
import { runJudgement } from '../src/backend/runJudgement';
import { wholeOrPart } from '../src/pipeline/analyzeSource';
import { type Mode } from '../src/query/settings';
import { parseSettings, resolveAnalysisOptions } from '../src/query/validation';
import { parseTimeArgument } from '../src/report/timeArgument';
import { countFetch } from './countFetch';
import { print } from './generated/print';
import { DAY } from '../src/time/units';
import { whole } from '../src/format/format';

const { values: options } = parseArgs({
  options: {
    loki: { type: 'string' },
    expr: { type: 'string', default: '' },
    mode: { type: 'string' },
    days: { type: 'string', default: '7' },
    to: { type: 'string' },
    refreshes: { type: 'string', default: '4' },
    step: { type: 'string', default: '30,60' },
    json: { type: 'boolean', default: false },
  },
});

/** A read and its analysis. */
interface Refresh {
  logs: number;
  seconds: number;
  /** Seconds of processor time, of all threads. */
  processor: number;
  reading: number;
  requests: number;
  bytes: number;
}

interface Slide {
  mode: Mode;
  stepSeconds: number;
  first: Refresh;
  /** The median of each, over all refreshes. */
  slid: Refresh;
}

const { traffic, reset } = countFetch();
const toMs = parseTimeArgument('--to', options.to ?? (options.loki ? 'now' : '2026-01-12'), Date.now());
const steps = options.step.split(',').map(Number);
const modes = (options.mode ?? (options.loki ? 'entries,windows' : 'entries')).split(',');

const slides: Slide[] = [];
for (const mode of modes.filter(isMode)) {
  for (const stepSeconds of steps) {
    slides.push(await slide(mode, stepSeconds));
  }
}
if (options.json) {
  print(JSON.stringify(slides, null, 2));
}

async function slide(mode: Mode, stepSeconds: number): Promise<Slide> {
  const refreshes = Number(options.refreshes);
  // A key of its own, so that nothing is known from the step before.
  const settings = settingsOf(mode, stepSeconds);
  const runs: Refresh[] = [];
  for (let i = 0; i <= refreshes; i++) {
    runs.push(await refresh(settings, toMs - (refreshes - i) * stepSeconds * 1000));
    if (!options.json) {
      printRun(`${mode}, ${i === 0 ? 'first read' : `refresh ${i}, ${stepSeconds} s later`}`, runs[i], runs[0]);
    }
  }
  const [first, ...later] = runs;
  const typical = (key: keyof Refresh) => median(later.map((run) => run[key]));
  const slid = {
    ...{ logs: typical('logs'), seconds: typical('seconds'), processor: typical('processor') },
    ...{ reading: typical('reading'), requests: typical('requests'), bytes: typical('bytes') },
  };
  return { mode, stepSeconds, first, slid };
}

async function refresh(settings: ReturnType<typeof settingsOf>, endMs: number): Promise<Refresh> {
  const resolved = resolveAnalysisOptions(settings, { analysis: {} });
  const fromMs = endMs - Number(options.days) * DAY;
  const request = { settings, expr: options.expr, fromMs, toMs: endMs, options: resolved };
  const { signal } = new AbortController();
  reset();
  const began = performance.now();
  const usedBefore = process.cpuUsage();
  const judged = await runJudgement(request, { signal, checkpoint: () => undefined });
  const { totals, seconds, notices } = wholeOrPart(judged, request);
  const run = {
    logs: totals.logs,
    seconds: (performance.now() - began) / 1000,
    processor: processorSeconds(usedBefore),
    reading: seconds.read ?? seconds.count,
    requests: traffic.requests,
    bytes: traffic.bytes,
  };
  notices.filter(({ severity }) => severity !== 'info').forEach(({ text }) => process.stderr.write(`${text}\n`));
  return run;
}

function processorSeconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function settingsOf(mode: Mode, stepSeconds: number) {
  return parseSettings({
    jsonData: { source: options.loki ? 'loki' : 'generated', mode, defaultExpr: `{step="${stepSeconds}"}` },
    secureJsonData: {},
    url: options.loki ?? '',
    basicAuth: false,
    basicAuthUser: '',
  });
}

function isMode(mode: string): mode is Mode {
  return ['entries', 'windows', 'auto'].includes(mode);
}

function printRun(title: string, run: Refresh, first: Refresh): void {
  const { logs, seconds, processor, reading, requests, bytes } = run;
  const share = bytes < first.bytes ? `, ${((100 * bytes) / first.bytes).toFixed(2)}% of the first` : '';
  print(
    `${title}: ${whole(logs)} logs, ${requests} requests, ${(bytes / 1e6).toFixed(3)} MB${share}; ` +
      `${seconds.toFixed(2)} s, ${reading.toFixed(2)} s of it reading; ${processor.toFixed(3)} s of processor time`
  );
}
