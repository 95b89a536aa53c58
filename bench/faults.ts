/**
 * Incidents against faults that were injected into a real system: which were seen within 3 minutes, in which service,
 * and how many quiet minutes were flagged. Logs as they are, default options. An incident counts only if it names a
 * service that the fault reaches: the faulty one, or one that depends on it.
 *
 *   npm run bench:faults -- DIR [--known SECONDS[,SECONDS]] [--parts N] [--json]
 *
 * All is judged twice: with the whole day's logs, and as known by then: each fault with the logs up to SECONDS (180)
 * after it alone; each quiet minute with those up to SECONDS after its start, as far as no fault follows. With --parts
 * each Nth of the faults is analysed alone, as if there were no other logs: what depends on the rest of the day shows
 * by how the figures change.
 *
 * DIR holds logs.ndjson.gz and faults.json: [{"time": ISO 8601, "service": name, "type": text}].
 */
import { parseArgs } from 'node:util';
import { MINUTE, SECOND } from '../src/time/units';
import { readFaultDay } from './faults/faultDay';
import { incidentsKnownAt, incidentsOf, partsOf } from './faults/incidentsOf';
import { type KnownIncidents, type Summary, summaryOf, type Verdict, verdictOf } from './faults/verdicts';

const { values: options, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    known: { type: 'string', default: '180' },
    parts: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const [folder] = positionals;
const delays = options.known.split(',').map(Number);
if (folder === undefined || !delays.every((seconds) => seconds > 0)) {
  process.stderr.write('Usage: npm run bench:faults -- DIR [--known SECONDS[,SECONDS]] [--parts N] [--json]\n');
  process.exit(1);
}

const day = await readFaultDay(folder);
const knownAt = incidentsKnownAt(day.logs);
const whole = partsOf(day.logs, day.faults, Number(options.parts)).flatMap(incidentsOf);

interface Judgement extends Summary {
  /** Seconds after a fault; left out: the whole day. */
  readonly known?: number;
  readonly verdicts: readonly Verdict[];
}

const judgements: Judgement[] = [
  judge(() => whole),
  ...delays.map((known) => ({ known, ...judge((time) => knownAt(knownBy(time, known * SECOND))) })),
];
if (options.json) {
  process.stdout.write(`${JSON.stringify({ logs: day.logs.length, incidents: whole.length, judgements }, null, 2)}\n`);
} else {
  process.stdout.write(`${day.logs.length} logs, ${whole.length} incidents\n`);
  judgements.forEach(print);
}

function judge(known: KnownIncidents): Judgement {
  const verdicts = day.faults.map((fault) => verdictOf(fault, day, known));
  return { ...summaryOf(verdicts, day, known), verdicts };
}

/** Some time after a fault; after the start of a quiet minute, before the next fault, but with the whole minute. */
function knownBy(time: number, delayMs: number): number {
  if (!day.quietMinutes.includes(time)) {
    return time + delayMs;
  }
  const next = day.faults.map((fault) => Date.parse(fault.time)).filter((fault) => fault >= time);
  return Math.max(time + MINUTE, Math.min(time + delayMs, ...next));
}

function print({ known, verdicts, ...summary }: Judgement): void {
  process.stdout.write(known === undefined ? '\nThe whole day\n' : `\nKnown ${known} s after each fault\n`);
  for (const { time, service, type, seen, rank, incidents } of verdicts) {
    const place = rank > 0 ? `suspect ${rank}` : '';
    process.stdout.write(
      `${time}  ${service.padEnd(30)} ${type.padEnd(16)} ${seen ? 'seen  ' : 'missed'} ${place.padEnd(10)} ${incidents.join('; ')}\n`
    );
  }
  const percent = (value: number) => `${(100 * value).toFixed(0)}%`;
  process.stdout.write(
    `seen within 3 minutes ${percent(summary.seen)}, in the faulty service ${percent(summary.seenInService)}; ` +
      `faulty service or its segment named first ${percent(summary.faultyServiceFirst)}, ` +
      `among three ${percent(summary.faultyServiceAmongThree)}; ` +
      `quiet minutes flagged ${percent(summary.quietMinutesFlagged)} of ${summary.quietMinutes} ` +
      `(${percent(summary.quietMinutesInFaultyService)} in the service whose fault follows within 3 minutes), ` +
      `of the ${summary.clearMinutes} others ${percent(summary.clearMinutesFlagged)}\n`
  );
}
