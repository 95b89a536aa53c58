import { lookAt } from '../../analysis/lookAt/lookAt';
import { type JudgedLogs } from '../../analysis/lookAt/judged';
import { type Analysis } from '../../analysis/model/analysis';
import { type TimeRange } from '../../analysis/windows/grid';

/**
 * A range that ends before the span does: with the incidents that had begun by then, under way where they were. What
 * they are, and what is usual, is known from all of the span: more than could be known then.
 */
export function seenAt(judged: JudgedLogs, range: TimeRange): Analysis {
  const { toMs } = range;
  const incidents = judged.incidents
    .filter(({ startMs }) => startMs < toMs)
    .map((incident) => ({
      ...incident,
      endMs: Math.min(incident.endMs, toMs),
      ongoing: incident.endMs > toMs || (incident.ongoing && toMs >= judged.span.toMs),
    }));
  return lookAt({ ...judged, incidents }, range);
}
