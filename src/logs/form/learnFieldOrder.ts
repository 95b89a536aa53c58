import { recogniseField } from '../fieldNames';
import { type JsonObject } from '../json';
import { isObject } from '../../objects';
import { type FieldMapping } from '../../query/settings';
import { readStamp } from '../time/readStamp';
import { Stamp } from '../time/stamp';
import { type LearnedOrder, learnOrder } from './learnOrder';

const MAX_DEPTH = 4;

/** A learned order of numeric dates, and one of the dates. */
export interface FieldOrder extends LearnedOrder {
  readonly example: string;
}

/**
 * In which order the numbers of dates stand in the times of objects.
 * @param nearMs a time shortly after they were written; NaN: not known
 * @returns undefined where none has such a date, or nothing shows it
 */
export function learnFieldOrder(
  objects: readonly JsonObject[],
  mapping: FieldMapping,
  nearMs: number
): FieldOrder | undefined {
  const stamps: Stamp[] = [];
  let example = '';
  const visit = (object: JsonObject, path: readonly string[]): void => {
    for (const [key, value] of Object.entries(object)) {
      const here = [...path, key];
      if (isObject(value) && here.length < MAX_DEPTH) {
        visit(value, here);
      } else if (typeof value === 'string' && recogniseField(here, mapping)?.role === 'time') {
        const stamp = new Stamp();
        if (readStamp(value.trim(), 0, stamp, undefined, true)) {
          stamps.push(stamp);
          example ||= value;
        }
      }
    }
  };
  objects.forEach((object) => visit(object, []));
  const learned = learnOrder(stamps, nearMs);
  return learned && { ...learned, example };
}
