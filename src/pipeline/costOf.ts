import { type ReadingCost } from '../query/readingCost';
import { type ResolvedSettings } from '../query/resolved';
import { type FieldRequest, type LogSource, type ReadContext } from '../sources/source';
import { DAY } from '../time/units';
import { spanOf } from './analyzeSource';

/**
 * What the analysis of a range reads: all of its logs and those of the learning period, as far as the store knows how
 * many these are; undefined where no store is asked.
 *
 * @throws StoreError, QueryError, CancelledError
 */
export async function costOf(
  source: LogSource,
  settings: Pick<ResolvedSettings, 'learningDays' | 'lineLimit' | 'mode'>,
  request: FieldRequest,
  context: ReadContext
): Promise<ReadingCost | undefined> {
  if (!source.estimate) {
    return undefined;
  }
  const { lineLimit, mode } = settings;
  const span = spanOf({ settings, ...request });
  const days = Math.round((span.toMs - span.fromMs) / DAY);
  const { linesARequest, ...estimate } = await source.estimate({ ...request, ...span }, context);
  const read = Math.min(estimate.lines, lineLimit);
  const requests = linesARequest === undefined ? {} : { requests: Math.max(1, Math.ceil(read / linesARequest)) };
  return { days, lineLimit, mode, ...estimate, ...requests };
}
