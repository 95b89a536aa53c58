import { arrayOf, objectOf } from '../../logs/json';
import { eventsReachingInto, type KnownEvent } from '../../query/calendar';
import { type StoreConnection } from '../../query/connection';
import { type Mark, MARKS, MUTED_TAG, SERVICE_TAG } from '../../query/marks';
import { MINUTE } from '../../time/units';
import { reasonIn } from '../grafana/explainGrafana';
import { createHttpClient } from '../http/httpClient';

/** The most marks that are read of a span, the newest. */
export const MOST_MARKS = 1000;

/** A mark at one moment says no more than about when. */
const LEAST_MS = MINUTE;

const NAME_LENGTH = 200;
const MAX_BODY_BYTES = 8e6;

/**
 * What people marked in a span of time, by annotations of a Grafana, in order of time: at most MOST_MARKS.
 *
 * @throws HttpError that says what to do; SettingsError; CancelledError
 */
export async function readMarks(
  connection: StoreConnection,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  signal: AbortSignal
): Promise<KnownEvent[]> {
  const http = createHttpClient(connection, 'Grafana', { explain, reasonIn, maxBodyBytes: MAX_BODY_BYTES });
  const tags = Object.values(MARKS).map(({ tag }) => tag);
  const params = { from: fromMs, to: toMs, type: 'annotation', matchAny: 'true', limit: MOST_MARKS, tags };
  const answer = arrayOf(await http.getJson('/api/annotations', params, signal));
  return eventsReachingInto(answer.flatMap(markOf), { fromMs, toMs }).sort((a, b) => a.fromMs - b.fromMs);
}

function markOf(annotation: unknown): KnownEvent[] {
  const { time, timeEnd, text, tags: own } = objectOf(annotation);
  const tags = arrayOf(own).filter((tag) => typeof tag === 'string');
  const mark = (Object.keys(MARKS) as Mark[]).find((kind) => tags.includes(MARKS[kind].tag));
  if (mark === undefined || typeof time !== 'number' || !Number.isFinite(time)) {
    return [];
  }
  const endMs = typeof timeEnd === 'number' && Number.isFinite(timeEnd) ? timeEnd : time;
  return [
    {
      name: plainText(typeof text === 'string' ? text : '') || MARKS[mark].label,
      fromMs: time,
      toMs: Math.max(endMs, time + LEAST_MS),
      services: tags.flatMap((tag) => (tag.startsWith(SERVICE_TAG) && tag.slice(SERVICE_TAG.length).trim()) || []),
      isMuted: MARKS[mark].isMuted || tags.includes(MUTED_TAG),
      mark,
    },
  ];
}

/** Grafana keeps what people write as HTML. */
function plainText(html: string): string {
  return html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, NAME_LENGTH);
}

function explain(status: number): string | undefined {
  switch (status) {
    case 401:
      return 'It refuses the login: check the service account token for marks, or whether it has expired.';
    case 403:
      return 'The service account may not read annotations: it needs the permission annotations:read, as a viewer has it.';
    case 404:
      return 'Is this the address of a Grafana? Give its root, with the path prefix of its proxy if there is one.';
    default:
      return undefined;
  }
}
