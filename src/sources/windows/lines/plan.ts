import { parseDuration } from '../../../logs/durations/parseDuration';
import { noFields, putAt } from '../../../logs/json';
import { emptyRecord, type KnownFields } from '../../../logs/lineParser';
import { type LogRecord } from '../../../logs/logTable';
import { type ServiceForms, ServiceParser } from '../../../logs/serviceForms';
import { type FieldMapping } from '../../../query/settings';
import { chooseLocations, countsAs } from '../chooseLocations';
import { MeasureUnits } from '../measureUnits';
import { findFieldLocations, type FieldLocation, type SampledLine, valuesAt } from './fieldLocations';

/** A response time's location, and how its values are written: durations with their units, or bare numbers. */
export interface Measure {
  readonly location: FieldLocation;
  readonly isDuration: boolean;
}

/** What to ask a store of lines for, so that its counts are those of the lines read one by one. */
export interface CountPlan {
  readonly services: readonly FieldLocation[];
  readonly levels: readonly FieldLocation[];
  /** Those that go first come first. */
  readonly statuses: readonly FieldLocation[];
  readonly measures: readonly Measure[];
  /** Service, level and status that logs name by their labels, those of `services`, `levels` and `statuses`. */
  read(labels: KnownFields): Pick<LogRecord, 'service' | 'level' | 'statusCode'>;
  /** Milliseconds in the unit that sums and quantiles of a measure come in, for a service. */
  unitMs(measure: number, service: string): number;
  /** What the sample showed of the form of each service's lines. */
  readonly learned: ServiceForms;
  /** Whether counting a line by this plan gives what reading it gives. */
  fits(sampled: SampledLine, read: Readonly<LogRecord>): boolean;
}

/** A duration as Go reads it. */
const GO_DURATION =
  /^(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h)(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))*$/;

/**
 * Finds from a sample of lines where they have what is counted, and leaves out every location that makes no difference:
 * the store then has less to parse and to group by.
 *
 * @param durationMs milliseconds in the unit in which the store gives durations
 */
export function planCounts(lines: readonly SampledLine[], mapping: FieldMapping, durationMs: number): CountPlan {
  const parser = new ServiceParser(mapping);
  parser.learn(lines);
  const all = findFieldLocations(lines, mapping);
  const sample = lines.map((line) => ({ values: valuesAt(all, line), record: recordOf(parser, line) }));
  const { services, levels, statuses, responseTimes } = chooseLocations(all, sample, (locations, values) =>
    emulate(parser, locations, values)
  );
  const named = [...services, ...levels];
  const located = [...named, ...statuses];
  const emulated = remembering((values) => emulate(parser, located, values));
  const readOf = new WeakMap<KnownFields, ReturnType<CountPlan['read']>>();
  const measures = responseTimes.map((location) => ({ location, isDuration: isDuration(location, lines) }));
  const units = unitsOf(measures, lines, parser);
  return {
    services,
    levels,
    statuses,
    measures,
    read(labels) {
      let known = readOf.get(labels);
      if (!known) {
        const [{ service, level }, { statusCode }] = [named, statuses].map((places) =>
          emulate(
            parser,
            places,
            places.map(({ name }) => labels[name] ?? '')
          )
        );
        known = { service, level, statusCode };
        readOf.set(labels, known);
      }
      return known;
    },
    fits(sampled, record) {
      const counted = emulated(valuesAt(located, sampled));
      const unitMs = (index: number): number => units.of(index, counted.service);
      return countsAs(counted, responseTimeOf(measures, valuesAt(responseTimes, sampled), unitMs), record);
    },
    unitMs: (index, service) => (measures[index].isDuration ? durationMs : units.of(index, service)),
    learned: parser.learned,
  };
}

function recordOf(parser: ServiceParser, { known, line, stream }: SampledLine): LogRecord {
  const record = emptyRecord();
  parser.parse(line, known, record, stream);
  return record;
}

/** Reads values as a line with nothing else in it would be read: by the same rules of what goes before what. */
function emulate(parser: ServiceParser, locations: readonly FieldLocation[], values: readonly string[]): LogRecord {
  const known: Record<string, string> = {};
  const json = noFields();
  const logfmt = noFields();
  locations.forEach(({ kind, path }, i) => {
    if (values[i] === '') {
      return;
    }
    if (kind === 'label') {
      known[path[0]] = values[i];
    } else {
      putAt(kind === 'json' ? json : logfmt, path, values[i]);
    }
  });
  const fields = Object.keys(json).length > 0 ? json : logfmt;
  return recordOf(parser, { known, line: JSON.stringify(fields) });
}

/** Services choose their names, so no more is kept. */
const MAX_REMEMBERED = 10_000;

/** The same as `work`, done once for the same texts: most lines of a sample have those of another one. */
function remembering<Result>(work: (values: readonly string[]) => Result): typeof work {
  const known = new Map<string, Result>();
  return (values) => {
    const key = JSON.stringify(values);
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    const result = work(values);
    if (known.size < MAX_REMEMBERED) {
      known.set(key, result);
    }
    return result;
  };
}

/** As the queries count it: the first location that has a value decides. */
function responseTimeOf(
  measures: readonly Measure[],
  values: readonly string[],
  unitMs: (index: number) => number
): number {
  const index = values.findIndex((value) => value !== '');
  if (index < 0) {
    return NaN;
  }
  const value = values[index];
  return GO_DURATION.test(value) === measures[index].isDuration ? parseDuration(value, unitMs(index)) : NaN;
}

function unitsOf(measures: readonly Measure[], lines: readonly SampledLine[], parser: ServiceParser): MeasureUnits {
  const locations = measures.map(({ location }) => location);
  const units = new MeasureUnits(locations.map(({ unitMs }) => unitMs));
  for (const line of lines) {
    const values = valuesAt(locations, line);
    const index = values.findIndex((value) => value !== '');
    if (index >= 0) {
      const { service, responseTime } = recordOf(parser, line);
      units.add(index, service, Number(values[index]), responseTime);
    }
  }
  return units;
}

function isDuration(location: FieldLocation, lines: readonly SampledLine[]): boolean {
  const values = lines.map((sampled) => valuesAt([location], sampled)[0]).filter((value) => value !== '');
  return 2 * values.filter((value) => GO_DURATION.test(value)).length > values.length;
}
