/**
 * What is seen of a service that answers slowly for 20 minutes: by how many times slower, how far its minutes drift by
 * themselves, and how many responses it has. In how many of the trials, after how many minutes (median of those seen,
 * with the logs up to then alone), and how many false alarms a week without trouble.
 *
 *   npm run bench:slowness [-- --trials N]
 */
import { parseArgs } from 'node:util';
import { type Incident } from '../src/analysis/model/analysis';
import { createRandom } from '../src/random/random';
import { sliceByTime } from '../src/logs/select';
import { DAY, HOUR, MINUTE, WEEK } from '../src/time/units';
import { incidentsOf } from './faults/incidentsOf';
import { logsOf } from './slowness/driftingService';

const FACTORS = [2, 3, 5, 10, 100];
const DRIFTS = [0.1, 0.2, 0.4, 0.6, 0.8];
const RATES = [5, 20, 60, 600];

const HISTORY = (6 * HOUR) / MINUTE;
const TROUBLE = 20;
/** Minutes since it began at which it is looked for. */
const LOOKS = [1, 2, 3, 5, 7, 10, 15, TROUBLE];

const { values: options } = parseArgs({ options: { trials: { type: 'string', default: '5' } } });
const trials = Number(options.trials);

process.stdout.write(
  'rate/min  drift ' + FACTORS.map((factor) => `${factor} times`.padStart(14)).join('') + '   false alarms a week\n'
);
for (const perMinute of RATES) {
  for (const drift of DRIFTS) {
    const cells = FACTORS.map((factor) => cellOf(perMinute, drift, factor).padStart(14));
    const falseAlarms = falseAlarmsAWeek(perMinute, drift).toFixed(1);
    process.stdout.write(
      `${String(perMinute).padStart(8)}  ${drift.toFixed(1).padStart(5)} ${cells.join('')}   ${falseAlarms}\n`
    );
  }
}

function cellOf(perMinute: number, drift: number, factor: number): string {
  const seen = Array.from({ length: trials }, (_, trial) => seenAfter(perMinute, drift, factor, trial))
    .filter((minutes) => minutes !== undefined)
    .sort((a, b) => a - b);
  const share = `${((100 * seen.length) / trials).toFixed(0)}%`;
  return seen.length > 0 ? `${share} ${seen[seen.length >> 1]} min` : share;
}

/** Undefined: not at all. */
function seenAfter(perMinute: number, drift: number, factor: number, trial: number): number | undefined {
  const trouble = { from: HISTORY, minutes: TROUBLE, factor };
  const logs = logsOf(
    { minutes: HISTORY + TROUBLE, perMinute, drift, trouble },
    createRandom(trial, perMinute, Math.round(10 * drift))
  );
  const beganMs = HISTORY * MINUTE;
  return LOOKS.find((minutes) =>
    incidentsOf(sliceByTime(logs, 0, beganMs + minutes * MINUTE)).some(isSlow(beganMs, beganMs + minutes * MINUTE))
  );
}

function falseAlarmsAWeek(perMinute: number, drift: number): number {
  const span = perMinute > 100 ? DAY : WEEK;
  const logs = logsOf(
    { minutes: span / MINUTE, perMinute, drift },
    createRandom(trials, perMinute, Math.round(10 * drift))
  );
  return (incidentsOf(logs).filter(isSlow(0, span)).length * WEEK) / span;
}

function isSlow(fromMs: number, toMs: number): (incident: Incident) => boolean {
  return ({ type, startMs, endMs }) => type === 'Performance Degradation' && startMs < toMs && endMs > fromMs;
}
