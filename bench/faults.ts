/**
 * Incidents against faults that were injected into a real system: which were seen within 3 minutes, in which service,
 * and how many quiet minutes were flagged. Logs as they are, default options. A fault is seen by an incident that
 * overlaps these minutes and either begins no sooner than the fault's own minute or is of the faulty service: what was
 * going on elsewhere before is no sight of it.
 *
 *   npm run bench:faults -- DIR [--parts N] [--json]
 *
 * With --parts each Nth of the faults is analysed alone, as if there were no other logs: what depends on the rest of
 * the day shows by how the figures change.
 *
 * DIR holds logs.ndjson.gz and faults.json: [{"time": ISO 8601, "service": name, "type": text}].
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Incident } from '../src/analysis/model/analysis';
import { countWindows } from '../src/analysis/windows/countLogs';
import { findDependencies } from '../src/analysis/dependencies/findDependencies';
import { findIncidents } from '../src/analysis/incidents/findIncidents';
import { tableEvidence } from '../src/analysis/evidence/tableEvidence';
import { summarise } from '../src/analysis/windows/totals';
import { windowCounts } from '../src/analysis/windows/windowCounts';
import { type LogTable } from '../src/logs/logTable';
import { sliceByTime } from '../src/logs/select';
import { DEFAULT_ANALYSIS_OPTIONS } from '../src/query/options';
import { readFileLogs } from '../src/sources/file/fileSource';
import { MINUTE } from '../src/time/units';

const SEEN_WITHIN = 3 * MINUTE;
/** After this a fault is taken to be over. */
const SETTLED = 4 * MINUTE;

interface Fault {
  time: string;
  service: string;
  type: string;
}

interface Verdict extends Fault {
  seen: boolean;
  /** Types and services of the incidents that overlap the fault. */
  incidents: string[];
  /** The faulty service is among theirs. */
  inService: boolean;
  /** Its place among the suspects, from 1; 0: not among them. */
  rank: number;
}

const { values: options, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, parts: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write('Usage: npm run bench:faults -- DIR [--parts N] [--json]\n');
  process.exit(1);
}

const faults: Fault[] = JSON.parse(readFileSync(path.join(folder, 'faults.json'), 'utf8'));
const { table } = await readFileLogs(path.join(folder, 'logs.ndjson.gz'), { mapping: {} });
const found = partsOf(table, Number(options.parts)).map(incidentsOf);
const incidents = found.flatMap((part) => part.incidents);
const seconds = found.reduce((sum, part) => sum + part.seconds, 0);
const verdicts = faults.map((fault) => judge(fault, incidents));
const quiet = quietMinutes(table);
const flaggedBy = (start: number) => incidents.filter((i) => i.startMs < start + MINUTE && i.endMs > start);
const flagged = quiet.filter((start) => flaggedBy(start).length > 0);
// A label may come late: the service that is said to fail in a moment fails already.
const late = flagged.filter((start) =>
  faults.some(
    ({ time, service }) =>
      Date.parse(time) >= start &&
      Date.parse(time) < start + SEEN_WITHIN &&
      flaggedBy(start).some(({ services }) => services.includes(service))
  )
);

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
const summary = {
  logs: table.length,
  incidents: incidents.length,
  seconds,
  faults: faults.length,
  seen: share(verdicts.filter(({ seen }) => seen).length, faults.length),
  seenInService: share(verdicts.filter(({ inService }) => inService).length, faults.length),
  rootCauseFirst: share(verdicts.filter(({ rank }) => rank === 1).length, faults.length),
  rootCauseAmongThree: share(verdicts.filter(({ rank }) => rank >= 1 && rank <= 3).length, faults.length),
  quietMinutes: quiet.length,
  quietMinutesFlagged: share(flagged.length, quiet.length),
  quietMinutesInFaultyService: share(late.length, quiet.length),
  clearMinutes: quiet.length - late.length,
  clearMinutesFlagged: share(flagged.length - late.length, quiet.length - late.length),
};

if (options.json) {
  process.stdout.write(`${JSON.stringify({ ...summary, verdicts }, null, 2)}\n`);
} else {
  for (const { time, service, type, seen, rank, incidents: found } of verdicts) {
    const place = rank > 0 ? `suspect ${rank}` : '';
    process.stdout.write(
      `${time}  ${service.padEnd(30)} ${type.padEnd(16)} ${seen ? 'seen  ' : 'missed'} ${place.padEnd(10)} ${found.join('; ')}\n`
    );
  }
  const percent = (value: number) => `${(100 * value).toFixed(0)}%`;
  process.stdout.write(
    `\n${summary.logs} logs, ${summary.incidents} incidents in ${seconds.toFixed(2)} s\n` +
      `seen within 3 minutes ${percent(summary.seen)}, in the faulty service ${percent(summary.seenInService)}; ` +
      `root cause first ${percent(summary.rootCauseFirst)}, among three ${percent(summary.rootCauseAmongThree)}; ` +
      `quiet minutes flagged ${percent(summary.quietMinutesFlagged)} of ${summary.quietMinutes} ` +
      `(${percent(summary.quietMinutesInFaultyService)} in the service whose fault follows within 3 minutes), ` +
      `of the ${summary.clearMinutes} others ${percent(summary.clearMinutesFlagged)}\n`
  );
}

/** Cut in the pauses before faults: each part has its share of them. */
function partsOf(logs: LogTable, count: number): LogTable[] {
  const times = faults.map(({ time }) => Date.parse(time)).sort((a, b) => a - b);
  const cuts = Array.from({ length: count - 1 }, (_, i) =>
    pauseBefore(logs, times[Math.round(((i + 1) * times.length) / count)])
  );
  return [-Infinity, ...cuts].map((from, i) => sliceByTime(logs, from, cuts[i] ?? Infinity));
}

/** The last time before `time` at which a minute or more without logs ends. */
function pauseBefore({ timeMs }: LogTable, time: number): number {
  let row = timeMs.findIndex((value) => value >= time);
  while (row > 1 && timeMs[row] - timeMs[row - 1] < MINUTE) {
    row--;
  }
  return timeMs[row];
}

function incidentsOf(logs: LogTable): { incidents: Incident[]; seconds: number } {
  const began = performance.now();
  const range = { fromMs: logs.timeMs[0], toMs: logs.timeMs[logs.length - 1] + 1 };
  const windows = countWindows(logs, range);
  const baselineP95 = Float64Array.from(summarise(logs).services, ({ responseTime }) => responseTime?.p95 ?? NaN);
  const counts = windowCounts(windows);
  const found = findIncidents(
    {
      windows,
      counts,
      dependencies: findDependencies(logs, windows, counts),
      baselineP95,
      lines: tableEvidence(logs, windows),
      options: DEFAULT_ANALYSIS_OPTIONS.incidents,
    },
    range
  );
  return { incidents: found, seconds: (performance.now() - began) / 1000 };
}

function judge(fault: Fault, all: readonly Incident[]): Verdict {
  const time = Date.parse(fault.time);
  const found = all
    .filter(({ startMs, endMs }) => startMs < time + SEEN_WITHIN && endMs > time)
    .filter(
      ({ startMs, services }) => startMs >= Math.floor(time / MINUTE) * MINUTE || services.includes(fault.service)
    )
    .sort((a, b) => a.startMs - b.startMs);
  const suspects = [...new Set(found.flatMap(({ suspects: own }) => (own ?? []).map(({ service }) => service)))];
  return {
    ...fault,
    seen: found.length > 0,
    incidents: found.map(({ type, services }) => `${type}: ${services.join(', ')}`),
    inService: found.some(({ services }) => services.includes(fault.service)),
    rank: suspects.indexOf(fault.service) + 1,
  };
}

/** The starts of minutes that have logs and in which no fault was, nor had been a while before. */
function quietMinutes({ timeMs }: LogTable): number[] {
  const minutes = [...new Set(timeMs.map((time) => Math.floor(time / MINUTE) * MINUTE))];
  const times = faults.map(({ time }) => Date.parse(time));
  return minutes.filter((start) => !times.some((time) => start + MINUTE > time && start < time + SETTLED));
}
