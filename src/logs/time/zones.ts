import { IANAZone } from 'luxon';
import { SettingsError } from '../../errors';
import { HOUR, MINUTE } from '../../time/units';

/** Minutes east of UTC of the abbreviations that logs have, where most who write one mean the same. */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  MET: 60,
  CEST: 120,
  MEST: 120,
  EET: 120,
  SAST: 120,
  EEST: 180,
  MSK: 180,
  PKT: 300,
  IST: 330,
  WIB: 420,
  SGT: 480,
  HKT: 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  ACST: 570,
  AEST: 600,
  ACDT: 630,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
  BRT: -180,
  ADT: -180,
  EDT: -240,
  EST: -300,
  CDT: -300,
  CST: -360,
  MDT: -360,
  MST: -420,
  PDT: -420,
  PST: -480,
  AKDT: -480,
  AKST: -540,
  HST: -600,
};
/** A Map is quicker with words that were cut from a line. */
const OFFSETS = new Map(Object.entries(ABBREVIATIONS));

/** Minutes east of UTC of an abbreviation; undefined for what is none that is known. */
export function offsetOfAbbreviation(name: string): number | undefined {
  return OFFSETS.get(name);
}

/** A time zone of the IANA database. */
export interface Zone {
  /**
   * Milliseconds since the epoch of a time by the zone's clocks, given as if it were UTC. Where clocks are set back the
   * first of the two.
   */
  toUtc(localMs: number): number;
}

/** @throws SettingsError for a name that is no time zone. */
export function zoneOf(name: string): Zone {
  const zone = findZone(name);
  if (!zone) {
    throw new SettingsError(
      `fields.timeZone: there is no time zone ${JSON.stringify(name)}. Give one of the IANA database, such as Europe/Paris or UTC.`
    );
  }
  return zone;
}

const known = new Map<string, Zone | undefined>();

/** @returns undefined for a name that is no time zone */
export function findZone(name: string): Zone | undefined {
  if (!known.has(name)) {
    known.set(name, IANAZone.isValidZone(name) ? cached(IANAZone.create(name)) : undefined);
  }
  return known.get(name);
}

/** Clocks are set at quarters of an hour: within one the offset is the same. */
const QUARTER_MS = HOUR / 4;

function cached(zone: IANAZone): Zone {
  let quarter = NaN;
  let offsetMs = 0;
  return {
    toUtc(localMs) {
      const asked = Math.floor(localMs / QUARTER_MS);
      if (asked !== quarter) {
        quarter = asked;
        offsetMs = offsetOfLocal(zone, localMs);
      }
      return localMs - offsetMs;
    },
  };
}

function offsetOfLocal(zone: IANAZone, localMs: number): number {
  const at = (utcMs: number): number => zone.offset(utcMs) * MINUTE;
  const before = at(localMs - 24 * HOUR);
  const after = at(localMs + 24 * HOUR);
  return before === after || at(localMs - before) === before ? before : after;
}
