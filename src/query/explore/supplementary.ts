import { DEFAULT_VIEW, type SeismologQuery } from '../query';
import { viewOf } from '../views';

/** What Explore shows beside a query: how many logs of each level there are, or some of the lines themselves. */
export type Supplement = 'volume' | 'sample';

/** Begins the ref ID of a query that wants the lines themselves, which no view has. As Loki's data source has it. */
const SAMPLE = 'log-sample-';

/**
 * The query that Explore adds to one: the levels over time where lines are shown; where something else is, the lines
 * that are unusual. Undefined where nothing is to be added.
 */
export function supplementary(what: Supplement, query: SeismologQuery): SeismologQuery | undefined {
  const showsLines = viewOf(query.queryType ?? DEFAULT_VIEW).visualization === 'logs';
  const { refId, datasource, hide, expr, services, filters, analysis } = query;
  const same = { refId, datasource, expr, services, filters, analysis };
  if (hide || showsLines !== (what === 'volume')) {
    return undefined;
  }
  return { ...same, queryType: what === 'volume' ? 'levelsOverTime' : 'anomalies' };
}

/** As `supplementary`, for Explore itself to ask: a sample is of all lines then. */
export function asked(what: Supplement, query: SeismologQuery): SeismologQuery | undefined {
  const added = supplementary(what, query);
  return added && { ...added, refId: what === 'volume' ? `log-volume-${query.refId}` : SAMPLE + query.refId };
}

export function wantsLines({ refId }: Pick<SeismologQuery, 'refId'>): boolean {
  return refId.startsWith(SAMPLE);
}

/** The part of a query that says which logs are read. */
export function logsOf({ expr, services, filters }: SeismologQuery): Partial<SeismologQuery> {
  return { expr, services, filters };
}
