import { fnv1a } from '../random/fnv1a';
import { VIEW_TYPES, viewOf, type ViewType } from './views';

/** Views that can be followed on a channel of Grafana Live of their name. */
export const LIVE_VIEWS: readonly ViewType[] = VIEW_TYPES.filter((type) => viewOf(type).live);

/** A channel for each query: who asks for the same shares it. @param query as JSON */
export function liveChannel(view: ViewType, query: string): string {
  return `${view}/${(fnv1a(query) >>> 0).toString(16)}`;
}

/** Which view a channel is of; undefined where there is no such channel. */
export function liveViewOf(path: string): ViewType | undefined {
  const [name] = path.split('/', 1);
  return LIVE_VIEWS.find((view) => view === name);
}

/** Whether a query asks for what comes, in place of a range. */
export function isLive({
  queryType,
  live,
}: {
  readonly queryType?: string | undefined;
  readonly live?: boolean;
}): boolean {
  return live === true && LIVE_VIEWS.some((view) => view === queryType);
}
