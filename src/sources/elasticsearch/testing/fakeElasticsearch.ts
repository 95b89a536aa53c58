import { type IncomingMessage, type ServerResponse } from 'node:http';
import { arrayOf, type JsonObject, objectOf } from '../../../logs/json';
import { loopbackServer, type LoopbackServer, sendJson } from '../../http/testing/loopbackServer';
import { DEFAULT_FIELDS, type FakeDocument, type FakeOptions, type FakeRequest, sendError } from './fakeModel';
import { search } from './fakeSearch';

export interface FakeElasticsearch extends LoopbackServer {
  /** What was pushed, too. */
  documents: FakeDocument[];
  /** All requests so far, with their bodies. */
  asked: FakeRequest[];
  /** The points in time that are open. */
  open: Set<string>;
}

/** An Elasticsearch (or OpenSearch) as its API is documented, for tests. None was at hand to compare it with. */
export async function fakeElasticsearch(options: FakeOptions = {}): Promise<FakeElasticsearch> {
  const documents = [...(options.documents ?? [])];
  const asked: FakeRequest[] = [];
  const snapshots = new Map<string, FakeDocument[]>();
  const server = await loopbackServer((incoming, response) => {
    let text = '';
    incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
    incoming.on('end', () => {
      const request = requestOf(incoming, text);
      asked.push(request);
      if (!options.intercept?.(request, response)) {
        answer(request, response, documents, snapshots, options);
      }
    });
  });
  return {
    ...server,
    documents,
    asked,
    get open() {
      return new Set(snapshots.keys());
    },
  };
}

function requestOf({ method = '', url = '', headers }: IncomingMessage, text: string): FakeRequest {
  const { pathname, searchParams } = new URL(url, 'http://loopback');
  const isJson = headers['content-type'] === 'application/json';
  const json = objectOf(isJson ? (JSON.parse(text) as unknown) : undefined);
  return { method, path: decodeURIComponent(pathname), params: searchParams, headers, text, json };
}

function answer(
  request: FakeRequest,
  response: ServerResponse,
  documents: FakeDocument[],
  snapshots: Map<string, FakeDocument[]>,
  options: FakeOptions
): void {
  const { product = 'Elasticsearch', version = '8.15.0', fields = DEFAULT_FIELDS } = options;
  const isOpenSearch = product === 'OpenSearch';
  const route = `${request.method} ${request.path}`;
  const [, index = '', rest = ''] = /^\/([^/]*)(\/.*)?$/s.exec(request.path) ?? [];
  if (route === 'GET /') {
    const distribution = isOpenSearch ? { distribution: 'opensearch' } : { build_flavor: 'default' };
    const tagline = isOpenSearch ? 'The OpenSearch Project: https://opensearch.org/' : 'You Know, for Search';
    return sendJson(response, { version: { number: version, ...distribution }, tagline });
  }
  if (request.method === 'GET' && rest === '/_field_caps') {
    return sendJson(response, fieldCaps(documents, index, request.params.get('fields') ?? '', fields));
  }
  if (request.method === 'POST' && rest === (isOpenSearch ? '/_search/point_in_time' : '/_pit')) {
    const id = `pit-${request.params.get('keep_alive') ?? 'none'}-${snapshots.size + 1}`;
    snapshots.set(id, [...documents]);
    return sendJson(response, isOpenSearch ? { pit_id: id } : { id });
  }
  if (route === (isOpenSearch ? 'DELETE /_search/point_in_time' : 'DELETE /_pit')) {
    const ids = isOpenSearch ? arrayOf(request.json.pit_id) : [request.json.id];
    ids.forEach((id) => snapshots.delete(String(id)));
    return sendJson(response, isOpenSearch ? { pits: [] } : { succeeded: true, num_freed: ids.length });
  }
  if (route === 'GET /_cluster/settings') {
    const { maxBuckets = 65_536, servesSettings = true } = options;
    const refused = 'action [cluster:monitor/settings] is unauthorized for user [logs]';
    return servesSettings
      ? sendJson(response, { defaults: { search: { max_buckets: String(maxBuckets) } } })
      : sendError(response, 403, 'security_exception', refused);
  }
  if (request.method === 'POST' && rest === '/_search') {
    return search(request.json, documents, undefined, options, response);
  }
  if (route === 'POST /_search') {
    const id = String(objectOf(request.json.pit).id);
    const snapshot = snapshots.get(id);
    if (!snapshot) {
      return sendError(response, 404, 'search_context_missing_exception', `No search context found for id [${id}]`);
    }
    return search(request.json, snapshot, id, options, response);
  }
  if (request.method === 'PUT' && rest === '') {
    return sendJson(response, { acknowledged: true, index });
  }
  if (request.method === 'POST' && rest === '/_bulk') {
    return bulk(request.text, index, documents, response);
  }
  return sendError(
    response,
    400,
    'illegal_argument_exception',
    `no handler found for uri [${request.path}] and method [${request.method}]`
  );
}

function fieldCaps(documents: readonly FakeDocument[], index: string, wanted: string, types: Record<string, string>) {
  const pattern = new RegExp(`^(${index.replace(/\*/g, '.*').replace(/,/g, '|')})$`);
  const names = [...new Set(documents.map((document) => document.index ?? 'logs-a'))];
  const indices = names.filter((name) => pattern.test(name));
  const shown = Object.entries(types).filter(([name]) => wanted === '*' || wanted.split(',').includes(name));
  return {
    indices,
    fields: Object.fromEntries(
      indices.length > 0
        ? shown.map(([name, type]) => [name, { [type]: { type, searchable: true, aggregatable: type !== 'text' } }])
        : []
    ),
  };
}

function bulk(text: string, index: string, documents: FakeDocument[], response: ServerResponse): void {
  const lines = text.trimEnd().split('\n');
  const items = [];
  for (let i = 0; i < lines.length; i += 2) {
    const { create } = JSON.parse(lines[i]) as { create: { _id: string } };
    const source = JSON.parse(lines[i + 1]) as JsonObject;
    const isThere = documents.some(({ id }) => id === create._id);
    if (!isThere) {
      documents.push({ index, id: create._id, timeMs: Date.parse(String(source['@timestamp'])), source });
    }
    const error = { type: 'version_conflict_engine_exception', reason: 'document already exists' };
    items.push({ create: { _id: create._id, status: isThere ? 409 : 201, ...(isThere && { error }) } });
  }
  sendJson(response, { errors: items.some(({ create }) => create.status > 299), items });
}
