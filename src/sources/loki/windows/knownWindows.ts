import { type WindowGrid } from '../../../logs/windowTable';
import { type FieldMapping } from '../../../query/settings';
import { type WindowRead } from '../../source';
import { windowNotices } from '../../windows/notices';
import { responseTimeCounts } from '../../windows/responseTimes';
import { type Sampled } from '../../windows/sample';
import { type AllColumns, windowTableOf } from '../../windows/serviceColumns';
import { unsureNotices } from './countWindows';
import { type CountPlan } from './plan';
import { addCounts, type KnownResponses } from './responseTimes';

/** All that was read of a range: what is told of it, and what a later range goes on from. */
export interface KnownWindows {
  readonly fromMs: number;
  readonly toMs: number;
  readonly plan: CountPlan;
  readonly serviceLabel: string | undefined;
  readonly streamLabels: ReadonlySet<string>;
  readonly columns: AllColumns;
  readonly responses: KnownResponses;
  readonly sampled: Sampled;
  /** Lines that may count in the window before; 0: all are right. */
  readonly unsure: number;
  /** That it took, from what was known before. */
  readonly requests: number;
}

const REMEDY =
  'Name the fields in the data source\'s settings, let the collector or the query (`| pattern`, `| regexp`) put them into labels, or choose the mode "entries".';

export function windowReadOf(known: KnownWindows, mapping: FieldMapping): WindowRead {
  const { plan, columns, responses, sampled, requests, unsure } = known;
  const counts = responseTimeCounts(columns.services, addCounts(responses.settled, responses.recent, 1), responses.p95);
  return {
    windows: windowTableOf(columns),
    ...(counts.values.length > 0 && { responseTimes: counts }),
    sample: sampled.sample,
    notices: [
      ...windowNotices({
        store: 'Loki',
        columns,
        sampled,
        responseTimes: responseTimesText(plan, responses),
        requests,
        mapping,
        remedy: REMEDY,
      }),
      ...unsureNotices(unsure),
    ],
  };
}

function responseTimesText({ measures }: CountPlan, { p95 }: KnownResponses): string {
  const told = p95 ? 'P50, P99 and the maximum' : 'Percentiles and the maximum';
  return measures.length > 0 ? `${told} of the response times over the whole range are told to two digits.` : '';
}

/** The start of the window from which on lines may still come. */
export function settledUntil(
  { startMs, windowMs }: WindowGrid,
  range: { fromMs: number; toMs: number },
  lateMs: number
) {
  const border = startMs + Math.floor((range.toMs - lateMs - startMs) / windowMs) * windowMs;
  return lateMs > 0 ? Math.max(range.fromMs, border) : range.toMs;
}
