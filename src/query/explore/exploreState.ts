import { type ResolvedSettings } from '../resolved';
import { type TraceStore } from '../settings';
import { HOUR, MINUTE } from '../../time/units';
import { storeQuery, type WantedLines } from './storeQuery';

/** Lines of a range of time. */
export interface LinesAt extends WantedLines {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Gives what Explore is to show, as the JSON of its address's `panes`. */
export interface ExploreStates {
  /** Left out where no data source is named that has the logs. */
  readonly lines?: (at: LinesAt) => string;
  /** Left out where none is named that has the traces. */
  readonly trace?: (traceId: string, atMs: number) => string;
}

/** Lines are shown from so long before one of them until so long after it. */
export const AROUND_LINE_MS = MINUTE;

/** What shows one trace, in the model of Grafana's own data source for that store. */
const TRACE_QUERIES: Readonly<Record<TraceStore, (traceId: string) => object>> = {
  tempo: (query) => ({ query, queryType: 'traceql' }),
  // Without a type a trace is looked up by its id.
  jaeger: (query) => ({ query }),
  zipkin: (query) => ({ query, queryType: 'traceID' }),
};

/** A trace began before the line that names it, and went on after it. */
const AROUND_TRACE_MS = HOUR;

/**
 * What the rows of a data source lead to in Explore, in the data sources of its settings.
 * @param expr the query that was analysed
 */
export function exploreStates(settings: ResolvedSettings, expr: string): ExploreStates {
  const { logsUid, tracesUid, tracesType } = settings.links;
  const opens = logsUid !== '' && storeQuery(settings, expr, { services: [] }) !== undefined;
  return {
    ...(opens && {
      lines: ({ fromMs, toMs, ...wanted }) => exploreState(logsUid, storeQuery(settings, expr, wanted), fromMs, toMs),
    }),
    ...(tracesUid !== '' && {
      trace: (traceId, atMs) =>
        exploreState(tracesUid, TRACE_QUERIES[tracesType](traceId), atMs - AROUND_TRACE_MS, atMs + AROUND_TRACE_MS),
    }),
  };
}

/** A query of a data source in a range, as the JSON of Explore's `panes`. @param uid of the data source */
export function exploreState(uid: string, query: object | undefined, fromMs: number, toMs: number): string {
  const range = { from: String(Math.floor(fromMs)), to: String(Math.ceil(toMs)) };
  return JSON.stringify({
    seismolog: { datasource: uid, queries: [{ refId: 'A', datasource: { uid }, ...query }], range },
  });
}
