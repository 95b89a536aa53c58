/** The channel of Grafana Live on which anomalous logs come as they arrive. */
const LIVE_CHANNEL = 'anomalies';

/** A channel for each query: who asks for the same shares it. @param query as JSON */
export function liveChannel(query: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < query.length; i++) {
    // FNV-1a.
    hash = Math.imul(hash ^ query.charCodeAt(i), 0x01000193);
  }
  return `${LIVE_CHANNEL}/${(hash >>> 0).toString(16)}`;
}

export function isLiveChannel(path: string): boolean {
  return path === LIVE_CHANNEL || path.startsWith(`${LIVE_CHANNEL}/`);
}
