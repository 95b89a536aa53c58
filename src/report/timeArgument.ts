import { InputError } from '../errors';
import { DAY, HOUR, MINUTE, SECOND, WEEK } from '../time/units';

const UNITS_MS: Record<string, number> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: WEEK };

/**
 * A point in time as people write it: `now`, `now-7d`, milliseconds since the epoch, or ISO 8601 (UTC where no zone is
 * named).
 * @returns milliseconds since the epoch
 * @throws InputError that names the option
 */
export function parseTimeArgument(option: string, text: string, nowMs: number): number {
  const relative = /^now(?:-(\d+)([smhdw]))?$/.exec(text);
  if (relative) {
    return nowMs - (relative[1] ? Number(relative[1]) * UNITS_MS[relative[2]] : 0);
  }
  if (/^\d{9,}$/.test(text)) {
    return Number(text);
  }
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  const ms = iso ? Date.parse(`${iso[1]}T${iso[2] ?? '00:00'}${iso[3] ?? 'Z'}`) : NaN;
  if (Number.isNaN(ms)) {
    throw new InputError(
      `${option} ${text}: use now, now-7d, milliseconds since the epoch, or a time such as 2026-01-31T12:00:00Z.`
    );
  }
  return ms;
}
