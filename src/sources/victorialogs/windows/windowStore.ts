import { type WindowRequest } from '../../source';
import { type CountedPart, type WindowStore } from '../../windows/knownWindows';
import { type CountPlan } from '../../windows/lines/plan';
import { type Selection } from '../selection';
import { countLogs, measureResponses } from './countWindows';
import { Querier } from './querier';
import { readRounded } from './responseTimes';
import { logSampleStore } from './sampleStore';

export interface LogWindowOptions {
  readonly selection: Selection;
  readonly request: WindowRequest;
  readonly signal: AbortSignal;
  /** Called with the logs counted so far. */
  readonly onCount?: (logs: number) => void;
}

/**
 * A VictoriaLogs that counts what a plan asks for, for one range. All throw HttpError, QueryError, StoreError,
 * CancelledError.
 */
export function logWindowStore(
  plan: CountPlan,
  { selection, request, signal, onCount = () => undefined }: LogWindowOptions
): WindowStore {
  const querier = new Querier(selection.client, signal);
  const { expr } = selection;
  return {
    get requests() {
      return querier.requests;
    },
    async count(grid, { fromMs, toMs }): Promise<CountedPart> {
      const span = { fromMs, toMs };
      const windows = { grid, span };
      const { columns, kinds } = await countLogs(querier, expr, plan, windows, onCount);
      return {
        columns,
        unsure: 0,
        measure: () => measureResponses(querier, expr, plan, windows, columns),
        samples: logSampleStore({ selection, request: { ...request, ...span }, plan, columns, kinds }),
      };
    },
    responseTimes: (span) => readRounded(querier, expr, plan, span),
    // Of many values it takes some by chance: counts by value are the same each time.
    responseP95: () => Promise.resolve(undefined),
  };
}
