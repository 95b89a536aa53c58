/**
 * Forecasts against the truth of generated weeks, a forecast every so many minutes from the days before it alone:
 *
 *   npm run bench:forecasts -- [--seeds 1..20] [--faults growing] [--every MINUTES] [--volume 1] [--days 1] [--json]
 *
 * --faults is what goes wrong: `growing` (queues, retries and errors that grow, pass, or come at once) or `mixed`, the
 * usual.
 */
import { parseArgs } from 'node:util';
import { FAULT_MIXES, type FaultMix } from '../src/query/settings';
import { foresightOf, printForecasts, summariseForecasts } from './generated/forecastTables';
import { summariseRecord } from './generated/forecastRecord';
import { print, printTable } from './generated/print';
import { seedsOf } from './generated/seeds';
import { weekOf } from './generated/weeks';

const USAGE =
  'npm run bench:forecasts -- [--seeds 1..20] [--faults growing] [--every MINUTES] [--volume 1] [--days 1] [--json]';

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..20' },
    faults: { type: 'string', default: 'growing' },
    every: { type: 'string', default: '20' },
    volume: { type: 'string', default: '1' },
    days: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const faults = (Object.keys(FAULT_MIXES) as FaultMix[]).find((mix) => mix === options.faults);
const weeks = seedsOf(options.seeds, USAGE).map((seed) => {
  process.stderr.write(`seed ${seed}\n`);
  const week = weekOf(seed, { volume: Number(options.volume), daysBefore: Number(options.days), faults });
  return { fromMs: week.range.fromMs, ...foresightOf(week, Number(options.every)) };
});
const record = summariseRecord(weeks.map(({ fromMs, forecasts }) => ({ fromMs, verdicts: forecasts })));
const summary = { weeks: weeks.length, ...summariseForecasts(weeks), record };

if (options.json) {
  print(JSON.stringify(summary, null, 2));
} else {
  print(`${summary.weeks} weeks, faults ${faults}, ${options.volume} times the usual logs, seeds ${options.seeds}\n`);
  printForecasts(summary);
  printTable('With the record of the weeks before', record);
}
