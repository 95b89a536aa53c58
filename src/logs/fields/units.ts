import { MINUTE } from '../../time/units';
import { simplified } from './simplified';

/** Units that end a name, the longer before those that end them too. */
const UNIT_SUFFIXES: ReadonlyArray<readonly [suffix: string, unitMs: number]> = [
  ['milliseconds', 1],
  ['microseconds', 1e-3],
  ['nanoseconds', 1e-6],
  ['seconds', 1000],
  ['minutes', MINUTE],
  ['inmillis', 1],
  ['millis', 1],
  ['micros', 1e-3],
  ['nanos', 1e-6],
  ['micro', 1e-3],
  ['milli', 1],
  ['nano', 1e-6],
  ['inms', 1],
  ['insec', 1000],
  ['msec', 1],
  ['usec', 1e-3],
  ['nsec', 1e-6],
  ['secs', 1000],
  ['sec', 1000],
  ['ms', 1],
  ['us', 1e-3],
  ['ns', 1e-6],
  ['s', 1000],
];

/** Names whose bare numbers are in a unit by custom: nginx, OpenTelemetry, the Elastic Common Schema, MySQL, IIS. */
const CUSTOMARY_UNITS: ReadonlyArray<readonly [name: string, unitMs: number]> = [
  ['upstreamresponsetime', 1000],
  ['requesttime', 1000],
  ['httpserverrequestduration', 1000],
  ['eventduration', 1e-6],
  ['querytime', 1000],
  ['latenciesrequest', 1],
];

/**
 * Milliseconds in the unit that a field's name gives: 1 for `latency_ms`, 1000 for `duration_seconds`; undefined where
 * it gives none.
 */
export function unitOfName(name: string): number | undefined {
  const plain = simplified(name);
  if (plain === 'qtime') {
    return 1; // Solr's
  }
  return (
    CUSTOMARY_UNITS.find(([usual]) => plain.endsWith(usual))?.[1] ??
    UNIT_SUFFIXES.find(([suffix]) => hasUnitSuffix(name, plain, suffix))?.[1]
  );
}

/** A name without the unit that ends it, simplified; undefined where none does. */
export function withoutUnit(name: string): string | undefined {
  const plain = simplified(name);
  const suffix = UNIT_SUFFIXES.find(([ending]) => hasUnitSuffix(name, plain, ending))?.[0];
  return suffix === undefined ? undefined : plain.slice(0, -suffix.length);
}

/** A short unit must stand apart, as in `duration_s` or `durationNs`: a plural is no unit. */
function hasUnitSuffix(name: string, plain: string, suffix: string): boolean {
  if (!plain.endsWith(suffix) || plain.length === suffix.length) {
    return false;
  }
  if (suffix.length > 3) {
    return true;
  }
  const tail = name.replace(/(?<![^A-Za-z0-9])[^A-Za-z0-9]+$/, '');
  const before = tail.charAt(tail.length - suffix.length - 1);
  const first = tail.charAt(tail.length - suffix.length);
  return !/[A-Za-z0-9]/.test(before) || (/[a-z]/.test(before) && first !== first.toLowerCase());
}
