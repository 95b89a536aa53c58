import { z } from 'zod';
import { QueryError, SettingsError } from '../errors';
import { resolveConnection } from './connectionSettings';
import {
  flag,
  formula,
  maybe,
  number,
  numberOrAuto,
  oneOf,
  pattern,
  problem,
  section,
  text,
  wholeNumber,
} from './schema';
import { type AnalysisOptions, DEFAULT_ANALYSIS_OPTIONS, HEALTH_VARIABLES } from './options';
import { DEFAULT_VIEW } from './query';
import { type ResolvedQuery, type ResolvedSettings, type StoredSettings } from './resolved';
import {
  DEFAULT_ELASTICSEARCH_OPTIONS,
  DEFAULT_GENERATED_OPTIONS,
  DEFAULT_GRAFANA_OPTIONS,
  DEFAULT_LINE_LIMIT,
  FAULT_MIXES,
  MODES,
  type PartialAnalysisOptions,
  SOURCE_TYPES,
  TIME_UNITS,
} from './settings';
import { INCIDENT_SEVERITIES, VIEW_TYPES } from './views';

const MINUTES = { min: 1, max: 1440 };
const POINTS = { min: 0, max: 100 };
const SEED = { min: 0, max: 2 ** 32 - 1 };

const forest = section({
  contamination: numberOrAuto('more than 0 and at most 0.5', (value) => value > 0 && value <= 0.5),
  nEstimators: wholeNumber({ min: 1, max: 1000 }),
  maxSamples: numberOrAuto(
    'a share of the logs below 1 or a whole number of logs',
    (value) => value > 0 && (value < 1 || Number.isInteger(value))
  ),
  seed: wholeNumber(SEED),
});

const incidents = section({
  errorRateThreshold: number({ min: 0, max: 1, above: true }),
  errorRateWindowMinutes: number(MINUTES),
  responseTimeMultiplier: number({ min: 1, max: 1000 }),
  cascadeServices: wholeNumber({ min: 2, max: 1000 }),
  cascadeWindowMinutes: number(MINUTES),
  minLogs: wholeNumber({ min: 1, max: 1_000_000 }),
  rootCauseMinutes: number(MINUTES),
});

const health = section({
  errorRate: number(POINTS),
  slowResponses: number(POINTS),
  lowSuccess: number(POINTS),
  anomalies: number(POINTS),
  criticalIncident: number(POINTS),
  highIncident: number(POINTS),
  criticalCap: number(POINTS),
  highCap: number(POINTS),
  formula: maybe(formula(HEALTH_VARIABLES)),
});

const patterns = z.array(
  section({ name: z.string('must be a name').min(1, 'must not be empty'), pattern: pattern() }),
  {
    error: 'must be a list of { name, pattern }',
  }
);

const analysis = section({
  forest: forest.optional(),
  incidents: incidents.optional(),
  health: health.optional(),
  patterns: patterns.optional(),
}).optional();

const generated = section({
  seed: wholeNumber(SEED),
  logsPerDay: number({ min: 1, max: 10_000_000 }),
  faults: oneOf(FAULT_MIXES),
}).optional();

const elasticsearch = section({ index: text(), timeField: text() }).optional();

const grafana = section({
  datasourceUid: text(),
  query: maybe(z.record(z.string(), z.unknown(), { error: 'must be a JSON object' })),
}).optional();

const fields = section({
  time: text(),
  level: text(),
  service: text(),
  message: text(),
  responseTime: text(),
  responseTimeUnit: oneOf(TIME_UNITS),
  statusCode: text(),
  traceId: text(),
  pattern: maybe(pattern()),
}).optional();

/** Keys beside ours are Grafana's: its own settings live in the same object. */
const settingsSchema = z.looseObject(
  {
    source: oneOf(SOURCE_TYPES),
    generated,
    elasticsearch,
    grafana,
    tenantId: text(),
    defaultExpr: text(),
    lineLimit: wholeNumber({ min: 1, max: 10_000_000 }),
    mode: oneOf(MODES),
    timeout: number({ min: 1, max: 3600 }),
    fields,
    analysis,
    tlsSkipVerify: flag(),
    tlsAuth: flag(),
    tlsAuthWithCACert: flag(),
    serverName: text(),
  },
  { error: 'must be a JSON object' }
);

const severity = z.enum(INCIDENT_SEVERITIES, `must be one of ${INCIDENT_SEVERITIES.join(', ')}`);

const querySchema = z.looseObject(
  {
    queryType: oneOf(VIEW_TYPES),
    expr: text(),
    services: maybe(z.array(z.string('must be a text'), 'must be a list')),
    limit: wholeNumber({ min: 1, max: 10_000 }),
    metric: text(),
    severities: maybe(z.array(severity, 'must be a list')),
    timeZone: text(),
    analysis,
  },
  { error: 'must be a JSON object' }
);

/**
 * The data source's settings with every default filled in.
 * @throws SettingsError that names the setting, what it must be and what it is
 */
export function parseSettings(stored: StoredSettings): ResolvedSettings {
  const parsed = settingsSchema.safeParse(stored.jsonData ?? {});
  if (!parsed.success) {
    throw new SettingsError(`The data source's settings: ${problem(parsed.error, 'jsonData')}.`);
  }
  const { data } = parsed;
  const source = data.source ?? SOURCE_TYPES[0];
  return {
    source,
    generated: over(DEFAULT_GENERATED_OPTIONS, data.generated),
    elasticsearch: over(DEFAULT_ELASTICSEARCH_OPTIONS, data.elasticsearch),
    grafana: over(DEFAULT_GRAFANA_OPTIONS, data.grafana),
    connection: resolveConnection(stored, data, source),
    defaultExpr: data.defaultExpr ?? '',
    lineLimit: data.lineLimit ?? DEFAULT_LINE_LIMIT,
    mode: data.mode ?? MODES[0],
    fields: over({}, data.fields),
    analysis: data.analysis ?? {},
  };
}

/**
 * A query with its defaults filled in.
 * @throws QueryError that names the option, what it must be and what it is
 */
export function parseQuery(json: unknown): ResolvedQuery {
  const parsed = querySchema.safeParse(json ?? {});
  if (!parsed.success) {
    throw new QueryError(`The query: ${problem(parsed.error, 'it')}.`);
  }
  const { data } = parsed;
  return {
    queryType: data.queryType ?? DEFAULT_VIEW,
    expr: data.expr,
    services: data.services ?? [],
    limit: data.limit,
    metric: data.metric,
    severities: data.severities ?? [],
    timeZone: checkedTimeZone(data.timeZone ?? 'UTC'),
    analysis: data.analysis ?? {},
  };
}

/** The query's options over the data source's over the defaults. The customer's patterns are one list: the nearest wins. */
export function resolveAnalysisOptions(
  settings: Pick<ResolvedSettings, 'analysis'>,
  query: Pick<ResolvedQuery, 'analysis'>
): AnalysisOptions {
  const defaults = DEFAULT_ANALYSIS_OPTIONS;
  const layers: PartialAnalysisOptions[] = [settings.analysis, query.analysis];
  return {
    forest: over(defaults.forest, ...layers.map((layer) => layer.forest)),
    incidents: over(defaults.incidents, ...layers.map((layer) => layer.incidents)),
    health: over(defaults.health, ...layers.map((layer) => layer.health)),
    patterns: query.analysis.patterns ?? settings.analysis.patterns ?? defaults.patterns,
  };
}

/** Later values over earlier ones; a value left out hides nothing. */
function over<T extends object>(base: T, ...layers: Array<Partial<T> | undefined>): T {
  const given = layers.map((layer) => Object.entries(layer ?? {}).filter(([, value]) => value !== undefined));
  return { ...base, ...Object.fromEntries(given.flat()) };
}

function checkedTimeZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    throw new QueryError(`The query: timeZone must be an IANA name such as Europe/Berlin, it is "${timeZone}".`);
  }
}
