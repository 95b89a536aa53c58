import { type LogTable } from '../../logs/logTable';
import { sliceByTime } from '../../logs/select';
import { anomaliesIn } from '../anomalies/anomaliesIn';
import { type Analysis, type PatternSummary } from '../model/analysis';
import { countNamed } from '../patterns/namedPatterns';
import { findPatterns } from '../patterns/findPatterns';
import { countLogs } from '../windows/countLogs';
import { droppedNotices } from '../windows/droppedNotices';
import { type TimeRange } from '../windows/grid';
import { responseTimeHistogram } from '../windows/responseTimeHistogram';
import { summarise } from '../windows/totals';
import { dateTime } from '../../format/dateTime';
import { type Notice } from '../../logs/notice';
import { spentByBoth } from '../../logs/spent';
import { describeRange, incidentsIn } from './describeRange';
import { type Counted, type Judged, type JudgedLogs, type JudgedWindows } from './judged';

/**
 * A range that ends with the span that was judged, cut out of it: what is counted is that of the range, and what was
 * found is the same in every range that has it. Services that logged nothing in the range are there where an incident
 * is of them. Linear in the logs of the range, and in the windows and templates of the span.
 */
export function lookAt(judged: JudgedLogs, range: TimeRange): Analysis {
  return describeRange(countIn(judged, range, judged), judged);
}

/** The same without the kinds of messages, of which all logs of the span have to be looked at. */
export function lookAtFigures(judged: JudgedLogs, range: TimeRange): Analysis {
  return describeRange(
    countIn(judged, range, judged, () => NO_PATTERNS),
    judged
  );
}

const NO_PATTERNS: PatternSummary = { errorTypes: 0, errors: [], templates: [], pairs: [], named: [], notices: [] };

/**
 * A range that was counted by itself, of a span whose lines are too many to be read: what was found in the counts of
 * the span is said of it, with a notice that says so.
 *
 * @param own what was found in the range alone
 */
export function lookAtCounted(own: JudgedLogs | JudgedWindows, asked: TimeRange, judged: JudgedWindows): Analysis {
  const range = 'table' in own ? countIn(own, asked, judged) : own.counted;
  const since = dateTime(judged.span.fromMs);
  const text =
    `Incidents, causes, forecasts and health come from counts of all lines since ${since} UTC` +
    ('table' in own ? ', for these are more than the line limit; the lines of this range were read one by one.' : '.');
  const spent = spentByBoth(own.spent, judged.spent);
  return describeRange(
    { ...range, notices: [...range.notices, { severity: 'info', text }] },
    { ...judged, ...(spent && { spent }) }
  );
}

/** What is counted in a range of the lines of a span, with the services that incidents in it are of. */
function countIn(
  lines: JudgedLogs,
  asked: TimeRange,
  { incidents }: Pick<Judged, 'incidents'>,
  patternsOf = patternsIn
): Counted {
  const { span, knownFromMs = -Infinity } = lines;
  // What was not read is no time in which nothing was logged: it is no part of what is shown.
  const range = { fromMs: Math.max(asked.fromMs, knownFromMs), toMs: asked.toMs };
  const isWhole = range.fromMs <= span.fromMs && range.toMs >= span.toMs;
  const table = isWhole ? lines.table : sliceByTime(lines.table, range.fromMs, range.toMs);
  const concerned = new Set(incidentsIn(incidents, range).flatMap(({ services }) => services));
  const isSummarised = isWhole && [...concerned].every((name) => lines.windows.services.includes(name));
  const { windows, counts } = isSummarised && range.fromMs === span.fromMs ? lines : countLogs(table, range, concerned);
  const summary = isSummarised ? lines.summary : summarise(table, concerned);
  const { responseTime } = summary.totals;
  const responseTimes = responseTime && responseTimeHistogram(table.responseTime, responseTime.p95);
  return {
    range,
    notices: [...noticesOf(lines, asked), ...droppedNotices(table.droppedAtMs?.length ?? 0)],
    windows,
    counts,
    summary,
    ...(responseTimes && { responseTimes }),
    anomalies: anomaliesIn(lines.anomalies, lines.table, windows, isWhole ? undefined : range),
    patterns: patternsOf(table, lines),
  };
}

function patternsIn(table: LogTable, { mined, named, table: learned }: JudgedLogs): PatternSummary {
  return { ...findPatterns(table, { mined, learned }), named: countNamed(table, named) };
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
