import { type FieldMapping } from '../../query/settings';
import { type LearnedUnit, learnUnit } from '../durations/learnUnit';
import { recogniseField } from '../fieldNames';
import { isObject, type JsonObject } from '../json';
import { createLineParser, emptyRecord } from '../lineParser';

const MAX_DEPTH = 5;

/**
 * The unit of response times that are bare numbers, where neither the settings nor a name nor the logs' producer tell it, by the values.
 * @returns undefined where it is told, or the values are what milliseconds are
 */
export function learnResponseUnit(objects: readonly JsonObject[], mapping: FieldMapping): LearnedUnit | undefined {
  if (mapping.responseTimeUnit !== undefined) {
    return undefined;
  }
  const parser = createLineParser(mapping);
  const values = objects.flatMap((object) => {
    const record = emptyRecord();
    parser.parseFields(object, record);
    // A number that is read as it stands has no unit that anything tells.
    return bareNumbers(object, [], mapping).includes(record.responseTime) ? [record.responseTime] : [];
  });
  const learned = learnUnit(values);
  return learned?.unit === 'ms' ? undefined : learned;
}

function bareNumbers(object: JsonObject, path: readonly string[], mapping: FieldMapping): number[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const here = [...path, key];
    if (isObject(value)) {
      return here.length < MAX_DEPTH ? bareNumbers(value, here, mapping) : [];
    }
    const field = typeof value === 'number' ? recogniseField(here, mapping) : undefined;
    return field?.role === 'responseTime' && !field.hasUnit ? [Number(value)] : [];
  });
}
