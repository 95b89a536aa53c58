import { fnv1a } from '../random/fnv1a';

/** The channel of Grafana Live on which anomalous logs come as they arrive. */
const LIVE_CHANNEL = 'anomalies';

/** A channel for each query: who asks for the same shares it. @param query as JSON */
export function liveChannel(query: string): string {
  return `${LIVE_CHANNEL}/${(fnv1a(query) >>> 0).toString(16)}`;
}

export function isLiveChannel(path: string): boolean {
  return path === LIVE_CHANNEL || path.startsWith(`${LIVE_CHANNEL}/`);
}
