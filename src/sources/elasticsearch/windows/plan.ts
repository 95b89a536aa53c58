import { UncountableError } from '../../../errors';
import { noFields, putAt } from '../../../logs/json';
import { emptyRecord } from '../../../logs/lineParser';
import { type LogRecord } from '../../../logs/logTable';
import { type ServiceForms, ServiceParser } from '../../../logs/serviceForms';
import { type FieldMapping } from '../../../query/settings';
import { type ChosenLocations, chooseLocations, type CountedRole, countsAs } from '../../windows/chooseLocations';
import { MeasureUnits } from '../../windows/measureUnits';
import { type Fields } from '../elasticsearchClient';
import { type Hit } from '../searchAnswer';
import { countableFields, findFieldLocations, type FieldLocation, type Value, valuesAt } from './fieldLocations';

/** A location that the store can count by. */
export type CountedLocation = FieldLocation & { readonly field: string };

/** The value that each location has in some documents; null: none. */
export type Values = ReadonlyArray<Value | null>;

/** What to ask the store for, so that its counts are those of the documents read one by one. */
export interface CountPlan {
  readonly services: readonly CountedLocation[];
  readonly levels: readonly CountedLocation[];
  readonly statuses: readonly CountedLocation[];
  /** Response times: those that go first come first. */
  readonly measures: readonly CountedLocation[];
  /** The locations that hold something which the store can't count by. */
  readonly uncountable: readonly FieldLocation[];
  /** The service of documents with these values at `services`, their level, their status. */
  service(values: Values): string;
  level(values: Values): number;
  statusCode(values: Values): number;
  /** In which unit the numbers of the measures are. */
  readonly units: MeasureUnits;
  /** What the sample showed of the form of each service's documents. */
  readonly learned: ServiceForms;
  /** Whether counting a document by this plan gives what reading it gives. */
  fits(hit: Hit, read: Readonly<LogRecord>): boolean;
  /** The indexed fields that `fits` looks at. */
  readonly indexed: readonly string[];
}

const NAMES: Readonly<Record<CountedRole, string>> = {
  service: 'service',
  level: 'level',
  statusCode: 'status code',
  responseTime: 'response time',
};

/** The fields to sample documents with, for a plan. */
export function indexedFields(fields: Fields, mapping: FieldMapping): string[] {
  return [...new Set(countableFields(fields, mapping).values())];
}

/**
 * Finds from a sample of documents and the mapping by which fields to count, and leaves out every one that makes no
 * difference.
 *
 * @throws UncountableError where the service or the level is only in fields that the store can't count by
 */
export function planCounts(hits: readonly Hit[], fields: Fields, mapping: FieldMapping): CountPlan {
  const parser = new ServiceParser(mapping);
  parser.learn(hits.map(({ source }) => ({ fields: source })));
  const all = findFieldLocations(hits, mapping, fields.types, countableFields(fields, mapping));
  const counted = all.filter(isCountedPlace);
  const choose = <P extends FieldLocation>(locations: readonly P[]): ChosenLocations<P> => {
    const lines = hits.map((hit) => ({ values: valuesAt(locations, hit), record: recordOf(parser, hit.source) }));
    return chooseLocations(locations, lines, (own, values) => emulate(parser, own, values));
  };
  const { services, levels, statuses, responseTimes: measures } = choose(counted);
  const located = [...services, ...levels, ...statuses];
  const read = (locations: readonly FieldLocation[]) => (values: Values) => emulate(parser, locations, values);
  const units = unitsOf(measures, hits, parser);
  const fits = (hit: Hit, record: Readonly<LogRecord>) => {
    const counted = emulate(parser, located, valuesAt(located, hit));
    const unitMs = (index: number): number => units.of(index, counted.service);
    return countsAs(counted, responseTimeOf(valuesAt(measures, hit), unitMs), record);
  };
  const uncountable = hits.every((hit) => fits(hit, recordOf(parser, hit.source)))
    ? []
    : Object.values(choose(all))
        .flat()
        .filter((location) => !isCountedPlace(location));
  refuse(uncountable, 'service', services);
  refuse(uncountable, 'level', levels);
  return {
    services,
    levels,
    statuses,
    measures,
    uncountable,
    service: (values) => read(services)(values).service,
    level: (values) => read(levels)(values).level,
    statusCode: (values) => read(statuses)(values).statusCode,
    units,
    learned: parser.learned,
    fits,
    indexed: [...new Set([...located, ...measures].map(({ field }) => field))],
  };
}

function isCountedPlace(location: FieldLocation): location is CountedLocation {
  return location.field !== undefined;
}

function refuse(uncountable: readonly FieldLocation[], role: CountedRole, counted: readonly FieldLocation[]): void {
  const location = uncountable.find((other) => other.role === role);
  if (location && counted.length === 0) {
    throw new UncountableError(whyUncountable(location));
  }
}

/** Why the store can't count by a location, and what to do. */
export function whyUncountable({ path, role, types }: FieldLocation): string {
  const name = path.join('.');
  const needed = role === 'responseTime' ? 'a number (long, double)' : 'a keyword';
  const is =
    types.length === 0
      ? 'is not indexed'
      : types.length > 1
        ? `is mapped differently in different indices (${types.join(', ')})`
        : types[0] === 'text'
          ? 'is mapped as text without a keyword, which cannot be aggregated (fielddata is off)'
          : `is mapped as ${types[0]}`;
  return `The ${NAMES[role]} is in the field ${name}, which ${is}: it can't be counted. Map it as ${needed} in the index template, or name another field in the data source's settings.`;
}

function recordOf(parser: ServiceParser, fields: Readonly<Record<string, unknown>>): LogRecord {
  const record = emptyRecord();
  parser.parseFields(fields, record);
  return record;
}

/** Reads values as a document with nothing else in it would be read: by the same rules of what goes before what. */
function emulate(parser: ServiceParser, locations: readonly FieldLocation[], values: Values): LogRecord {
  const document = noFields();
  locations.forEach(({ path }, i) => {
    const value = values[i];
    if (value !== '' && value !== null) {
      putAt(document, path, value);
    }
  });
  return recordOf(parser, document);
}

/** As the aggregations count it: the first location that has a value decides. */
function responseTimeOf(values: readonly Value[], unitMs: (index: number) => number): number {
  const index = values.findIndex((value) => value !== '');
  const value = index < 0 ? NaN : Number(values[index]) * unitMs(index);
  return value >= 0 ? value : NaN;
}

function unitsOf(measures: readonly CountedLocation[], hits: readonly Hit[], parser: ServiceParser): MeasureUnits {
  const units = new MeasureUnits(measures.map(({ unitMs }) => unitMs));
  for (const hit of hits) {
    const values = valuesAt(measures, hit);
    const index = values.findIndex((value) => value !== '');
    if (index >= 0) {
      const { service, responseTime } = recordOf(parser, hit.source);
      units.add(index, service, Number(values[index]), responseTime);
    }
  }
  return units;
}
