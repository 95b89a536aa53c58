/**
 * Faults that no rule was tuned on: delays put into real traces of minutes in which nothing was wrong. Of such traces,
 * drawn at random, one service after the other is slow from a minute on, by its network or its processor. Which of these
 * faults are seen three minutes later, with the logs up to then alone, and which service is named.
 *
 *   npm run bench:delays -- DIR [--minutes 1,3,40] [--seed N] [--json]
 *
 * DIR is one of bench:faults, whose lines say `SpanID: ...`. --minutes is how long there were logs before.
 */
import { parseArgs } from 'node:util';
import { createRandom } from '../src/random/random';
import { MINUTE } from '../src/time/units';
import { type Delay, heldUp } from './delays/heldUp';
import { drawTraces, linesOf, quietTraces } from './delays/traces';
import { faultDayOf } from './faults/faultDay';
import { incidentsOf } from './faults/incidentsOf';
import { type Verdict, verdictOf } from './faults/verdicts';
import { print, printTable } from './generated/print';
import { readLines } from './readLines';

const DELAYS: readonly Delay[] = [
  { name: 'network, 1 s', networkMs: 1000 },
  { name: 'network, 200 ms', networkMs: 200 },
  { name: 'processor, 8 times', processor: 8 },
  { name: 'processor, 4 times', processor: 4 },
];

const KNOWN = 3 * MINUTE;
const TRACES_A_MINUTE = 45;
/** A fault that fewer traces went through is left out. */
const LEAST_TRACES = 4;
const START = Date.UTC(2026, 0, 5, 8);

const { values: options, positionals } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1,3,40' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [folder] = positionals;
const histories = options.minutes.split(',').map(Number);
if (folder === undefined || !histories.every((minutes) => minutes > 0)) {
  process.stderr.write('Usage: npm run bench:delays -- DIR [--minutes 1,3,40] [--seed N] [--json]\n');
  process.exit(1);
}

interface Outcome extends Verdict {
  readonly minutes: number;
  /** Traces that the fault touched. */
  readonly traces: number;
}

const seed = Number(options.seed);
const quiet = quietTraces(folder);
const outcomes: Outcome[] = [];
const calm: Array<{ minutes: number; incidents: number }> = [];
for (const minutes of histories) {
  const untilMs = minutes * MINUTE + KNOWN;
  const count = Math.round((TRACES_A_MINUTE * untilMs) / MINUTE);
  const traces = drawTraces(quiet, count, untilMs, createRandom(seed, minutes));
  calm.push({ minutes, incidents: incidentsOf(await logsOf(traces, untilMs)).length });
  for (const delay of DELAYS) {
    for (const service of new Set(quiet.flat().map((line) => line.service))) {
      outcomes.push(await outcomeOf(minutes, traces, service, delay));
    }
  }
}
if (options.json) {
  print(JSON.stringify({ traces: quiet.length, calm, outcomes }, null, 2));
} else {
  report();
}

function logsOf(traces: ReturnType<typeof quietTraces>, untilMs: number) {
  const known = traces.map((trace) => trace.filter(({ timeMs }) => timeMs < untilMs));
  return readLines(linesOf(known, START));
}

async function outcomeOf(minutes: number, traces: ReturnType<typeof quietTraces>, service: string, delay: Delay) {
  const fromMs = minutes * MINUTE;
  const random = createRandom(seed, minutes, 1);
  const faulty = traces.map((trace) => heldUp(trace, service, delay, fromMs, random));
  const logs = await logsOf(faulty, fromMs + KNOWN);
  const fault = { time: new Date(START + fromMs).toISOString(), service, type: delay.name };
  const known = incidentsOf(logs);
  const touched = faulty.filter((trace, i) => trace.some(({ timeMs }, line) => timeMs > traces[i][line].timeMs));
  return { ...verdictOf(fault, faultDayOf(logs, [fault]), () => known), minutes, traces: touched.length };
}

function report(): void {
  print(`${quiet.length} different traces`);
  printTable('Incidents without a fault', calm);
  const judged = outcomes.filter(({ traces }) => traces >= LEAST_TRACES);
  const share = (of: readonly Outcome[], holds: (outcome: Outcome) => boolean) => of.filter(holds).length / of.length;
  printTable(
    `Faults that ${LEAST_TRACES} traces or more went through`,
    histories.flatMap((minutes) =>
      DELAYS.map(({ name }) => {
        const of = judged.filter((outcome) => outcome.minutes === minutes && outcome.type === name);
        return {
          'minutes before': minutes,
          delay: name,
          faults: of.length,
          seen: share(of, ({ seen }) => seen),
          first: share(of, ({ rank }) => rank === 1),
          'among three': share(of, ({ rank }) => rank >= 1 && rank <= 3),
        };
      })
    )
  );
  for (const { minutes, type, service, traces } of judged.filter(({ seen }) => !seen)) {
    print(`missed: ${type} of ${service}, ${minutes} minutes before, ${traces} traces`);
  }
}
