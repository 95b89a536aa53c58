import { sliceByTime } from '../../logs/select';
import { anomaliesIn } from '../anomalies/anomaliesIn';
import { type Analysis } from '../model/analysis';
import { countNamed } from '../patterns/namedPatterns';
import { findPatterns } from '../patterns/findPatterns';
import { countLogs } from '../windows/countLogs';
import { droppedNotices } from '../windows/droppedNotices';
import { type TimeRange } from '../windows/grid';
import { responseTimeHistogram } from '../windows/responseTimeHistogram';
import { summarise } from '../windows/totals';
import { dateTime } from '../../format/dateTime';
import { type Notice } from '../../logs/notice';
import { describeRange, incidentsIn } from './describeRange';
import { type JudgedLogs } from './judged';

/**
 * A range that ends with the span that was judged, cut out of it: what is counted is that of the range, and what was
 * found is the same in every range that has it. Services that logged nothing in the range are there where an incident
 * is of them. Linear in the logs of the range, and in the windows and templates of the span.
 */
export function lookAt(judged: JudgedLogs, asked: TimeRange): Analysis {
  const { span, mined, knownFromMs = -Infinity } = judged;
  // What was not read is no time in which nothing was logged: it is no part of what is shown.
  const range = { fromMs: Math.max(asked.fromMs, knownFromMs), toMs: asked.toMs };
  const isWhole = range.fromMs <= span.fromMs && range.toMs >= span.toMs;
  const table = isWhole ? judged.table : sliceByTime(judged.table, range.fromMs, range.toMs);
  const concerned = incidentsIn(judged.incidents, range).flatMap(({ services }) => services);
  const { windows, counts } =
    isWhole && range.fromMs === span.fromMs ? judged : countLogs(table, range, new Set(concerned));
  const summary = summarise(table, new Set(concerned));
  const { responseTime } = summary.totals;
  const responseTimes = responseTime && responseTimeHistogram(table.responseTime, responseTime.p95);
  const patterns = { ...findPatterns(table, { mined, learned: judged.table }), named: countNamed(table, judged.named) };
  return describeRange(
    {
      range,
      notices: [...noticesOf(judged, asked), ...droppedNotices(table.droppedAtMs?.length ?? 0)],
      windows,
      counts,
      summary,
      ...(responseTimes && { responseTimes }),
      anomalies: anomaliesIn(judged.anomalies, judged.table, windows, isWhole ? undefined : range),
      patterns,
    },
    judged
  );
}

/** What the source said of the range; of what it said of the time before it alone, that less was learned. */
function noticesOf({ notices, knownFromMs }: JudgedLogs, { fromMs }: TimeRange): Notice[] {
  const own = notices.filter(({ untilMs = Infinity }) => knownFromMs === undefined || untilMs > fromMs);
  const plain = own.map(({ severity, text }) => ({ severity, text }));
  if (knownFromMs === undefined || own.length === notices.length) {
    return plain;
  }
  const text = `What is usual was learned from ${dateTime(knownFromMs)} UTC on: with the lines before there are more than the line limit.`;
  return [...plain, { severity: 'info', text }];
}
