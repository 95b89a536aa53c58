import { type FieldMapping } from '../../../query/settings';
import { type WindowRequest } from '../../source';
import { type CountedPart, type WindowStore } from '../../windows/knownWindows';
import { type LokiClient } from '../lokiClient';
import { SplittingQuerier } from './splittingQuerier';
import { countLogs, measureResponses, placeWindows } from './countWindows';
import { selectValues } from './logql';
import { type CountPlan } from '../../windows/lines/plan';
import { exactP95, readRounded } from './responseTimes';
import { lokiSampleStore } from './sampleStore';

/** What to count, and where it stands. */
export interface LokiCounting {
  /** Which lines. */
  readonly expr: string;
  readonly plan: CountPlan;
  /** The streams' label that alone gives the service, where there is one: by it queries can be narrowed. */
  readonly serviceLabel: string | undefined;
  readonly streamLabels: ReadonlySet<string>;
}

export interface LokiWindowOptions {
  readonly loki: LokiClient;
  readonly request: WindowRequest;
  /** The tenant's most lines a query. */
  readonly maxEntries: number;
  readonly mapping: FieldMapping;
  readonly signal: AbortSignal;
  /** Called with the logs counted so far. */
  readonly onCount?: (logs: number) => void;
}

export interface LokiWindowStore extends WindowStore {
  /** What Loki had to say of its answers so far, that they are partial for one. */
  readonly warnings: ReadonlySet<string>;
}

/** A Loki that counts what a plan asks for, for one range. All throw HttpError, QueryError, CancelledError. */
export function lokiWindowStore(counting: LokiCounting, options: LokiWindowOptions): LokiWindowStore {
  const { expr, plan, serviceLabel } = counting;
  const { loki, request, maxEntries, mapping, signal, onCount = () => undefined } = options;
  const { fromMs, toMs } = request;
  const querier = new SplittingQuerier(loki, { expr, serviceLabel, fromMs, toMs, signal });
  /** Values of the label of services that have response times in the whole range; undefined: any may. */
  let measured: readonly string[] | undefined;
  const selectOf =
    (values: readonly string[] | undefined) =>
    (lines: string): string =>
      serviceLabel !== undefined && values ? selectValues(lines, serviceLabel, values) : lines;
  return {
    warnings: querier.warnings,
    get requests() {
      return querier.requests;
    },
    async count(grid, span): Promise<CountedPart> {
      const windows = await placeWindows(querier, grid, span.fromMs, span.toMs);
      const counted = await countLogs(querier, plan, windows, serviceLabel, onCount);
      const { columns, complaining } = counted;
      const isAll = span.fromMs === fromMs && span.toMs === toMs;
      measured = isAll ? counted.measured : measured;
      const samples = { loki, request: { ...request, ...span, expr }, columns, complaining, mapping, maxEntries };
      return {
        columns,
        unsure: windows.unsure,
        measure: () => measureResponses(querier, plan, windows, columns, selectOf(counted.measured)),
        samples: lokiSampleStore({ ...counting, ...samples }),
      };
    },
    responseTimes: (span, services) =>
      readRounded(querier, plan, span, measured ? services?.filter((name) => measured?.includes(name)) : services),
    responseP95: (span) => exactP95(querier, plan, span, selectOf(measured)),
  };
}
