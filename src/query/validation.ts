import { QueryError, SettingsError } from '../errors';
import { calendarProblems } from './calendar';
import { calendarFileProblems, calendarsToRead } from './calendarFiles';
import { addressProblem, otherAddressProblem, resolveConnection, resolveMarks } from './connectionSettings';
import { FILTER } from './filters/filter';
import { marksProblems } from './marks';
import { ANALYSIS, type AnalysisOptions } from './options';
import { DEFAULT_VIEW, isGrafanaQueryKey, QUERY, QUERY_BYTES, queryTable } from './query';
import { type ResolvedQuery, type ResolvedSettings, type StoredSettings } from './resolved';
import { isGrafanaKey, SETTINGS, SETTINGS_BYTES } from './settings';
import { type SourceType, SOURCES } from './sources';
import { withDefaults } from './table/defaults';
import { type Values } from './table/entry';
import { type Problem, problemsText, readTable } from './table/problems';
import { mayHoldVariable } from './variables';
import { ALERTABLE_VIEWS, viewOf, VIEWS, type ViewType } from './views';
import { isObject } from '../objects';

/**
 * Whose settings they are. Grafana keeps its own settings beside those of a data source: there, an unknown key is an
 * error only if it is nearly one of ours.
 */
const OWNERS = {
  dataSource: { name: "The data source's settings", strict: false },
  file: { name: 'The settings', strict: true },
} as const;

/**
 * The data source's settings with every default filled in. Whether patterns compile is for those to say who need them
 * (patterns.ts).
 * @throws SettingsError that names everything that is wrong
 */
export function parseSettings(stored: StoredSettings, owner: keyof typeof OWNERS = 'dataSource'): ResolvedSettings {
  const { name, strict } = OWNERS[owner];
  const { values, problems } = readSettings(stored, strict);
  if (!values) {
    throw new SettingsError(problemsText(name, problems));
  }
  const { tenantId, timeout, tlsSkipVerify, tlsAuth, tlsAuthWithCACert, serverName, marks, ...rest } = withDefaults(
    SETTINGS,
    values
  );
  const tls = { tlsSkipVerify, tlsAuth, tlsAuthWithCACert, serverName };
  const connection = resolveConnection(stored, { tenantId, timeout, ...tls }, rest.source);
  const marksIn = resolveMarks(marks, stored.secureJsonData, connection);
  return {
    ...rest,
    connection,
    calendars: calendarsToRead(rest.calendars),
    ...(marksIn && { marks: marksIn }),
    analysis: values.analysis ?? {},
  };
}

/** All that is wrong with a data source's settings at once; what its editor marks. */
export function settingsProblems(stored: Pick<StoredSettings, 'jsonData' | 'url'>): readonly Problem[] {
  return [...readSettings(stored, false).problems, ...sizeProblems(stored.jsonData, SETTINGS_BYTES)];
}

function readSettings({ jsonData, url }: Pick<StoredSettings, 'jsonData' | 'url'>, strict: boolean) {
  const json = jsonData ?? {};
  const { values, problems } = readTable(SETTINGS, json, { isForeign: isGrafanaKey, strict });
  const address = addressProblem(url, sourceIn(json));
  const all = [
    ...(address === undefined ? [] : [{ path: ['url'], name: '', message: address }]),
    ...problems,
    ...calendarProblems(values?.calendar),
    ...calendarFileProblems(values?.calendars, otherAddressProblem),
    ...marksProblems(values?.marks, sourceIn(json), otherAddressProblem),
  ];
  return { values: all.length > 0 ? undefined : values, problems: all };
}

/** The source that settings name, whatever else is wrong with them. */
function sourceIn(json: unknown): SourceType | undefined {
  const name = (isObject(json) && json.source) || SETTINGS.source.default;
  return typeof name === 'string' && Object.hasOwn(SOURCES, name) ? (name as SourceType) : undefined;
}

/**
 * A query with its defaults filled in.
 * @throws QueryError that names everything that is wrong, and where an alert rule names no view that it can read
 */
export function parseQuery(json: unknown, { forAlert = false } = {}): ResolvedQuery {
  const query = json ?? {};
  const view = viewIn(query);
  if (forAlert && isObject(query) && !query.queryType) {
    throw new QueryError(
      `The alert rule's query names no view. Open the rule, choose a view, and save it. ${readable()}`
    );
  }
  const { values, problems } = readQuery(query, view ?? DEFAULT_VIEW);
  if (!values) {
    throw new QueryError(problemsText('The query', problems));
  }
  const queryType = values.queryType ?? DEFAULT_VIEW;
  if (forAlert) {
    requireAlertable(queryType);
  }
  return {
    queryType,
    expr: values.expr,
    services: values.services ?? [],
    filters: (values.filters ?? []).map((filter) => withDefaults(FILTER, filter)),
    limit: values.limit,
    metric: values.metric,
    severities: values.severities ?? [],
    incident: values.incident,
    include: values.include,
    exclude: values.exclude,
    timeZone: values.timeZone,
    analysis: values.analysis ?? {},
  };
}

/**
 * All that is wrong with a query at once; what its editor marks. Variables in it are not filled in yet, so they are
 * taken for right.
 */
export function queryProblems(query: unknown): readonly Problem[] {
  const hasVariable = isObject(query) && typeof query.timeZone === 'string' && mayHoldVariable(query.timeZone);
  const { problems } = readQuery(query, viewIn(query) ?? DEFAULT_VIEW);
  const own = problems.filter(({ path }) => !(hasVariable && path[0] === 'timeZone'));
  return [...own, ...sizeProblems(query, QUERY_BYTES)];
}

/** The back end checks the size of a query before it reads it. */
function sizeProblems(json: unknown, maxBytes: number): Problem[] {
  const bytes = new TextEncoder().encode(JSON.stringify(json)).length;
  const message = `must be at most ${maxBytes / 1024} KB long as JSON; it is ${Math.ceil(bytes / 1024)} KB`;
  return bytes > maxBytes ? [{ path: [], name: 'It', message }] : [];
}

/** Options of other views are left unread. */
function readQuery(query: unknown, view: ViewType) {
  const isForeign = (key: string) => Object.hasOwn(QUERY, key) || isGrafanaQueryKey(key);
  const reading = readTable(queryTable(view), query, { isForeign });
  return reading as { values: Values<typeof QUERY> | undefined; problems: Problem[] };
}

function viewIn(query: unknown): ViewType | undefined {
  const name = isObject(query) && query.queryType;
  return typeof name === 'string' && Object.hasOwn(VIEWS, name) ? (name as ViewType) : undefined;
}

function requireAlertable(queryType: ViewType): void {
  const { alertable, label } = viewOf(queryType);
  if (!alertable) {
    throw new QueryError(
      `An alert rule cannot read the view ${label} (${queryType}): it is no number or series. ${readable()}`
    );
  }
}

function readable(): string {
  return `A rule can read: ${ALERTABLE_VIEWS.map((type) => `${viewOf(type).label} (${type})`).join(', ')}.`;
}

/**
 * The query's options over the data source's over the defaults. The customer's patterns are one list: the nearest wins.
 */
export function resolveAnalysisOptions(
  settings: Pick<ResolvedSettings, 'analysis'>,
  query: Pick<ResolvedQuery, 'analysis'>
): AnalysisOptions {
  return withDefaults(ANALYSIS, settings.analysis, query.analysis);
}
