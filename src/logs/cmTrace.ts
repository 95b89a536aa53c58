import { DAY, MINUTE } from '../time/units';
import { type JsonObject } from './json';
import { dayMs } from './time/calendar';

const LINE = /^<!\[LOG\[([\s\S]*)\]LOG\]!><(time="[^>]{0,500})>\s*$/;
const ATTRIBUTE = /(\w{1,20})="([^"]{0,200})"/g;
const CLOCK = /^(\d{1,2}):(\d\d):(\d\d)(?:\.(\d{1,7}))?([+-]\d{1,4})?$/;
const DATE = /^(\d{1,2})-(\d{1,2})-(\d{4})$/;
const LEVELS: Readonly<Record<string, string>> = { 1: 'info', 2: 'warning', 3: 'error' };

/**
 * A line of Configuration Manager and Intune, as CMTrace shows them, as fields:
 * `<![LOG[words]LOG]!><time="14:30:00.123-60" date="11-03-2024" component="Cart" type="3" thread="1" file="">`. Behind
 * the time stand the minutes that UTC is later. @returns undefined where it is none
 */
export function parseCmTrace(text: string): JsonObject | undefined {
  const found = LINE.exec(text);
  if (!found) {
    return undefined;
  }
  const attributes = new Map([...found[2].matchAll(ATTRIBUTE)].map(([, name, value]) => [name, value]));
  const level = LEVELS[attributes.get('type') ?? ''] as string | undefined;
  return {
    message: found[1],
    time: timeOf(attributes.get('date') ?? '', attributes.get('time') ?? ''),
    service: attributes.get('component') ?? '',
    ...(level !== undefined && { level }),
  };
}

/** Milliseconds since the epoch; null where either is no time. */
function timeOf(date: string, clock: string): number | null {
  const day = DATE.exec(date);
  const time = CLOCK.exec(clock);
  if (!day || !time) {
    return null;
  }
  const [hours, minutes, seconds] = time.slice(1, 4).map(Number);
  const fraction = Math.round(Number(`0.${(time[4] as string | undefined) ?? '0'}`) * 1000);
  const sinceMidnight =
    (hours * 60 + minutes + Number((time[5] as string | undefined) ?? 0)) * MINUTE + seconds * 1000 + fraction;
  return hours * 60 * MINUTE < DAY ? dayMs(Number(day[3]), Number(day[1]), Number(day[2])) + sinceMidnight : null;
}
