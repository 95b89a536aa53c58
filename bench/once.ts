/** One run in a process of its own, so that its memory is its own: `once.ts LOGS` prints seconds and memory as JSON. */
import { DEFAULT_ANALYSIS_OPTIONS } from '../src/query/options';
import { analyze } from '../src/analysis/analyze';
import { memorySaver } from '../src/pipeline/memory';
import { generate } from '../src/sources/generated/generate';
import { DAY } from '../src/time/units';

const DAYS = 7;
const logs = Number(process.argv[2]);
const toMs = Date.UTC(2026, 0, 12);
const range = { fromMs: toMs - DAYS * DAY, toMs };

const began = performance.now();
const { table } = generate({ seed: 42, logsPerDay: logs / DAYS }, range);
const generated = (performance.now() - began) / 1000;
const { seconds } = analyze({ table, range, notices: [] }, DEFAULT_ANALYSIS_OPTIONS, { checkpoint: memorySaver() });
const analysed = Object.values(seconds).reduce((sum, s) => sum + s, 0);

process.stdout.write(
  JSON.stringify({
    logs: table.length,
    seconds: { generate: generated, ...seconds, 'whole analysis': analysed },
    // Kilobytes, by getrusage.
    peakMemoryMb: process.resourceUsage().maxRSS / 1024,
  })
);
