import { type WindowGrid } from '../../../logs/windowTable';
import { WARNING } from '../../../logs/level';
import { countOf, type Series } from '../series';
import { type SplittingQuerier, type QueryOf } from './splittingQuerier';
import { countQuery, MEASURED, quantileQuery, RESPONSE, sumQuery, totalQuery } from './logql';
import { type CountPlan } from '../../windows/lines/plan';
import { type Notice } from '../../../logs/notice';
import { AllColumns, type ServiceColumns } from '../../windows/serviceColumns';
import { whole } from '../../../format/format';

/** Windows a query: an answer stays well under the store's and our own limits, and a failed one is no great loss. */
const WINDOWS_A_QUERY = 1440;

/** Windows that are read one by one at most: beyond, a line on a border may count in the window before. */
const MAX_EXACT = 2000;

/** A range on a grid: the windows that Loki counts by itself, and those that are asked for one by one. */
export interface Windows {
  readonly grid: WindowGrid;
  readonly fromMs: number;
  readonly toMs: number;
  /** The windows that lie in the range as a whole. */
  readonly from: number;
  readonly to: number;
  readonly exact: ReadonlySet<number>;
  /** Lines that may count in the window before, because there are too many to look at; 0: all are right. */
  readonly unsure: number;
}

/**
 * Loki's windows are (start, end], ours [start, end): a line at the very nanosecond of a border would count in the
 * window before. So the windows around each border that has a line in the millisecond before it are asked for one by
 * one, which is exact, and so are those that the range cuts.
 */
export async function placeWindows(
  querier: SplittingQuerier,
  grid: WindowGrid,
  fromMs: number,
  toMs: number
): Promise<Windows> {
  const { startMs, windowMs, windowCount } = grid;
  const from = Math.min(windowCount, Math.ceil((fromMs - startMs) / windowMs));
  const to = Math.max(from, Math.floor((toMs - startMs) / windowMs));
  const exact = new Set<number>();
  if (from > 0) {
    exact.add(0);
  }
  if (to < windowCount) {
    exact.add(windowCount - 1);
  }
  if (from === to) {
    return { grid, fromMs, toMs, from, to, exact, unsure: 0 };
  }
  const borders = await wholeGrid(from - 1, to, (first, last) =>
    querier.perWindow((expr) => totalQuery(expr, '[1ms]'), grid, first, last)
  );
  const near = new Set<number>();
  let lines = 0;
  forEachCell(borders, grid, (window, count) => {
    near.add(window).add(window + 1);
    lines += countOf(count);
  });
  const isTooMuch = near.size > MAX_EXACT;
  if (!isTooMuch) {
    near.forEach((window) => window >= from && window < to && exact.add(window));
  }
  return { grid, fromMs, toMs, from, to, exact, unsure: isTooMuch ? lines : 0 };
}

/** Says that lines at borders may be counted in the window before. */
export function unsureNotices(unsure: number): Notice[] {
  const text = `Up to ${whole(unsure)} lines at the very border of two windows may be counted in the one before.`;
  return unsure > 0 ? [{ severity: 'warning', text }] : [];
}

export interface Counted {
  readonly columns: AllColumns;
  /** Labels of the logs of WARNING or worse: each different level's once. */
  readonly complaining: ReadonlyArray<Series['labels']>;
  /** Values of the label of services whose logs have response times; undefined: all, or that is not known. */
  readonly measured: readonly string[] | undefined;
}

/**
 * Counts logs per service and window.
 *
 * @param serviceLabel the streams' label that alone gives the service, where there is one
 * @param onCount is called with the logs counted so far
 */
export async function countLogs(
  querier: SplittingQuerier,
  plan: CountPlan,
  windows: Windows,
  serviceLabel: string | undefined,
  onCount: (logs: number) => void
): Promise<Counted> {
  const columns = new AllColumns(windows.grid);
  const complaining = new Map<string, Series['labels']>();
  const isMeasured = new Map<string, boolean>();
  let total = 0;
  const query: QueryOf = (expr, range) => countQuery(expr, plan, range);
  await readCells(querier, query, true, windows, (series, window, value) => {
    const count = countOf(value);
    const { service, level, statusCode } = plan.read(series.labels);
    columns.of(service).addLogs(window, level, statusCode, count);
    const measured = series.labels[RESPONSE] === MEASURED;
    if (measured) {
      columns.of(service).addResponses(window, count);
    }
    if (serviceLabel !== undefined) {
      const value = series.labels[serviceLabel] ?? '';
      isMeasured.set(value, measured || isMeasured.get(value) === true);
    }
    total += count;
    onCount(total);
    if (level >= WARNING && plan.levels.length > 0) {
      complaining.set(JSON.stringify(plan.levels.map(({ name }) => series.labels[name])), series.labels);
    }
  });
  return { columns, complaining: [...complaining.values()], measured: someMeasured(isMeasured) };
}

/** A selector of more is longer than what it spares. */
const MAX_SELECTED = 1000;

/** Those that are measured, where these are some of all and few enough to be named. */
function someMeasured(isMeasured: ReadonlyMap<string, boolean>): readonly string[] | undefined {
  const measured = [...isMeasured].filter(([, is]) => is).map(([value]) => value);
  const isSome = measured.length > 0 && measured.length < isMeasured.size;
  return isSome && measured.join('|').length <= MAX_SELECTED ? measured : undefined;
}

/** Adds the response times' sums and 95th percentiles. @param select narrows a query to the logs that have some */
export async function measureResponses(
  querier: SplittingQuerier,
  plan: CountPlan,
  windows: Windows,
  columns: AllColumns,
  select: (expr: string) => string
): Promise<void> {
  const reads = plan.measures.flatMap((_, index) => {
    const cells = (
      query: QueryOf,
      addsUp: boolean,
      put: (own: ServiceColumns, window: number, value: number) => void
    ) =>
      readCells(querier, query, addsUp, windows, (series, window, value) => {
        const { service } = plan.read(series.labels);
        putFinite(Number(value) * plan.unitMs(index, service), (finite) => put(columns.of(service), window, finite));
      });
    return [
      cells(
        (expr, range) => sumQuery(select(expr), plan, index, range),
        true,
        (own, window, sum) => {
          own.responseSum[window] += sum;
        }
      ),
      cells(
        (expr, range) => quantileQuery(select(expr), plan, index, range, 0.95),
        false,
        (own, window, p95) => own.addP95(window, p95)
      ),
    ];
  });
  await Promise.all(reads);
}

/** Response times beyond all numbers are not known. */
function putFinite(value: number, put: (value: number) => void): void {
  if (Number.isFinite(value)) {
    put(value);
  }
}

/** Calls `visit` for each number of each window. @param addsUp a window's number may come in several parts */
async function readCells(
  querier: SplittingQuerier,
  query: QueryOf,
  addsUp: boolean,
  { grid, fromMs, toMs, from, to, exact }: Windows,
  visit: (series: Series, window: number, value: string) => void
): Promise<void> {
  const whole = wholeGrid(from, to, async (first, last) => {
    const found = await querier.perWindow(query, grid, first, last);
    forEachCell(found, grid, (window, value, series) => {
      if (!exact.has(window)) {
        visit(series, window, value);
      }
    });
    return [];
  });
  const windows = [...exact];
  const spans = windows.map((window) => {
    const startMs = grid.startMs + window * grid.windowMs;
    return { fromMs: Math.max(fromMs, startMs), toMs: Math.min(toMs, startMs + grid.windowMs) };
  });
  const single = querier
    .exactEach(query, spans, addsUp)
    .then((found) => found.forEach((series, i) => series.forEach((one) => visit(one, windows[i], one.points[0][1]))));
  await Promise.all([whole, single]);
}

async function wholeGrid(
  from: number,
  to: number,
  read: (from: number, to: number) => Promise<Series[]>
): Promise<Series[]> {
  const parts = Math.ceil((to - from) / WINDOWS_A_QUERY);
  const reads = Array.from({ length: parts }, (_, part) =>
    read(from + part * WINDOWS_A_QUERY, Math.min(to, from + (part + 1) * WINDOWS_A_QUERY))
  );
  return (await Promise.all(reads)).flat();
}

/** A window's number comes at the moment of its end. */
function forEachCell(
  found: readonly Series[],
  { startMs, windowMs }: WindowGrid,
  visit: (window: number, value: string, series: Series) => void
): void {
  for (const series of found) {
    for (const [seconds, value] of series.points) {
      visit(Math.round((seconds * 1000 - startMs) / windowMs) - 1, value, series);
    }
  }
}
