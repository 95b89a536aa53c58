import { asLiteral, quoted } from '../../../query/storeText';
import { type CountPlan, type Measure } from '../../windows/lines/plan';
import { type FieldLocation } from '../../windows/lines/fieldLocations';

/*
 * The queries of a count plan. A query counts within `range`, as LogQL writes it: "[1m]", "[60000ms] offset 120000ms".
 */

/** MEASURED where a line has a response time, else ''. */
export const RESPONSE = 'seismolog_response';
export const MEASURED = 'y';
/** A response time to two digits: "1.2e+02". In milliseconds where the field is in these, else in the field's unit. */
export const ROUNDED = 'seismolog_rounded';

/** Lines that a parser fails on are counted too: they have none of its fields. */
const FORGIVE = '| drop __error__, __error_details__';

/** Counts by service, level, status, and whether there is a response time. */
export function countQuery(expr: string, plan: CountPlan, range: string): string {
  const { services, levels, statuses, measures } = plan;
  const groups = [...services, ...levels, ...statuses];
  const locations = [...groups, ...measures.map(({ location }) => location)];
  const isMeasured = `or ${measures.map(({ location }) => `.${location.name}`).join(' ')} ""`;
  const flag = measures.length > 0 ? ` | label_format ${RESPONSE}=\`{{if ${isMeasured}}}${MEASURED}{{end}}\`` : '';
  const by = [...names(groups), ...(measures.length > 0 ? [RESPONSE] : []), ...hints(locations)];
  return `sum by (${by.join(', ')}) (count_over_time(${lines(expr, locations, flag)} ${range}))`;
}

/** All lines together. */
export function totalQuery(expr: string, range: string): string {
  return `sum(count_over_time(${lines(expr, [], '')} ${range}))`;
}

/** Summed response times by service, in seconds for durations, else in the field's unit. */
export function sumQuery(expr: string, plan: CountPlan, index: number, range: string): string {
  const { by, selected } = measured(expr, plan, index, range);
  return `sum by (${by}) (sum_over_time(${selected}))`;
}

/** A quantile of the response times by service, likewise. */
export function quantileQuery(expr: string, plan: CountPlan, index: number, range: string, q: number): string {
  const { by, selected } = measured(expr, plan, index, range);
  return `quantile_over_time(${q}, ${selected}) by (${by})`;
}

/** Counts of response times by service and rounded value. */
export function roundedQuery(expr: string, plan: CountPlan, index: number, range: string): string {
  const { location, isDuration } = plan.measures[index];
  const locations = [...plan.services, ...measuresUpTo(plan.measures, index)];
  const value = isDuration ? `duration_seconds .${location.name}` : `float64 .${location.name}`;
  const stages = `${only(plan.measures, index)} | label_format ${ROUNDED}=\`{{printf "%.1e" (${value})}}\` | __error__=""`;
  const by = [...names(plan.services), ROUNDED, ...hints(locations)];
  return `sum by (${by.join(', ')}) (count_over_time(${lines(expr, locations, stages, naming(location))} ${range}))`;
}

/** Which of several queries a series is of. */
export const LEG = 'seismolog_leg';

/** Several queries as one: `LEG` separates their series. */
export function together(queries: readonly string[]): string {
  return queries.map((query, i) => `label_replace(${query}, "${LEG}", "${i}", "", "")`).join(' or ');
}

/** The lines of the streams whose label has one of the values. */
export function selectValues(expr: string, label: string, values: readonly string[]): string {
  const at = afterOpeningBrace(expr);
  const matcher = `${label}=~${quoted(values.map(asLiteral).join('|'))}`;
  const rest = expr.slice(at);
  return `${expr.slice(0, at)}${matcher}${/^\s*\}/.test(rest) ? '' : ', '}${rest}`;
}

/**
 * Lines of these levels. @param levels labels as the count query gives them @param inStreams the level is a label of
 * the streams
 */
export function levelsQuery(
  expr: string,
  plan: CountPlan,
  levels: ReadonlyArray<Readonly<Record<string, string>>>,
  inStreams: boolean
): string {
  const values = [...new Set(levels.map((labels) => labels[plan.levels[0].name] ?? ''))];
  if (inStreams && plan.levels.length === 1) {
    return selectValues(expr, plan.levels[0].name, values);
  }
  const conditions = levels.map(
    (labels) => `(${plan.levels.map(({ name }) => `${name}=${quoted(labels[name] ?? '')}`).join(' and ')})`
  );
  return filtered(expr, plan.levels, [[...new Set(conditions)].join(' or ')]);
}

/** Lines with a status of the 400s or 500s, but for those of these levels. @param levels as for levelsQuery */
export function failedQuery(
  expr: string,
  { levels: places, statuses }: CountPlan,
  levels: ReadonlyArray<Readonly<Record<string, string>>>
): string {
  const failed = statuses.map(({ name }) => `${name}=~"[45][0-9][0-9].*"`).join(' or ');
  const others = levels.map((labels) =>
    places.map(({ name }) => `${name}!=${quoted(labels[name] ?? '')}`).join(' or ')
  );
  return filtered(expr, levels.length > 0 ? [...places, ...statuses] : statuses, [failed, ...new Set(others)]);
}

/**
 * Lines that meet all conditions. What these needed is forgotten afterwards, so that the lines come as they would
 * without.
 */
function filtered(expr: string, locations: readonly FieldLocation[], conditions: readonly string[]): string {
  const extracted = locations.filter(({ kind }) => kind !== 'label').map(({ name }) => name);
  const forget = extracted.length > 0 ? ` | drop ${extracted.join(', ')}` : '';
  return `${expr}\n${parsers(locations)} | ${conditions.join(' | ')}${forget}`;
}

function measured(expr: string, plan: CountPlan, index: number, range: string): { by: string; selected: string } {
  const { location, isDuration } = plan.measures[index];
  const locations = [...plan.services, ...measuresUpTo(plan.measures, index)];
  const unwrap = isDuration ? `duration(${location.name})` : location.name;
  const stages = `${only(plan.measures, index)} | unwrap ${unwrap} | __error__=""`;
  const by = [...names(plan.services), ...hints(locations)].join(', ');
  return { by, selected: `${lines(expr, locations, stages, naming(location))} ${range}` };
}

function measuresUpTo(measures: readonly Measure[], index: number): FieldLocation[] {
  return measures.slice(0, index + 1).map(({ location }) => location);
}

/** Lines that have the measure and none that goes before it. */
function only(measures: readonly Measure[], index: number): string {
  return measuresUpTo(measures, index)
    .map(({ name }, i) => ` | ${name}${i < index ? '=' : '!='}""`)
    .join('');
}

/**
 * The expression is on lines of its own, as it may end in a comment. @param filter of lines, before these are parsed
 */
function lines(expr: string, locations: readonly FieldLocation[], stages: string, filter = ''): string {
  return `\n${expr}\n${filter}${parsers(locations)}${stages}`;
}

/** Loki looks for a text much faster than it parses lines: those that do not name the field are not parsed. */
function naming({ kind, path }: FieldLocation): string {
  const key = path[path.length - 1];
  return kind !== 'label' && UNESCAPED.test(key) ? `|= ${quoted(key)} ` : '';
}

/** What no JSON writes otherwise. */
const UNESCAPED = /^[\w.-]+$/;

/** What puts the fields of the lines into labels. */
function parsers(locations: readonly FieldLocation[]): string {
  const json = locations
    .filter(({ kind }) => kind === 'json')
    .map(({ name, path }) => `${name}=${quoted(path.map((key) => `[${JSON.stringify(key)}]`).join(''))}`);
  const logfmt = locations
    .filter(({ kind }) => kind === 'logfmt')
    .map(({ name, path }) => `${name}=${quoted(path[0])}`);
  return [
    ...(json.length > 0 ? [`| json ${json.join(', ')} ${FORGIVE}`] : []),
    ...(logfmt.length > 0 ? [`| logfmt ${logfmt.join(', ')} ${FORGIVE}`] : []),
  ]
    .join(' ')
    .concat(json.length + logfmt.length === 0 ? FORGIVE : '');
}

function names(locations: readonly FieldLocation[]): string[] {
  return locations.map(({ name }) => name);
}

/** Loki's logfmt parser looks at no key that the query doesn't name as a label, be it renamed. */
function hints(locations: readonly FieldLocation[]): string[] {
  const keys = locations.filter(({ kind }) => kind === 'logfmt').map(({ path }) => path[0]);
  return [...new Set(keys)].filter((key) => !locations.some(({ kind, name }) => kind === 'label' && name === key));
}

function afterOpeningBrace(expr: string): number {
  return expr.indexOf('{') + 1;
}
