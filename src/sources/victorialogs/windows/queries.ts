import { parseJson } from '../../../boundedJson';
import { type FieldLocation } from '../../windows/lines/fieldLocations';
import { type CountPlan } from '../../windows/lines/plan';
import { LOGS, piped } from '../logsql';
import { quoted } from '../../../query/storeText';
import { arrayOf, textOf } from '../../../logs/json';
import { notRows, type Row } from '../rows';

/* The queries of a count plan. A group without a value lacks that column. */

/** The columns of response times: how many, their sum, their 95th percentile, and each to two digits. */
const SUM = 'seismolog.sum';
const P95 = 'seismolog.p95';
export const ROUNDED = 'seismolog.rounded';

/** All windows of a group in one row, a JSON array: "WINDOW NUMBER..." for each, a window its start in its lengths. */
export const POINTS = 'seismolog.points';

const TIME = 'seismolog.time';
const WINDOW = 'seismolog.window';
const NS_PER_MS = 1e6;

/** Points of counts by service, level and hundreds of the status. */
export function countQuery(expr: string, { services, levels, statuses }: CountPlan, windowMs: number): string {
  const named = names([...services, ...levels]);
  const groups = { by: [...named, ...names(statuses)], first: [...named, ...names(statuses).map(inHundreds)] };
  const located = [...services, ...levels, ...statuses];
  return piped(expr, ...unpack(located), ...points(groups, windowMs, { [LOGS]: 'count()' }));
}

/** Points of counts, sums and 95th percentiles of response times by service. */
export function measureQuery(expr: string, plan: CountPlan, index: number, windowMs: number): string {
  const { pipes, time } = measured(plan, index);
  const columns = { [LOGS]: 'count()', [SUM]: `sum(${time})`, [P95]: `quantile(0.95, ${time})` };
  const by = names(plan.services);
  return piped(expr, ...pipes, ...points({ by, first: by }, windowMs, columns));
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

/** The points of a row: the number of the window since the epoch, then what was asked for. @throws StoreError */
export function pointsIn(row: Row): string[][] {
  let points: unknown;
  try {
    points = parseJson(row[POINTS] ?? '');
  } catch {
    throw notRows();
  }
  return arrayOf(points).map((point) => textOf(point).split(' '));
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

/**
 * Numbers of each window, by group: a row a group, as a row a window would repeat all names and values for each.
 *
 * @param by the fields of the groups; `first`: how logs are put into them
 */
function points(
  { by, first }: { by: readonly string[]; first: readonly string[] },
  windowMs: number,
  columns: Readonly<Record<string, string>>
): string[] {
  const point = [WINDOW, ...Object.keys(columns)].map((name) => `<${name}>`).join(' ');
  return [
    stats(
      [`_time:${windowMs}ms`, ...first],
      Object.entries(columns).map(([name, number]) => `${number} as ${quoted(name)}`)
    ),
    `math round(_time / ${windowMs * NS_PER_MS}) as ${quoted(WINDOW)}`,
    `format ${quoted(point)} as ${quoted(POINTS)}`,
    stats(by, [`values(${quoted(POINTS)}) as ${quoted(POINTS)}`]),
  ];
}

function inHundreds(name: string): string {
  return `${name}:100`;
}

function stats(by: readonly string[], columns: readonly string[]): string {
  return `stats ${by.length > 0 ? `by (${by.join(', ')}) ` : ''}${columns.join(', ')}`;
}
