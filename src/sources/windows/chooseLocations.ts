import { levelOfStatus, UNKNOWN } from '../../logs/level';
import { type LogRecord } from '../../logs/logTable';
import { isSameButUnit } from './measureUnits';

export type CountedRole = 'service' | 'level' | 'statusCode' | 'responseTime';

export const COUNTED_ROLES: ReadonlySet<string> = new Set<CountedRole>([
  'service',
  'level',
  'statusCode',
  'responseTime',
]);

/** A line's values at all locations, and what reading it gives. */
export interface KnownLine<Value> {
  readonly values: readonly Value[];
  readonly record: Readonly<LogRecord>;
}

/**
 * What a store has to look at, so that its counts are those of the lines read one by one. Those that go first come
 * first.
 */
export interface ChosenLocations<FieldLocation> {
  readonly services: FieldLocation[];
  readonly levels: FieldLocation[];
  readonly statuses: FieldLocation[];
  readonly responseTimes: FieldLocation[];
}

/**
 * Leaves out every location that makes no difference to what a sample of lines is read as: a store then has less to
 * look at and to group by. What gives a level or a status is kept where these are all the same, too: rare errors are in
 * no sample.
 *
 * @param locations where lines hold something that is counted, those that go first at the end
 * @param read what a line with nothing but these values is read as
 */
export function chooseLocations<FieldLocation extends { readonly role: CountedRole }, Value>(
  locations: readonly FieldLocation[],
  lines: ReadonlyArray<KnownLine<Value>>,
  read: (locations: readonly FieldLocation[], values: readonly Value[]) => LogRecord
): ChosenLocations<FieldLocation> {
  const needed = (roles: readonly CountedRole[], same: (a: LogRecord, b: LogRecord) => boolean): FieldLocation[] => {
    const own = Array.from(locations.keys()).filter((i) => roles.includes(locations[i].role));
    const distinct = distinctLines(lines, own, roles);
    const hasLevel = (values: readonly Value[], indices: readonly number[]) =>
      indices.some((i) => locations[i].role === 'level' && isPresent(values[i]));
    const score = (indices: readonly number[]) =>
      distinct.filter(
        ({ values, record }) =>
          same(read(pick(locations, indices), pick(values, indices)), record) &&
          hasLevel(values, indices) === hasLevel(values, own)
      ).length;
    let kept = own;
    let best = score(own);
    for (const index of own) {
      const fewer = kept.filter((other) => other !== index);
      const count = score(fewer);
      if (count >= best) {
        kept = fewer;
        best = count;
      }
    }
    return pick(locations, kept).reverse();
  };
  // A status may be elsewhere: what the level is where none is named is known from the line's own.
  const groups = needed(['service', 'level'], (a, b) => a.service === b.service && levelWith(a, b) === b.level);
  return {
    services: groups.filter(({ role }) => role === 'service'),
    levels: groups.filter(({ role }) => role === 'level'),
    statuses: needed(['statusCode'], isSameClass),
    // In which unit it is may be known by more than its own value.
    responseTimes: needed(['responseTime'], (a, b) => isSameButUnit(a.responseTime, b.responseTime)),
  };
}

/** Whether counting a line gives what reading it gives. @param responseTime as it is counted (ms) */
export function countsAs(
  counted: Pick<LogRecord, 'service' | 'level' | 'statusCode'>,
  responseTime: number,
  read: Readonly<LogRecord>
): boolean {
  return (
    counted.service === read.service &&
    counted.level === read.level &&
    isSameClass(counted, read) &&
    isSame(responseTime, read.responseTime)
  );
}

/** 5 and 4 for statuses of that class, 2 for lower ones; 0: no status. */
export function statusClass(statusCode: number): number {
  return statusCode >= 500 ? 5 : statusCode >= 400 ? 4 : statusCode > 0 ? 2 : 0;
}

function isSameClass(a: Pick<LogRecord, 'statusCode'>, b: Pick<LogRecord, 'statusCode'>): boolean {
  return statusClass(a.statusCode) === statusClass(b.statusCode);
}

/** The level of what names one, or else of the status of what was read. */
function levelWith({ level }: Pick<LogRecord, 'level'>, { statusCode }: Pick<LogRecord, 'statusCode'>): number {
  return level === UNKNOWN ? levelOfStatus(statusCode) : level;
}

function isPresent(value: unknown): boolean {
  return value !== '' && value !== null && value !== undefined;
}

/** Lines that differ in what the roles are derived from: a few in thousands. */
function distinctLines<Value>(
  lines: ReadonlyArray<KnownLine<Value>>,
  own: readonly number[],
  roles: readonly CountedRole[]
): Array<KnownLine<Value>> {
  const key = ({ values, record }: KnownLine<Value>) =>
    JSON.stringify([pick(values, own), ...roles.map((role) => record[role])]);
  return [...new Map(lines.map((line) => [key(line), line])).values()];
}

function pick<T>(values: readonly T[], indices: readonly number[]): T[] {
  return indices.map((index) => values[index]);
}

/** A store's own unit and our milliseconds may differ in the last bit. */
function isSame(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.abs(b);
}
