import { type WindowGrid } from '../../../logs/windowTable';
import { type CountPlan } from '../../windows/lines/plan';
import { AllColumns } from '../../windows/serviceColumns';
import { type Span } from '../../windows/span';
import { countOf, type Row } from '../rows';
import { windowStartOf } from '../timeBuckets';
import { type Kind } from './kinds';
import { type Querier } from './querier';
import { countQuery, labelsOf, measureQuery, pointsIn } from './queries';

/** Windows a query: an answer stays some megabytes, and a failed one is no great loss. */
const WINDOWS_A_QUERY = 1440;

/** A span on a grid. */
export interface Windows {
  readonly grid: WindowGrid;
  readonly span: Span;
}

export interface Counted {
  readonly columns: AllColumns;
  /** The kinds of logs that there are. */
  readonly kinds: readonly Kind[];
}

/** Counts logs per service and window. @param onCount is called with the logs counted so far */
export async function countLogs(
  querier: Querier,
  expr: string,
  plan: CountPlan,
  windows: Windows,
  onCount: (logs: number) => void
): Promise<Counted> {
  const columns = new AllColumns(windows.grid);
  const kinds = new Map<string, Kind>();
  const located = [...plan.services, ...plan.levels, ...plan.statuses];
  let total = 0;
  await perWindow(querier, countQuery(expr, plan, windows.grid.windowMs), windows, (row) => {
    const labels = labelsOf(row, located);
    const key = JSON.stringify(labels);
    const kind = kinds.get(key) ?? { labels, ...plan.read(labels) };
    return (window, text) => {
      kinds.set(key, kind);
      const count = countOf(text);
      columns.of(kind.service).addLogs(window, kind.level, kind.statusCode, count);
      total += count;
      onCount(total);
    };
  });
  return { columns, kinds: [...kinds.values()] };
}

/** Adds how many response times there are, their sums, and their 95th percentiles. */
export async function measureResponses(
  querier: Querier,
  expr: string,
  plan: CountPlan,
  windows: Windows,
  columns: AllColumns
): Promise<void> {
  const reads = plan.measures.map((_, index) =>
    perWindow(querier, measureQuery(expr, plan, index, windows.grid.windowMs), windows, (row) => {
      const { service } = plan.read(labelsOf(row, plan.services));
      const unitMs = plan.unitMs(index, service);
      return (window, ...[count, sumText, p95Text]) => {
        const sum = Number(sumText) * unitMs;
        // Response times beyond all numbers are not known.
        if (!Number.isFinite(sum)) {
          return;
        }
        const own = columns.of(service);
        own.addResponses(window, countOf(count));
        own.responseSum[window] += sum;
        own.addP95(window, Number(p95Text) * unitMs);
      };
    })
  );
  await Promise.all(reads);
}

/** Calls what `visit` gives for a group with the numbers of each of its windows. */
async function perWindow(
  querier: Querier,
  query: string,
  { grid, span }: Windows,
  visit: (group: Row) => (window: number, ...numbers: string[]) => void
): Promise<void> {
  const { startMs, windowMs, windowCount } = grid;
  const reads = Array.from({ length: Math.ceil(windowCount / WINDOWS_A_QUERY) }, async (_, part) => {
    const first = startMs + part * WINDOWS_A_QUERY * windowMs;
    const own = {
      fromMs: Math.max(span.fromMs, first),
      toMs: Math.min(span.toMs, first + WINDOWS_A_QUERY * windowMs),
    };
    if (own.fromMs < own.toMs) {
      for (const row of await querier.rows(query, own, windowMs)) {
        const put = visit(row);
        for (const [at, ...numbers] of pointsIn(row)) {
          put(Math.round((windowStartOf(at, own, windowMs) - startMs) / windowMs), ...numbers);
        }
      }
    }
  });
  await Promise.all(reads);
}
