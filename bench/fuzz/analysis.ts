import fc from 'fast-check';
import { analyze } from '../../src/analysis/analyze';
import { toFrameJson } from '../../src/backend/frameJson';
import { LEVELS } from '../../src/logs/level';
import { type LogTable } from '../../src/logs/logTable';
import { LogTableBuilder } from '../../src/logs/logTableBuilder';
import { DEFAULT_ANALYSIS_OPTIONS } from '../../src/query/options';
import { VIEW_TYPES } from '../../src/query/views';
import { renderText } from '../../src/report/text/renderText';
import { DAY, HOUR } from '../../src/time/units';
import { drawView } from '../../src/views/registry';
import { checkFrames } from './checks';
import { anyNumber, ODD_NUMBERS } from './numbers';
import { target, type Target } from './target';
import { anyWord } from './texts';

const FROM = Date.UTC(2026, 2, 1);

/** Some logs, all alike but for what is odd about a few of them. */
interface Logs {
  readonly count: number;
  readonly everyMs: number;
  readonly services: number;
  /** The usual response time, ms. */
  readonly took: number;
  readonly odd: ReadonlyArray<{
    at: number;
    level: number;
    took: number;
    status: number;
    message: string;
    isRun: boolean;
  }>;
}

function anyLogs(took: fc.Arbitrary<number>): fc.Arbitrary<Logs> {
  const odd = fc.record({
    at: fc.nat(400),
    level: fc.nat(LEVELS.length - 1),
    took,
    status: fc.constantFrom(0, 200, 404, 500, 65_535),
    message: fc.oneof(fc.constantFrom('Connection lost', 'queue length 17', 'retry 3 of 5', ''), anyWord),
    isRun: fc.boolean(),
  });
  return fc.record({
    // Small ones, of which many can be tried, mostly.
    count: fc.oneof(fc.nat(100), fc.nat(100), fc.nat(400)),
    everyMs: fc.constantFrom(0, 1, 1000, 60_000, HOUR, DAY / 100),
    services: fc.constantFrom(1, 1, 3, 20),
    took,
    odd: fc.array(odd, { maxLength: 5 }),
  });
}

function tableOf({ count, everyMs, services, took, odd }: Logs): LogTable {
  const builder = new LogTableBuilder(count);
  for (let row = 0; row < count; row++) {
    const own = odd.find(({ at, isRun }) => (isRun ? row >= at && row < at + 40 : row === at));
    const message = own?.message ?? `done ${row % 7}`;
    builder.append({
      timeMs: FROM + row * everyMs,
      timeNs: row % 1000,
      service: `s${row % services}`,
      level: own?.level ?? 1,
      message,
      responseTime: own?.took ?? took,
      statusCode: own?.status ?? 200,
      traceId: row % 3 === 0 ? `t${row % 20}` : '',
      line: message,
    });
  }
  return builder.finish();
}

function analysisOf(table: LogTable) {
  const toMs = table.length > 0 ? table.timeMs[table.length - 1] + 1 : FROM + 1;
  return analyze({ table, range: { fromMs: FROM, toMs }, notices: [] }, DEFAULT_ANALYSIS_OPTIONS);
}

const FINITE = ODD_NUMBERS.filter((number) => Number.isFinite(number) && number >= 0);
const REQUEST = { services: [], limit: undefined, timeZone: 'Asia/Kathmandu', maxDataPoints: 100 };

/** What readers may give: response times of any size. */
const views = target({
  name: 'analyses and views',
  atOnce: 20,
  inputs: anyLogs(
    fc.oneof(fc.constant(NaN), fc.constantFrom(...FINITE), fc.double({ min: 0, max: 5000, noNaN: true }))
  ),
  run(logs) {
    const analysis = analysisOf(tableOf(logs));
    for (const type of VIEW_TYPES) {
      const frames = drawView(type, analysis, REQUEST);
      checkFrames(frames);
      frames.forEach((frame) => JSON.parse(toFrameJson(frame)));
    }
    renderText(analysis);
  },
});

/** What no reader gives: kernels end for any bits. */
const kernels = target({
  name: 'kernels',
  atOnce: 50,
  inputs: anyLogs(anyNumber),
  run: (logs) => void analysisOf(tableOf(logs)),
});

export const ANALYSES: readonly Target[] = [views, kernels];
