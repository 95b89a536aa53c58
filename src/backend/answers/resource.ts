import { QueryError } from '../../errors';
import { type DetectedField } from '../../query/detectedField';
import { requirePatterns } from '../../query/patterns';
import { type SampledLogs } from '../../query/sampledLogs';
import { type FieldMapping, SETTINGS } from '../../query/settings';
import { withDefaults } from '../../query/table/defaults';
import { problemsText, readTable } from '../../query/table/problems';
import { parseQuery, resolveAnalysisOptions } from '../../query/validation';
import { VIEWS } from '../../query/views';
import { detectFields } from '../../sources/detectFields';
import { createSource } from '../../sources/registry';
import { sampleLogs } from '../../sources/sampleLogs';
import { answerError } from '../errorAnswer';
import { instanceOf } from '../instance';
import { type CallResourceRequest, type CallResourceResponse } from '../proto/messages';
import { checkedRange, type Range } from './range';
import { type Tools } from './tools';
import { HOUR } from '../../time/units';

type Route = (request: CallResourceRequest, params: URLSearchParams, tools: Tools, signal: AbortSignal) => unknown;

export const ROUTES: Readonly<Record<string, Route>> = {
  'GET services': services,
  'GET fields': fields,
  'GET sample': sample,
  'GET views': views,
};

/**
 * What editors and variables ask for, as JSON: `services?from=MS&to=MS[&expr=QUERY]`,
 * `fields[?from=MS&to=MS][&expr=QUERY]` of the last hour by default, `sample[?fields=JSON][&expr=QUERY]`, and `views`.
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
    return json(200, await route(request, params, tools, signal));
  } catch (error) {
    const { status, message } = answerError(error, tools.log, tools.record);
    return json(status, { message });
  }
}

/** The names of the services that logged in the range. */
async function services(
  { pluginContext }: CallResourceRequest,
  params: URLSearchParams,
  { analyst, limits }: Tools,
  signal: AbortSignal
): Promise<string[]> {
  const instance = instanceOf(pluginContext);
  const { fromMs, toMs } = rangeIn(params, 'services', limits);
  const query = parseQuery({ expr: params.get('expr') });
  const expr = query.expr ?? instance.settings.defaultExpr;
  const options = resolveAnalysisOptions(instance.settings, query);
  const analysis = await analyst.analyse(instance, { expr, fromMs, toMs, options }, signal);
  return analysis.services.map(({ service }) => service);
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
  const nowMs = Date.now();
  const isGiven = params.has('from') || params.has('to');
  const range = isGiven ? rangeIn(params, 'fields', limits) : { fromMs: nowMs - HOUR, toMs: nowMs };
  const expr = parseQuery({ expr: params.get('expr') }).expr ?? settings.defaultExpr;
  return detectFields(createSource(settings), { ...range, expr }, { signal });
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
  const expr = parseQuery({ expr: params.get('expr') }).expr ?? settings.defaultExpr;
  return sampleLogs(createSource(settings), { expr, toMs: Date.now() }, settings.fields, { signal });
}

function mappingIn(text: string): FieldMapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new QueryError('The fields of the sample must be a JSON object, as in the settings of the data source.');
  }
  const { values, problems } = readTable(SETTINGS.fields.settings, json, { strict: true });
  if (!values) {
    throw new QueryError(problemsText('The fields of the sample', problems));
  }
  return withDefaults(SETTINGS.fields.settings, values);
}

function rangeIn(params: URLSearchParams, name: string, limits: Tools['limits']): Range {
  const [fromMs, toMs] = ['from', 'to'].map((end) => Number(params.get(end) || NaN));
  if (!(fromMs < toMs)) {
    throw new QueryError(`${name} needs from and to, in milliseconds since the epoch, with to after from.`);
  }
  return checkedRange({ fromMs, toMs }, limits);
}

function views(): unknown {
  return Object.entries(VIEWS).map(([type, definition]) => ({ type, ...definition }));
}

function json(code: number, value: unknown): CallResourceResponse {
  const headers = { 'content-type': { values: ['application/json'] } };
  return { code, headers, body: Buffer.from(JSON.stringify(value)) };
}
