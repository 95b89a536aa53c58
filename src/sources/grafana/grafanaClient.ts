import { StoreError } from '../../errors';
import { arrayOf, objectOf, textOf } from '../../logs/json';
import { SOURCE_REF_ID } from '../../query/query';
import { type GrafanaOptions } from '../../query/settings';
import { type StoreConnection } from '../http/connection';
import { createHttpClient } from '../http/httpClient';
import { HttpError } from '../http/httpError';
import { type Notice } from '../../logs/notice';
import { errorIn, explainGrafana, reasonIn } from './explainGrafana';
import { type LogFrame, logFrameOf } from './logFrame';
import { isObject } from '../../objects';

/** The answer to one query. */
export interface GrafanaPage {
  readonly frames: readonly LogFrame[];
  /** What the data source has to say of it. */
  readonly notices: readonly Notice[];
}

interface NamedDatasource {
  readonly name: string;
  /** The id of its plugin. */
  readonly type: string;
}

/** Grafana's HTTP API, as far as it is used: one method a question. All throw HttpError and CancelledError. */
export interface GrafanaClient {
  /**
   * The lines that a data source gives for a range, which it may take with its end. @throws StoreError for what are no
   * lines.
   */
  lines(query: GrafanaOptions['query'], fromMs: number, toMs: number, signal: AbortSignal): Promise<GrafanaPage>;
  version(signal: AbortSignal): Promise<string | undefined>;
  /** Undefined where the account may not see it. */
  datasource(uid: string, signal: AbortSignal): Promise<NamedDatasource | undefined>;
}

/** As of a panel: Elasticsearch's counts lines per interval, and refuses more than 65,535 of these. */
const MAX_POINTS = 1000;

export function createGrafanaClient(connection: StoreConnection, datasourceUid: string): GrafanaClient {
  const http = createHttpClient(connection, 'Grafana', { explain: explainGrafana, reasonIn });
  return {
    async lines(query, fromMs, toMs, signal) {
      const asked = {
        intervalMs: Math.ceil((toMs - fromMs) / MAX_POINTS),
        maxDataPoints: MAX_POINTS,
        ...query,
        refId: SOURCE_REF_ID,
        datasource: { uid: datasourceUid },
      };
      const body = JSON.stringify({ from: String(fromMs), to: String(toMs), queries: [asked] });
      return pageOf(await http.sendJson({ method: 'POST', path: '/api/ds/query', body }, signal));
    },

    async version(signal) {
      const { version } = objectOf(await http.getJson('/api/health', {}, signal));
      return typeof version === 'string' ? version : undefined;
    },

    async datasource(uid, signal) {
      try {
        const answer = await http.getJson(`/api/datasources/uid/${encodeURIComponent(uid)}`, {}, signal);
        const { name, type } = objectOf(answer);
        return { name: textOf(name) || uid, type: textOf(type) };
      } catch (error) {
        if (error instanceof HttpError && error.storeStatus === 403) {
          return undefined;
        }
        throw error;
      }
    },
  };
}

function pageOf(answer: unknown): GrafanaPage {
  const error = errorIn(answer);
  if (error !== undefined) {
    throw new StoreError(`The data source that Grafana asked failed. It said: "${error.slice(0, 300)}"`);
  }
  const result = objectOf(objectOf(answer).results)[SOURCE_REF_ID];
  if (!isObject(result) || !Array.isArray(result.frames ?? [])) {
    throw new StoreError('Grafana answered a query with something else. Check the URL, and any proxy between.');
  }
  const frames = arrayOf(result.frames);
  return {
    frames: frames.map(logFrameOf).filter((frame) => frame !== undefined),
    notices: frames.flatMap((frame) =>
      arrayOf(objectOf(objectOf(objectOf(frame).schema).meta).notices).flatMap(noticeOf)
    ),
  };
}

function noticeOf(value: unknown): Notice[] {
  const { severity, text } = objectOf(value);
  const known = severity === 'error' || severity === 'warning' ? severity : 'info';
  return typeof text === 'string' ? [{ severity: known, text: `The asked data source says: ${text}` }] : [];
}
