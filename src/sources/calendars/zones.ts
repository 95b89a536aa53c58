import { fromWallClock, wallClock } from '../../time/wallClock';
import { DAY, HOUR, MINUTE, SECOND } from '../../time/units';
import { type Component, property, propertiesOf } from './components';
import { recurrenceOf, startsBy } from './recurrence';
import { timeOf, timesOf, UTC_ZONE, type Zone, type Zones } from './times';

/** An offset, from a time of the wall clock before it on. */
interface Change {
  readonly localMs: number;
  readonly offsetMs: number;
}

/**
 * The zones that a calendar names: by IANA's rules where they have the name, which know each year; else by those that it
 * brings along (VTIMEZONE), as Outlook's do.
 *
 * @param own of times without a zone
 * @param onUnknown called with a name that says nothing: its times are taken for those of `own`
 */
export function zonesOf(calendars: readonly Component[], own: string, onUnknown: (name: string) => void): Zones {
  const known = new Map<string, Zone>();
  const brought = new Map(
    calendars
      .flatMap(({ components }) => components)
      .filter(({ name }) => name === 'VTIMEZONE')
      .map((zone) => [property(zone, 'TZID')?.value ?? '', zone])
  );
  const zone = (name: string): Zone => {
    const found = ianaZone(name) ?? broughtZone(brought.get(name));
    if (!found) {
      onUnknown(name);
    }
    return found ?? zones(undefined);
  };
  const zones: Zones = (name = own) => {
    const found = known.get(name) ?? (name === own ? (ianaZone(own) ?? UTC_ZONE) : zone(name));
    known.set(name, found);
    return found;
  };
  return zones;
}

/** Some calendars put a path before the name: "/example.org/1/Europe/Berlin". */
function ianaZone(name: string): Zone | undefined {
  const plain = /(?:^|\/)([A-Za-z_]+(?:\/[A-Za-z_+-]+[0-9]*){0,2})$/.exec(name)?.[1] ?? name;
  for (const candidate of [name, plain, plain.split('/').slice(-2).join('/')]) {
    try {
      return { toUtc: fromWallClock(wallClock(candidate)) };
    } catch {
      // Not this one.
    }
  }
  return undefined;
}

function broughtZone(zone: Component | undefined): Zone | undefined {
  const places = zone && property(zone, 'X-LIC-LOCATION');
  const located = places && ianaZone(places.value);
  const observances = (zone?.components ?? []).map(observanceOf);
  if (located || !observances.every((one) => one !== undefined) || observances.length === 0) {
    return located;
  }
  const known = new Map<number, Change[]>();
  const changesNear = (day: number): Change[] => {
    const changes = observances.flatMap((near) => near(day * DAY)).sort((a, b) => a.localMs - b.localMs);
    known.set(day, changes);
    return changes;
  };
  return {
    toUtc(localMs) {
      const day = Math.floor(localMs / DAY);
      const changes = known.get(day) ?? changesNear(day);
      const before = changes.filter((change) => change.localMs <= localMs).at(-1) ?? changes[0];
      return localMs - before.offsetMs;
    },
  };
}

/** When the clock changes to an offset: those around a time. */
function observanceOf(observance: Component): ((localMs: number) => Change[]) | undefined {
  const [start, offset, rule] = ['DTSTART', 'TZOFFSETTO', 'RRULE'].map((name) => property(observance, name)?.value);
  const startMs = start === undefined ? undefined : timeOf(start, UTC_ZONE)?.localMs;
  const offsetMs = offset === undefined ? undefined : offsetOf(offset);
  const recurrence = rule === undefined ? undefined : recurrenceOf(rule);
  if (startMs === undefined || offsetMs === undefined || typeof recurrence === 'string') {
    return undefined;
  }
  const more = propertiesOf(observance, 'RDATE').flatMap((one) => timesOf(one, () => UTC_ZONE) ?? []);
  const untilMs =
    recurrence?.until === undefined ? Infinity : (timeOf(recurrence.until, UTC_ZONE)?.localMs ?? Infinity);
  const given = [startMs, ...more.map((time) => time.localMs)];
  return (localMs) => {
    const byRule = recurrence ? startsBy(recurrence, startMs, localMs - 800 * DAY, localMs + 2 * DAY) : [];
    // The end is in UTC, and a change a day after it is one that it left out.
    return [...given, ...byRule.filter((ms) => ms <= untilMs + DAY)].map((ms) => ({ localMs: ms, offsetMs }));
  };
}

/** "+0100", "-053000". */
function offsetOf(text: string): number | undefined {
  const [match, sign, hours, minutes, seconds = '0'] = /^([+-])(\d{2})(\d{2})(\d{2})?$/.exec(text.trim()) ?? [];
  const ms = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return match === undefined ? undefined : sign === '-' ? -ms : ms;
}
