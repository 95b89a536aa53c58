import { type IncidentCause, type Suspect } from '../analysis';
import { type RuleInput } from './rule';
import { plural } from './words';

/**
 * The first error of the likeliest suspect, from its onset; where it logged none, the seed's root cause: the first error of any
 * service within some minutes before the incident, or in its first window.
 *
 * @param startMs of the incident's first window
 */
export function firstCause(
  { lines, options, windows }: RuleInput,
  startMs: number,
  suspect: Suspect | undefined
): IncidentCause | undefined {
  const endMs = startMs + windows.windowMs - 1;
  const line =
    (suspect &&
      lines.firstError(suspect.onsetMs, Math.max(suspect.onsetMs + windows.windowMs - 1, endMs), [suspect.service])) ??
    lines.firstError(startMs - options.rootCauseMinutes * 60_000, endMs);
  if (!line) {
    return undefined;
  }
  const before = Math.round((startMs - line.timeMs) / 1000);
  const when = before > 0 ? `${plural(before, 'second')} before` : 'as it began';
  return { ...line, text: `First error: ${line.service}, ${when}: ${line.message}` };
}
