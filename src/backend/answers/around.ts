import { QueryError } from '../../errors';
import { AROUND_LINE_MS, exploreState } from '../../query/explore/exploreState';
import { type Instance } from '../instance';

/** From a resource of a data source to Grafana's root, wherever that is served. */
const ROOT = '../../../../..';

/**
 * Where a line of the logs is looked at: Explore, with the anomalies of its service around it. A link of Grafana can
 * tell the time of a line, but not compute the range around it.
 *
 * @param params `time`, ms since the epoch, and maybe `service`
 * @returns an address, relative to the resource's own
 * @throws QueryError without a time
 */
export function aroundLine({ uid }: Pick<Instance, 'uid'>, params: URLSearchParams): string {
  const [text, service] = [params.get('time') ?? '', params.get('service') ?? ''];
  if (!/^\d{1,15}(\.\d+)?$/.test(text)) {
    throw new QueryError('around needs time, in milliseconds since the epoch.');
  }
  const timeMs = Number(text);
  const query = { queryType: 'anomalies', ...(service !== '' && { services: [service] }) };
  const panes = exploreState(uid, query, timeMs - AROUND_LINE_MS, timeMs + AROUND_LINE_MS);
  return `${ROOT}/explore?schemaVersion=1&panes=${encodeURIComponent(panes)}`;
}
