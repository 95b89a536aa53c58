import { parseJson } from '../../boundedJson';
import { type Analysis, ANOMALY_TYPES, type Incident } from '../../analysis/model/analysis';
import { QueryError } from '../../errors';
import { looksSecret } from '../../logs/secrets';
import { OWN_KEYS, TEMPLATE_KEY } from '../../query/filters/filter';
import { filtersFields } from '../../query/filters/narrow';
import { type DetectedField } from '../../query/detectedField';
import { requirePatterns } from '../../query/patterns';
import { type ReadingCost } from '../../query/readingCost';
import { type ResolvedSettings } from '../../query/resolved';
import { type SampledLogs } from '../../query/sampledLogs';
import { type FieldMapping, SETTINGS } from '../../query/settings';
import { withDefaults } from '../../query/table/defaults';
import { problemsText, readTable } from '../../query/table/problems';
import { parseQuery } from '../../query/validation';
import { VIEWS } from '../../query/views';
import { renderIncident, renderMarkdown } from '../../report/markdown/renderMarkdown';
import { costOf } from '../../pipeline/costOf';
import { detectFields } from '../../sources/detectFields';
import { createSource } from '../../sources/registry';
import { sampleLogs } from '../../sources/sampleLogs';
import { type FieldRequest } from '../../sources/source';
import { analysisQueryOf } from '../analysisQuery';
import { answerError } from '../errorAnswer';
import { instanceOf } from '../instance';
import { type CallResourceRequest, type CallResourceResponse } from '../proto/messages';
import { aroundLine } from './around';
import { tryRule } from './backtest';
import { lines } from './lines';
import { matches } from './matches';
import { rangeIn } from './range';
import { type Tools } from './tools';
import { HOUR } from '../../time/units';

/** Of a field, as many as a list shows: any other can be typed in. */
const MOST_VALUES = 1000;

/** Of an incident that is not there: the others that are named, and how much of its id is repeated. */
const NAMED = 10;
const ID_LENGTH = 40;

type Asked = [request: CallResourceRequest, params: URLSearchParams, tools: Tools, signal: AbortSignal];
type Route = (...asked: Asked) => Promise<CallResourceResponse>;

export const ROUTES: Readonly<Record<string, Route>> = {
  'GET services': asJson(services),
  'GET fields': asJson(fields),
  'GET filters': asJson(filters),
  'GET sample': asJson(sample),
  'GET cost': asJson(cost),
  'GET lines': asJson(lines),
  'GET matches': asJson(matches),
  'GET views': asJson(views),
  'GET backtest': asJson(tryRule),
  'GET investigate': investigate,
  'GET around': around,
};

/**
 * What editors and variables ask for, as JSON: `services?from=MS&to=MS[&expr=QUERY]`,
 * `fields[?from=MS&to=MS][&expr=QUERY]` and `filters[?key=KEY][&from=MS&to=MS][&expr=QUERY]` of the last hour by
 * default, `sample[?fields=JSON][&expr=QUERY]`, `cost?from=MS&to=MS[&expr=QUERY]`,
 * `lines?...`, `matches?from=MS&to=MS[&query=JSON]`, `backtest?view=NAME&threshold=NUMBER...`, and `views`; and for scripts and agents, as Markdown:
 * `investigate?from=MS&to=MS[&incident=ID][&expr=QUERY]`. `around?time=MS[&service=NAME]` leads to Explore.
 */
export async function callResource(
  request: CallResourceRequest,
  tools: Tools,
  signal: AbortSignal
): Promise<CallResourceResponse> {
  const name = `${request.method || 'GET'} ${request.path.split('?')[0].split('/').filter(Boolean).join('/')}`;
  const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  if (!route) {
    return json(404, { message: `There is no ${name}. There are: ${Object.keys(ROUTES).join(', ')}.` });
  }
  try {
    const params = new URLSearchParams(request.url.replace(/^[^?]*/, ''));
    return await route(request, params, tools, signal);
  } catch (error) {
    const { status, message } = answerError(error, tools.log, tools.record);
    return json(status, { message });
  }
}

function asJson(answer: (...asked: Asked) => unknown): Route {
  return async (...asked) => json(200, await answer(...asked));
}

/** The names of the services that logged in the range. */
async function services(...asked: Asked): Promise<string[]> {
  return (await analysisFor('services', ...asked)).services.map(({ service }) => service);
}

/** Keys that logs can be filtered by; with `key` the values of that one which are known of the range. */
async function filters(...asked: Asked): Promise<string[]> {
  const [{ pluginContext }, params] = asked;
  const { source } = instanceOf(pluginContext).settings;
  const key = params.get('key');
  if (key === null) {
    return filtersFields(source) ? [...OWN_KEYS, TEMPLATE_KEY, ...(await fieldNames(...asked))] : [...OWN_KEYS];
  }
  switch (key) {
    case 'service':
      return services(...asked);
    case 'anomaly':
      return [...ANOMALY_TYPES];
    case TEMPLATE_KEY:
      return (await analysisFor('filters', ...asked)).patterns.templates.map(({ template }) => template);
    default:
      return valuesOf(key, ...asked);
  }
}

/** The values of a field as the store lists them, else those that a sample of the lines has. */
async function valuesOf(key: string, ...asked: Asked): Promise<string[]> {
  const [{ pluginContext }, params, { limits }, signal] = asked;
  const { settings } = instanceOf(pluginContext);
  const listed = await createSource(settings).fieldValues?.(key, fieldRequest(params, settings, limits), { signal });
  return listed && listed.length > 0
    ? listed.filter((value) => !looksSecret(key, value)).slice(0, MOST_VALUES)
    : ((await fields(...asked)).find(({ name }) => name === key)?.values ?? []);
}

/** What a filter on the store can be on: times are the range's matter, and messages have no end of values. */
async function fieldNames(...asked: Asked): Promise<string[]> {
  const own: readonly string[] = [...OWN_KEYS, TEMPLATE_KEY];
  return (await fields(...asked))
    .filter(({ role, type, name }) => role !== 'message' && role !== 'time' && type !== 'time' && !own.includes(name))
    .map(({ name }) => name);
}

/** The report of the range, or all that is known of one of its incidents. */
async function investigate(...asked: Asked): Promise<CallResourceResponse> {
  const [, params] = asked;
  const analysis = await analysisFor('investigate', ...asked);
  const id = params.get('incident');
  const text = id ? renderIncident(analysis, incidentIn(analysis, id)) : renderMarkdown(analysis);
  return answer(200, 'text/markdown; charset=utf-8', text);
}

function around({ pluginContext }: CallResourceRequest, params: URLSearchParams): Promise<CallResourceResponse> {
  const location = { values: [aroundLine(instanceOf(pluginContext), params)] };
  return Promise.resolve({ code: 302, headers: { location }, body: Buffer.alloc(0) });
}

function incidentIn({ incidents }: Analysis, id: string): Incident {
  const incident = incidents.find((one) => one.id === id);
  if (!incident) {
    const newest = incidents.slice(0, NAMED).map((one) => one.id);
    const there = newest.length > 0 ? `The newest are: ${newest.join(', ')}.` : 'There is none at all.';
    throw new QueryError(`There is no incident ${JSON.stringify(id.slice(0, ID_LENGTH))} in this range. ${there}`);
  }
  return incident;
}

function analysisFor(
  name: string,
  { pluginContext }: CallResourceRequest,
  params: URLSearchParams,
  { analyst, limits }: Tools,
  signal: AbortSignal
): Promise<Analysis> {
  const instance = instanceOf(pluginContext);
  const range = rangeIn(params, name, limits);
  const query = parseQuery({ expr: params.get('expr') });
  return analyst.analyse(instance, analysisQueryOf(instance, query, range), signal);
}

/**
 * The fields of the logs, for the field mapping to choose from. Read beside the analyses, so that it never waits for
 * one.
 */
function fields(
  { pluginContext }: CallResourceRequest,
  params: URLSearchParams,
  { limits }: Tools,
  signal: AbortSignal
): Promise<DetectedField[]> {
  const { settings } = instanceOf(pluginContext);
  return detectFields(createSource(settings), fieldRequest(params, settings, limits), { signal });
}

/** Of which logs to look for fields: those of the last hour where no range is given. */
function fieldRequest(params: URLSearchParams, settings: ResolvedSettings, limits: Tools['limits']): FieldRequest {
  const nowMs = Date.now();
  const isGiven = params.has('from') || params.has('to');
  const range = isGiven ? rangeIn(params, 'fields', limits) : { fromMs: nowMs - HOUR, toMs: nowMs };
  return { ...range, expr: wantedExpr(params, settings) };
}

/**
 * Some of the newest logs as they are read: by a field mapping that need not be saved yet, else by that of the
 * settings.
 */
function sample(
  { pluginContext }: CallResourceRequest,
  params: URLSearchParams,
  _: Tools,
  signal: AbortSignal
): Promise<SampledLogs> {
  const saved = instanceOf(pluginContext).settings;
  const settings = { ...saved, fields: params.has('fields') ? mappingIn(params.get('fields') ?? '') : saved.fields };
  requirePatterns({ fields: settings.fields, analysis: {} });
  const expr = wantedExpr(params, settings);
  return sampleLogs(createSource(settings), { expr, toMs: Date.now() }, settings.fields, { signal });
}

function mappingIn(text: string): FieldMapping {
  let json: unknown;
  try {
    json = parseJson(text);
  } catch {
    throw new QueryError('The fields of the sample must be a JSON object, as in the settings of the data source.');
  }
  const { values, problems } = readTable(SETTINGS.fields.settings, json, { strict: true });
  if (!values) {
    throw new QueryError(problemsText('The fields of the sample', problems));
  }
  return withDefaults(SETTINGS.fields.settings, values);
}

/** What the analysis of a range reads; null where no store is asked. */
async function cost(
  { pluginContext }: CallResourceRequest,
  params: URLSearchParams,
  { limits }: Tools,
  signal: AbortSignal
): Promise<ReadingCost | null> {
  const { settings } = instanceOf(pluginContext);
  const expr = wantedExpr(params, settings);
  const request = { ...rangeIn(params, 'cost', limits), expr };
  return (await costOf(createSource(settings), settings, request, { signal })) ?? null;
}

/** The store's query that is asked for, by default that of the settings. @throws QueryError for one that is too long */
function wantedExpr(params: URLSearchParams, { defaultExpr }: Pick<ResolvedSettings, 'defaultExpr'>): string {
  return parseQuery({ expr: params.get('expr') }).expr ?? defaultExpr;
}

function views(): unknown {
  return Object.entries(VIEWS).map(([type, definition]) => ({ type, ...definition }));
}

function json(code: number, value: unknown): CallResourceResponse {
  return answer(code, 'application/json', JSON.stringify(value));
}

function answer(code: number, type: string, text: string): CallResourceResponse {
  return { code, headers: { 'content-type': { values: [type] } }, body: Buffer.from(text) };
}
