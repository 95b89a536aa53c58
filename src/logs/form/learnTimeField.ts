import { type FieldMapping } from '../../query/settings';
import { type JsonObject } from '../json';
import { createLineParser, emptyRecord } from '../lineParser';
import { TimeReader } from '../time/timeReader';
import { isObject } from '../../objects';

/** Of a sample of objects so many have to have a time. */
const MIN_SHARE = 0.5;
const MAX_DEPTH = 4;
/** A number may be anything: it is a time only where its name says so. */
const TIME_NAME = /time|date|epoch|stamp|^@?ts$|^@?t$|start|created|[._-]at$/i;

/**
 * The field that has the time of objects of which none has a usual name: by its values, the one that most of
 * them have.
 * @returns its path with dots; undefined where the usual names do, or no field has times
 */
export function learnTimeField(
  objects: readonly JsonObject[],
  mapping: FieldMapping,
  nearMs: number
): string | undefined {
  if (mapping.time !== undefined || mapping.pattern !== undefined || objects.length === 0) {
    return undefined;
  }
  const parser = createLineParser(mapping, { nearMs });
  const hasTime = (object: JsonObject): boolean => {
    const record = { ...emptyRecord(), timeMs: NaN };
    parser.parseFields(object, record);
    return !Number.isNaN(record.timeMs);
  };
  if (objects.filter(hasTime).length >= objects.length * MIN_SHARE) {
    return undefined;
  }
  const times = new TimeReader({ anchor: { nearMs, nowMs: Date.now() } });
  const counts = new Map<string, number>();
  objects.forEach((object) => count(object, [], times, counts));
  const isNamed = (path: string): number => (path.split('.').some((name) => TIME_NAME.test(name)) ? 1 : 0);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || isNamed(b[0]) - isNamed(a[0]) || a[0].length - b[0].length);
  return best && best[1] >= objects.length * MIN_SHARE ? best[0] : undefined;
}

const parts = { timeMs: 0, timeNs: 0 };

function count(object: JsonObject, path: readonly string[], times: TimeReader, counts: Map<string, number>): void {
  for (const [key, value] of Object.entries(object)) {
    const here = [...path, key];
    if (isObject(value) && here.length < MAX_DEPTH) {
      count(value, here, times, counts);
    } else if (isTime(value, here, times)) {
      const name = here.join('.');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
}

function isTime(value: unknown, path: readonly string[], times: TimeReader): boolean {
  const isNamed = path.some((name) => TIME_NAME.test(name));
  return typeof value === 'number'
    ? isNamed && times.readNumber(value, parts)
    : typeof value === 'string' && (isNamed || !/^[\d.]+$/.test(value)) && times.readField(value, parts) === 'time';
}
