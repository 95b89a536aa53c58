import { type FieldLocation } from '../../windows/lines/fieldLocations';
import { type CountPlan } from '../../windows/lines/plan';
import { LOGS, piped } from '../logsql';
import { quoted } from '../../../query/storeText';
import { type Row } from '../rows';

/* The queries of a count plan. A group without a value lacks that column. */

/** The columns of response times: how many, their sum, their 95th percentile, and each to two digits. */
export const SUM = 'seismolog.sum';
export const P95 = 'seismolog.p95';
export const ROUNDED = 'seismolog.rounded';

const TIME = 'seismolog.time';

/** Counts by service, level and hundreds of the status. @param windowMs left out: of the whole time */
export function countQuery(expr: string, { services, levels, statuses }: CountPlan, windowMs?: number): string {
  const by = [...bucket(windowMs), ...names([...services, ...levels]), ...names(statuses).map((name) => `${name}:100`)];
  return piped(expr, ...unpack([...services, ...levels, ...statuses]), stats(by, [`count() as ${quoted(LOGS)}`]));
}

/** Counts, sums and 95th percentiles of response times by service. */
export function measureQuery(expr: string, plan: CountPlan, index: number, windowMs: number): string {
  const { pipes, time } = measured(plan, index);
  const columns = [
    `count() as ${quoted(LOGS)}`,
    `sum(${time}) as ${quoted(SUM)}`,
    `quantile(0.95, ${time}) as ${quoted(P95)}`,
  ];
  return piped(expr, ...pipes, stats([...bucket(windowMs), ...names(plan.services)], columns));
}

/** Counts of response times by service, each to two digits; NaN: 0. */
export function roundedQuery(expr: string, plan: CountPlan, index: number): string {
  const { pipes, time } = measured(plan, index);
  const round = `math round(${time}, 10 ^ (floor(ln(${time}) / ln(10)) - 1)) as ${quoted(ROUNDED)}`;
  const by = [...names(plan.services), quoted(ROUNDED)];
  return piped(expr, ...pipes, round, stats(by, [`count() as ${quoted(LOGS)}`]));
}

/** The logs that meet a condition, as they would come without. */
export function selectQuery(expr: string, locations: readonly FieldLocation[], condition: string): string {
  const made = locations.filter(({ kind }) => kind !== 'label').map(nameOf);
  const forget = made.length > 0 ? [`delete ${[...new Set(made)].map(quoted).join(', ')}`] : [];
  return piped(expr, ...unpack(locations), `filter ${condition}`, ...forget);
}

/** Logs that have one of these texts at a location; '': none. */
export function hasOneOf(location: FieldLocation, values: readonly string[]): string {
  const field = quoted(nameOf(location));
  const known = values.filter((value) => value !== '').map(quoted);
  const conditions = [
    ...(known.length > 0 ? [`${field}:in(${known.join(', ')})`] : []),
    ...(known.length < values.length ? [`${field}:""`] : []),
  ];
  return anyOf(conditions);
}

/** Logs whose status is in a group of the count query. */
export function hasStatus(location: FieldLocation, group: string): string {
  const field = quoted(nameOf(location));
  const from = Number(group);
  return /^\d+$/.test(group) && from % 100 === 0
    ? `${field}:range[${from}, ${from + 100})`
    : hasOneOf(location, [group]);
}

export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0] : `(${conditions.join(' or ')})`;
}

export function allOf(conditions: readonly string[]): string {
  return conditions.length === 1 ? conditions[0] : `(${conditions.join(' ')})`;
}

export function noneOf(condition: string): string {
  return `!(${condition})`;
}

/** What a row has at locations: names as a plan calls them. */
export function labelsOf(row: Row, locations: readonly FieldLocation[]): Record<string, string> {
  return Object.fromEntries(locations.map((location) => [location.name, row[nameOf(location)] ?? '']));
}

/** The field that holds the value at a location, after `unpack`. */
function nameOf({ kind, path }: FieldLocation): string {
  return kind === 'label' ? path[0] : `${prefixOf(kind)}${path.join('.')}`;
}

function prefixOf(kind: 'json' | 'logfmt'): string {
  return `seismolog.${kind}.`;
}

function names(locations: readonly FieldLocation[]): string[] {
  return [...new Set(locations.map(nameOf))].map(quoted);
}

/** Pipes that make fields of what stands in the messages. */
function unpack(locations: readonly FieldLocation[]): string[] {
  return (['json', 'logfmt'] as const).flatMap((kind) => {
    const paths = locations.filter((location) => location.kind === kind).map(({ path }) => quoted(path.join('.')));
    const fields = [...new Set(paths)].join(', ');
    return paths.length > 0
      ? [`unpack_${kind} from "_msg" fields (${fields}) result_prefix ${quoted(prefixOf(kind))}`]
      : [];
  });
}

/** Logs with a response time at a measure and at none that goes before it, and the field that has it as a number. */
function measured({ services, measures }: CountPlan, index: number): { pipes: string[]; time: string } {
  const before = measures.slice(0, index).map(({ location }) => location);
  const { location, isDuration } = measures[index];
  const field = quoted(nameOf(location));
  const time = isDuration ? quoted(TIME) : field;
  const conditions = [...before.map((other) => hasOneOf(other, [''])), `${time}:range[0, +Inf)`];
  return {
    pipes: [
      ...unpack([...services, ...before, location]),
      // It gives durations as nanoseconds.
      ...(isDuration ? [`math ${field} as ${time}`] : []),
      `filter ${allOf(conditions)}`,
    ],
    time,
  };
}

function bucket(windowMs: number | undefined): string[] {
  return windowMs === undefined ? [] : [`_time:${windowMs}ms`];
}

function stats(by: readonly string[], columns: readonly string[]): string {
  return `stats ${by.length > 0 ? `by (${by.join(', ')}) ` : ''}${columns.join(', ')}`;
}
