/**
 * How often an incident's id changes as the range slides: by what is computed of each range alone, and as the back end
 * keeps it.
 *
 *   npm run bench:ids -- [--seeds 1..20] [--days 1,3] [--steps 1,5,60] [--json]
 */
import { parseArgs } from 'node:util';
import { type Incident } from '../src/analysis/model/analysis';
import { recogniseIncidents } from '../src/backend/state/recogniseIncidents';
import { sliceByTime } from '../src/logs/select';
import { incidentsOf } from './generated/incidents';
import { print, printTable } from './generated/print';
import { seedsOf } from './generated/seeds';
import { stretchOf } from './generated/weeks';
import { MINUTE, HOUR, DAY } from '../src/time/units';

const USAGE = 'npm run bench:ids -- [--seeds 1..20] [--days 1,3] [--steps 1,5,60] [--json]';
const LOGS_PER_DAY = 14_400;

/** From one first range to the next, so that they begin at any minute. */
const APART = 5 * HOUR + 7 * MINUTE;

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1..20' },
    days: { type: 'string', default: '1,3' },
    steps: { type: 'string', default: '1,5,60' },
    json: { type: 'boolean', default: false },
  },
});
const seeds = seedsOf(options.seeds, USAGE);
const steps = options.steps.split(',').map(Number);

const rows = options.days.split(',').flatMap((days) => {
  const counts = steps.map((step) => ({ days: Number(days), step, incidents: 0, computed: 0, kept: 0, gone: 0 }));
  for (const seed of seeds) {
    const { logs, range } = stretchOf(seed, Number(days) + 1, LOGS_PER_DAY);
    const foundAt = (fromMs: number) => {
      const at = { fromMs, toMs: fromMs + Number(days) * DAY };
      return { range: at, incidents: incidentsOf({ logs: sliceByTime(logs, at.fromMs, at.toMs), range: at }) };
    };
    for (let fromMs = range.fromMs; fromMs < range.fromMs + DAY - HOUR; fromMs += APART) {
      const before = foundAt(fromMs);
      for (const count of counts) {
        const after = foundAt(fromMs + count.step * MINUTE);
        const { known } = recogniseIncidents([], before);
        const { incidents: kept } = recogniseIncidents(known, after);
        for (const incident of before.incidents.filter(({ endMs }) => endMs > after.range.fromMs)) {
          count.incidents++;
          count.computed += has(after.incidents, incident) ? 0 : 1;
          count.kept += has(kept, incident) ? 0 : 1;
          count.gone += kept.some((found) => isLike(found, incident)) ? 0 : 1;
        }
      }
    }
  }
  return counts;
});

if (options.json) {
  print(JSON.stringify(rows, null, 2));
} else {
  printTable(
    'Incidents of one range that the next one has not under the same id',
    rows.map(({ days, step, ...counts }) => ({ 'days of range': days, 'slid by, min': step, ...counts }))
  );
}

function has(incidents: readonly Incident[], { id }: Incident): boolean {
  return incidents.some((incident) => incident.id === id);
}

function isLike(a: Incident, b: Incident): boolean {
  return a.startMs < b.endMs && a.endMs > b.startMs && a.services.some((service) => b.services.includes(service));
}
