import { recogniseField } from '../fieldNames';
import { arrayOf, type JsonObject, objectOf } from '../json';
import { TimeReader } from '../time/timeReader';
import { isObject } from '../../objects';

/** How deep in an object its logs may lie. */
const MAX_DEPTH = 4;
/** So many of a list's elements are looked at. */
const PROBE = 20;

/**
 * The logs within an object that holds many: an export of OpenTelemetry, the answer of a store or a cloud, a data frame
 * of Grafana, any list of objects with times.
 * @returns undefined where the object is a log itself
 */
export function openEnvelope(object: JsonObject): JsonObject[] | undefined {
  return openOtlp(object) ?? openLoki(object) ?? openFrames(object) ?? openTables(object) ?? openAny(object);
}

/** `{"resourceLogs": [{"resource": ..., "scopeLogs": [{"logRecords": [...]}]}]}` */
function openOtlp({ resourceLogs }: JsonObject): JsonObject[] | undefined {
  if (!Array.isArray(resourceLogs)) {
    return undefined;
  }
  return resourceLogs.map(objectOf).flatMap((group) => {
    const resource = attributesOf(objectOf(group.resource).attributes);
    const scopes = [...arrayOf(group.scopeLogs), ...arrayOf(group.instrumentationLibraryLogs)].map(objectOf);
    return scopes.flatMap((scope) =>
      arrayOf(scope.logRecords)
        .map(objectOf)
        .map(({ attributes, body, ...record }) => ({
          ...record,
          body: anyValue(body),
          attributes: attributesOf(attributes),
          resource,
        }))
    );
  });
}

/** OpenTelemetry's list of keys and values as an object. */
function attributesOf(list: unknown): JsonObject {
  return Array.isArray(list)
    ? Object.fromEntries(list.map(objectOf).map(({ key, value }) => [String(key), anyValue(value)]))
    : objectOf(list);
}

/** What an AnyValue of OpenTelemetry holds. */
function anyValue(value: unknown): unknown {
  if (!isObject(value)) {
    return value;
  }
  if (isObject(value.kvlistValue)) {
    return attributesOf(value.kvlistValue.values);
  }
  if (isObject(value.arrayValue)) {
    return arrayOf(value.arrayValue.values).map(anyValue);
  }
  return value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue ?? value.bytesValue ?? null;
}

/** Loki's answer and what is pushed to it: `{"stream": {...}, "values": [["1730640600123456789", "line"], ...]}`. */
function openLoki(object: JsonObject): JsonObject[] | undefined {
  const streams = [object.streams, object.result, objectOf(object.data).result].find(Array.isArray);
  const groups = arrayOf(streams).map(objectOf);
  if (groups.length === 0 || !groups.every(({ stream, values }) => isObject(stream) && Array.isArray(values))) {
    return undefined;
  }
  return groups.flatMap(({ stream, values }) =>
    arrayOf(values)
      .map(arrayOf)
      .map(([timestamp, line, more]) => ({
        timestamp,
        line,
        labels: stream,
        metadata: objectOf(objectOf(more).structuredMetadata ?? more),
      }))
  );
}

/** Data frames of Grafana, alone, in a list, or in the answer to a query. */
function openFrames(object: JsonObject): JsonObject[] | undefined {
  const frames = isFrame(object)
    ? [object]
    : [
        ...arrayOf(object.frames),
        ...Object.values(objectOf(object.results)).flatMap((answer) => arrayOf(objectOf(answer).frames)),
      ]
        .map(objectOf)
        .filter(isFrame);
  return frames.length === 0
    ? undefined
    : frames.flatMap(({ schema, data }) => {
        const names = arrayOf(objectOf(schema).fields).map((field) => String(objectOf(field).name));
        const columns = arrayOf(objectOf(data).values).map(arrayOf);
        return arrayOf(columns[0]).map((_, row) =>
          Object.fromEntries(names.map((name, i) => [name, columns[i]?.[row]]))
        );
      });
}

function isFrame({ schema, data }: JsonObject): boolean {
  return Array.isArray(objectOf(schema).fields) && Array.isArray(objectOf(data).values);
}

/**
 * Rows beside the names of their columns, as Azure, Splunk, InfluxDB and others answer; lists of fields and values, as
 * CloudWatch does.
 */
function openTables(object: JsonObject): JsonObject[] | undefined {
  const tables = [object, ...[object.tables, object.Tables, object.series].flatMap(arrayOf)]
    .map(objectOf)
    .flatMap((table) => {
      const names = [table.columns, table.Columns, table.fields].find(Array.isArray);
      const rows = [table.rows, table.Rows, table.values].find(Array.isArray);
      return arrayOf(rows).every(Array.isArray) && names && rows
        ? [{ names: names.map(nameOf), rows: rows.map(arrayOf) }]
        : [];
    });
  if (tables.length > 0) {
    return tables.flatMap(({ names, rows }) =>
      rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])))
    );
  }
  const lists = arrayOf(object.results);
  const isPairs = (list: unknown): boolean =>
    Array.isArray(list) && list.every((pair) => isObject(pair) && 'field' in pair);
  return lists.length > 0 && lists.every(isPairs)
    ? lists.map((list) =>
        Object.fromEntries(
          arrayOf(list)
            .map(objectOf)
            .map(({ field, value }) => [String(field), value])
        )
      )
    : undefined;
}

function nameOf(column: unknown): string {
  const { name, Name, ColumnName, text } = objectOf(column);
  return String(typeof column === 'string' ? column : (name ?? Name ?? ColumnName ?? text));
}

/** The longest list of objects with times, in an object that has no message or level of its own. */
function openAny(object: JsonObject): JsonObject[] | undefined {
  const own = Object.keys(object).map((key) => ({ key, field: recogniseField([key], {}) }));
  const isLog =
    own.some(({ key, field }) => field?.role === 'time' && isTime(object[key])) &&
    own.some(
      ({ key, field }) => (field?.role === 'message' || field?.role === 'level') && typeof object[key] === 'string'
    );
  if (isLog) {
    return undefined;
  }
  const best = listsIn(object, {}, 0)
    .filter(({ list }) => hasTimes(list))
    .reduce<List | undefined>(
      (longest, list) => (!longest || list.list.length > longest.list.length ? list : longest),
      undefined
    );
  const around = best && Object.keys(best.context).length > 0 ? { context: best.context } : {};
  return best?.list.map((one) => ({ ...(isObject(one) ? one : { message: one }), ...around }));
}

interface List {
  list: readonly unknown[];
  /** The service that the objects around it name. */
  context: JsonObject;
}

function listsIn(object: JsonObject, outer: JsonObject, depth: number): List[] {
  const services = Object.entries(object).filter(
    ([key, value]) => typeof value === 'string' && recogniseField([key], {})?.role === 'service'
  );
  const context = { ...outer, ...Object.fromEntries(services) };
  return Object.values(object).flatMap((value) => {
    if (Array.isArray(value)) {
      return value.length > 0 ? [{ list: value, context }] : [];
    }
    return isObject(value) && depth < MAX_DEPTH ? listsIn(value, context, depth + 1) : [];
  });
}

function hasTimes(list: readonly unknown[]): boolean {
  const some = list.slice(0, PROBE);
  return some.filter((one) => (isObject(one) ? hasTime(one, [], 0) : isTimedLine(one))).length >= some.length / 2;
}

function hasTime(object: JsonObject, path: readonly string[], depth: number): boolean {
  return Object.entries(object).some(([key, value]) =>
    isObject(value)
      ? depth < 2 && hasTime(value, [...path, key], depth + 1)
      : recogniseField([...path, key], {})?.role === 'time' && isTime(value)
  );
}

const times = new TimeReader({ anchor: { nearMs: NaN, nowMs: NaN } });
const parts = { timeMs: 0, timeNs: 0 };

function isTime(value: unknown): boolean {
  return typeof value === 'number'
    ? times.readNumber(value, parts)
    : typeof value === 'string' && times.readField(value, parts) !== undefined;
}

function isTimedLine(value: unknown): boolean {
  return typeof value === 'string' && /^\W?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value);
}
