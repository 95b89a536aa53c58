import { parseJson } from '../../boundedJson';
import { isObject } from '../../objects';
import { type FieldMapping, type GrafanaOptions } from '../settings';
import { type SourceType } from '../sources';
import { ALL_OF_LOKI, asLiteral, luceneName, quoted } from '../storeText';
import { wordsOf } from './words';

/** Which lines are looked for. */
export interface WantedLines {
  /** None: of all. */
  readonly services: readonly string[];
  /** A message with its variable parts as <*>; left out: any. */
  readonly template?: string;
}

/** How a data source reads its logs. */
export interface StoreSettings {
  readonly source: SourceType;
  readonly fields: Pick<FieldMapping, 'service' | 'message'>;
  readonly grafana: Pick<GrafanaOptions, 'query'>;
}

type QueryModel = Readonly<Record<string, unknown>>;

/** Of a store without a query language there is nothing to open. */
const MODELS: Readonly<
  Record<SourceType, ((expr: string, wanted: WantedLines, settings: StoreSettings) => QueryModel) | undefined>
> = {
  generated: undefined,
  loki: (expr, wanted, { fields }) => ({
    expr: logql(expr, wanted, fields.service),
    queryType: 'range',
    editorMode: 'code',
  }),
  elasticsearch: (expr, wanted, { fields }) => ({
    query: lucene(expr, wanted, fields),
    metrics: [{ id: '1', type: 'logs' }],
    bucketAggs: [],
  }),
  victorialogs: (expr, wanted, { fields }) => ({
    expr: logsql(expr, wanted, fields),
    queryType: 'instant',
    editorMode: 'code',
  }),
  grafana: (expr, _, { grafana }) => ({ ...grafana.query, ...jsonOf(expr) }),
};

/**
 * The query of some lines, in the model of Grafana's own data source for that store; undefined where logs are
 * generated. Another data source's query (source `grafana`) stays as it is: its language is not known.
 *
 * @param expr the query that was analysed, in the store's language
 */
export function storeQuery(settings: StoreSettings, expr: string, wanted: WantedLines): QueryModel | undefined {
  return MODELS[settings.source]?.(expr.trim(), wanted, settings);
}

/** Labels that shippers and Loki itself keep a service in. */
const LOKI_SERVICES = ['service_name', 'service', 'app', 'application', 'container', 'job'];

/**
 * Words first, as Loki finds them fast. A service may be a label or stand in the line: both parsers are asked, and
 * lines that they fail on are kept.
 */
function logql(expr: string, { services, template = '' }: WantedLines, mapped: string | undefined): string {
  const words = wordsOf(template).map((word) => ` |= ${quoted(word)}`);
  const labels = mapped ? [mapped.replace(/[^A-Za-z0-9_]/g, '_')] : LOKI_SERVICES;
  const value =
    services.length > 1 ? `=~${quoted(services.map(asLiteral).join('|'))}` : `=${quoted(services.join(''))}`;
  const conditions = services.length > 0 ? labels.map((label) => `${label}${value}`) : [];
  const filter =
    conditions.length > 0 ? ` | json | logfmt | drop __error__, __error_details__ | ${conditions.join(' or ')}` : '';
  return `${expr || ALL_OF_LOKI}${words.join('')}${filter}`;
}

/** Fields that shippers keep a service in. */
const FIELDS_OF_SERVICES = ['service.name', 'service', 'kubernetes.container.name', 'app', 'process.name'];

function lucene(expr: string, { services, template = '' }: WantedLines, fields: StoreSettings['fields']): string {
  const names = fields.service ? [fields.service] : FIELDS_OF_SERVICES;
  const ofServices = names.flatMap((name) => services.map((service) => `${luceneName(name)}:${quoted(service)}`));
  const words = wordsOf(template).map(quoted).join(' AND ');
  const message = words && fields.message ? `${luceneName(fields.message)}:(${words})` : words;
  const parts = [expr, ofServices.join(' OR '), message].filter(Boolean);
  return parts.length > 1 ? parts.map((part) => `(${part})`).join(' AND ') : parts.join('');
}

/** On lines of its own: the query may end in a comment. */
function logsql(expr: string, { services, template = '' }: WantedLines, fields: StoreSettings['fields']): string {
  const names = fields.service ? [fields.service] : FIELDS_OF_SERVICES;
  const ofServices = names.flatMap((name) => services.map((service) => `${quoted(name)}:=${quoted(service)}`));
  const message = fields.message === undefined ? '' : `${quoted(fields.message)}:`;
  const filters = [
    ...wordsOf(template).map((word) => message + quoted(word)),
    ...(ofServices.length > 0 ? [`(${ofServices.join(' or ')})`] : []),
  ];
  return filters.length > 0 ? `${expr || '*'}\n| filter ${filters.join(' ')}` : expr || '*';
}

function jsonOf(expr: string): QueryModel {
  try {
    const query: unknown = parseJson(expr || '{}');
    return isObject(query) ? query : {};
  } catch {
    return {};
  }
}
