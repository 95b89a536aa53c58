import { lookAt, lookAtFigures } from '../../analysis/lookAt/lookAt';
import { type JudgedLogs } from '../../analysis/lookAt/judged';
import { type Analysis } from '../../analysis/model/analysis';
import { type TimeRange } from '../../analysis/windows/grid';
import { type ViewType } from '../../query/views';

/** Views of kinds of messages. */
export const OF_MESSAGES: ReadonlySet<ViewType> = new Set([
  'topErrors',
  'templates',
  'correlatedErrors',
  'namedPatterns',
]);

/**
 * A range that ends before the span does: with the incidents that had begun by then, under way where they were. What
 * they are, and what is usual, is known from all of the span: more than could be known then.
 *
 * @param view that it is for: kinds of messages take the most time, and hardly a view has them
 */
export function seenAt(judged: JudgedLogs, range: TimeRange, view: ViewType): Analysis {
  const { toMs } = range;
  const incidents = judged.incidents
    .filter(({ startMs }) => startMs < toMs)
    .map((incident) => ({
      ...incident,
      endMs: Math.min(incident.endMs, toMs),
      ongoing: incident.endMs > toMs || (incident.ongoing && toMs >= judged.span.toMs),
    }));
  const look = OF_MESSAGES.has(view) ? lookAt : lookAtFigures;
  return look({ ...judged, incidents }, range);
}
