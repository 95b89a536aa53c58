import { type WindowGrid } from '../../../logs/windowTable';
import { type CountPlan } from '../../windows/lines/plan';
import { AllColumns } from '../../windows/serviceColumns';
import { type Span } from '../../windows/span';
import { LOGS } from '../logsql';
import { countIn, type Row } from '../rows';
import { startOf } from '../timeBuckets';
import { type Kind } from './kinds';
import { type Querier } from './querier';
import { countQuery, labelsOf, measureQuery, P95, SUM } from './queries';

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
  await perWindow(querier, countQuery(expr, plan, windows.grid.windowMs), windows, (row, window) => {
    const labels = labelsOf(row, located);
    const key = JSON.stringify(labels);
    const kind = kinds.get(key) ?? { labels, ...plan.read(labels) };
    kinds.set(key, kind);
    const count = countIn(row, LOGS);
    columns.of(kind.service).addLogs(window, kind.level, kind.statusCode, count);
    total += count;
    onCount(total);
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
    perWindow(querier, measureQuery(expr, plan, index, windows.grid.windowMs), windows, (row, window) => {
      const { service } = plan.read(labelsOf(row, plan.services));
      const own = columns.of(service);
      const unitMs = plan.unitMs(index, service);
      const sum = Number(row[SUM]) * unitMs;
      // Response times beyond all numbers are not known.
      if (!Number.isFinite(sum)) {
        return;
      }
      own.responses[window] += countIn(row, LOGS);
      own.responseSum[window] += sum;
      const p95 = Number(row[P95]) * unitMs;
      // Where a service has its response times in several locations, the larger percentile speaks for both.
      own.responseP95[window] = p95 < own.responseP95[window] ? own.responseP95[window] : p95;
    })
  );
  await Promise.all(reads);
}

/** Calls `visit` for each row of each window. */
async function perWindow(
  querier: Querier,
  query: string,
  { grid, span }: Windows,
  visit: (row: Row, window: number) => void
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
        visit(row, Math.round((startOf(row, own, windowMs) - startMs) / windowMs));
      }
    }
  });
  await Promise.all(reads);
}
