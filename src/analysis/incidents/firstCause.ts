import { type IncidentCause } from '../analysis';
import { type RuleInput } from './rule';
import { plural } from './words';

/** The seed's root cause: the first error within some minutes before the incident, or in its first window. */
export function firstCause(input: RuleInput, startMs: number, firstWindowEndMs: number): IncidentCause | undefined {
  const { rootCauseMinutes } = input.options;
  const line = input.lines.firstError(startMs - rootCauseMinutes * 60_000, firstWindowEndMs);
  if (!line) {
    return undefined;
  }
  const before = Math.round((startMs - line.timeMs) / 1000);
  const when = before > 0 ? `${plural(before, 'second')} before` : 'as it began';
  return { ...line, text: `First error: ${line.service}, ${when}: ${line.message}` };
}
