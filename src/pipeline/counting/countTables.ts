import { droppedNotices } from '../../analysis/windows/droppedNotices';
import { mineTemplates } from '../../analysis/messages/templates/mineTemplates';
import { renameServices } from '../../analysis/services/groupServices';
import { nameServices } from '../../analysis/services/nameServices';
import { type TimeRange } from '../../analysis/windows/grid';
import { whole } from '../../format/format';
import { type CountedLogs } from '../../logs/countedLogs';
import { type LogTable } from '../../logs/logTable';
import { sliceByTime } from '../../logs/select';
import { LineSampler } from './lineSampler';
import { ResponseCounter } from './responseCounter';
import { WindowCounter } from './windowCounter';

export interface CountOptions {
  /** Lines of the sample, about. */
  readonly sampleLines: number;
  readonly groupPods: boolean;
  /** Left out: all that there are. */
  readonly range?: Partial<TimeRange>;
  /** Called now and then; throws to end the work. */
  readonly checkpoint: () => void;
}

/** Logs that were counted, and the range that they cover. */
export interface RangedCounts extends CountedLogs {
  readonly range: TimeRange;
}

/**
 * Counts logs that come in tables, each of which is let go before the next one comes: per service and window, level and
 * template, and by response time; and keeps a sample of the lines.
 *
 * @param shiftMs asked when all have come: by how much their times are to be moved
 * @returns undefined where no log is in the range
 */
export async function countTables(
  tables: AsyncIterable<LogTable>,
  { sampleLines, groupPods, range: asked = {}, checkpoint }: CountOptions,
  shiftMs: () => number = () => 0
): Promise<RangedCounts | undefined> {
  const { fromMs = -Infinity, toMs = Infinity } = asked;
  const windows = new WindowCounter();
  const responses = new ResponseCounter();
  const sampler = new LineSampler(sampleLines);
  let dropped = 0;
  for await (const all of tables) {
    checkpoint();
    const table = sliceByTime(all, fromMs, toMs);
    dropped += table.droppedAtMs?.length ?? 0;
    const nameOf = windows.add(table);
    responses.add(table, nameOf);
    sampler.add(table, mineTemplates(table.message.values, checkpoint).templateOf);
    checkpoint();
  }
  if (windows.logs === 0) {
    return undefined;
  }
  const shift = shiftMs();
  const range = { fromMs: windows.fromMs + shift, toMs: windows.toMs + shift };
  const grouped = nameServices(windows.logsOfNames(), groupPods);
  const serviceOf = windows.names.map((name) => grouped?.serviceOf.get(name) ?? name);
  const services = [...new Set(serviceOf)].sort();
  const indexOf = new Map(services.map((service, index) => [service, index]));
  const into = Uint32Array.from(serviceOf, (service) => indexOf.get(service) ?? 0);
  const responseTimes = responses.finish(services.length, into);
  const sample = sampler.finish(shift);
  return {
    range,
    windows: windows.finish(range, shift, services, into),
    ...(responseTimes && { responseTimes }),
    sample: { ...sample, table: grouped ? renameServices(sample.table, grouped.serviceOf) : sample.table },
    notices: [
      { severity: 'info', text: countedText(windows.logs, sample.table.length, sample.hasAllComplaints) },
      ...(grouped?.notices ?? []),
      ...droppedNotices(dropped),
    ],
  };
}

function countedText(logs: number, sampled: number, hasAllComplaints: boolean): string {
  return [
    `Windows mode: ${whole(logs)} lines are more than are held at once. They were counted, exactly by service, window of time, level and template, and by response time to two digits; ${whole(sampled)} of them were analysed as a sample.`,
    hasAllComplaints
      ? 'All lines that complain (WARNING or worse, status 400 and above) are in it.'
      : 'Of lines that complain (WARNING or worse, status 400 and above) some are in it, of each kind at least one.',
    'Percentiles of windows are estimated, anomalies are windows of a service.',
    'Not found in this mode, as it takes every line: broken steps between lines, missing lines, and slow traces.',
  ].join(' ');
}
