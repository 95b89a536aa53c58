import { parseDuration } from '../../../logs/duration';
import { createLineParser, emptyRecord, type KnownFields, type LineParser } from '../../../logs/lineParser';
import { type LogRecord } from '../../../logs/logTable';
import { type FieldMapping } from '../../../query/settings';
import { type CountedRole, findPlaces, type Place, type SampledLine, valuesAt } from './places';

/** A response time's place, and how its values are written: durations with their units, or bare numbers. */
export interface Measure {
  readonly place: Place;
  readonly isDuration: boolean;
}

/** What to ask Loki for, so that its counts are those of the lines read one by one. */
export interface CountPlan {
  readonly services: readonly Place[];
  readonly levels: readonly Place[];
  /** Those that go first come first. */
  readonly statuses: readonly Place[];
  readonly measures: readonly Measure[];
  /** Service, level and status of logs by their labels, those of `services`, `levels` and `statuses`. */
  read(labels: KnownFields): Pick<LogRecord, 'service' | 'level' | 'statusCode'>;
  /** Whether counting a line by this plan gives what reading it gives. */
  fits(sampled: SampledLine, read: Readonly<LogRecord>): boolean;
}

/** A duration as Go reads it. */
const GO_DURATION =
  /^(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))*$/;

/**
 * Tells from a sample of lines where they have what is counted, and leaves out every place that makes no difference: Loki then has
 * less to parse and to group by.
 */
export function planCounts(lines: readonly SampledLine[], mapping: FieldMapping): CountPlan {
  const parser = createLineParser(mapping);
  const all = findPlaces(lines, mapping);
  const sample = lines.map((line) => ({ values: valuesAt(all, line), record: recordOf(parser, line) }));
  const needed = (roles: readonly CountedRole[], same: (a: LogRecord, b: LogRecord) => boolean): Place[] => {
    const own = Array.from(all.keys()).filter((i) => roles.includes(all[i].role));
    const distinct = distinctLines(sample, own, roles);
    const score = (indices: readonly number[]) =>
      distinct.filter(({ values, record }) => same(emulate(parser, pick(all, indices), pick(values, indices)), record))
        .length;
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
    return pick(all, kept).reverse();
  };

  const groups = needed(['service', 'level'], (a, b) => a.service === b.service && a.level === b.level);
  const statuses = needed(['statusCode'], (a, b) => statusClass(a.statusCode) === statusClass(b.statusCode));
  const told = [...groups, ...statuses];
  const measured = needed(['responseTime'], (a, b) => Object.is(a.responseTime, b.responseTime));
  const measures = measured.map((place) => ({ place, isDuration: isDuration(place, lines) }));
  return {
    services: groups.filter(({ role }) => role === 'service'),
    levels: groups.filter(({ role }) => role === 'level'),
    statuses,
    measures,
    read(labels) {
      const values = told.map(({ name }) => labels[name] ?? '');
      return emulate(parser, told, values);
    },
    fits(sampled, record) {
      const counted = emulate(parser, told, valuesAt(told, sampled));
      return (
        counted.service === record.service &&
        counted.level === record.level &&
        statusClass(counted.statusCode) === statusClass(record.statusCode) &&
        isSame(responseTimeOf(measures, valuesAt(measured, sampled)), record.responseTime)
      );
    },
  };
}

/** 5 and 4 for statuses of that class, 0 for others. */
function statusClass(statusCode: number): number {
  return statusCode >= 500 ? 5 : statusCode >= 400 ? 4 : 0;
}

interface Known {
  readonly values: readonly string[];
  readonly record: LogRecord;
}

/** Lines that differ in what the roles are told from: a few in thousands. */
function distinctLines(sample: readonly Known[], own: readonly number[], roles: readonly CountedRole[]): Known[] {
  const key = ({ values, record }: Known) => JSON.stringify([pick(values, own), ...roles.map((role) => record[role])]);
  return [...new Map(sample.map((known) => [key(known), known])).values()];
}

function pick<T>(values: readonly T[], indices: readonly number[]): T[] {
  return indices.map((index) => values[index]);
}

function recordOf(parser: LineParser, { known, line }: SampledLine): LogRecord {
  const record = emptyRecord();
  parser.parse(line, known, record);
  return record;
}

/** Reads values as a line with nothing else in it would be read: by the same rules of what goes before what. */
function emulate(parser: LineParser, places: readonly Place[], values: readonly string[]): LogRecord {
  const known: Record<string, string> = {};
  const json: Fields = {};
  const logfmt: Fields = {};
  places.forEach(({ kind, path }, i) => {
    if (values[i] === '') {
      return;
    }
    if (kind === 'label') {
      known[path[0]] = values[i];
    } else {
      put(kind === 'json' ? json : logfmt, path, values[i]);
    }
  });
  const fields = Object.keys(json).length > 0 ? json : logfmt;
  return recordOf(parser, { known, line: JSON.stringify(fields) });
}

interface Fields {
  [key: string]: string | Fields;
}

function put(fields: Fields, [key, ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    fields[key] = value;
    return;
  }
  const known = fields[key];
  const child = typeof known === 'object' ? known : {};
  fields[key] = child;
  put(child, rest, value);
}

/** As the queries tell it: the first place that has a value decides. */
function responseTimeOf(measures: readonly Measure[], values: readonly string[]): number {
  const index = values.findIndex((value) => value !== '');
  if (index < 0) {
    return NaN;
  }
  const value = values[index];
  const { place, isDuration: hasUnit } = measures[index];
  return GO_DURATION.test(value) === hasUnit ? parseDuration(value, place.unitMs) : NaN;
}

function isDuration(place: Place, lines: readonly SampledLine[]): boolean {
  const values = lines.map((sampled) => valuesAt([place], sampled)[0]).filter((value) => value !== '');
  return 2 * values.filter((value) => GO_DURATION.test(value)).length > values.length;
}

/** Loki's seconds and our milliseconds may differ in the last bit. */
function isSame(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.abs(b);
}
