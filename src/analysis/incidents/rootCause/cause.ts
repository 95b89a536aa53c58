import { type FirstError, type IncidentCause } from '../../model/analysis';
import { evidenceText } from '../evidence';
import { type RuleInput } from '../rule';
import { type Scored, suspectText } from './suspects';
import { excerpt } from '../../messages/excerpt';
import { plural } from '../../../format/format';
import { MINUTE } from '../../../time/units';

/**
 * The simplest root cause: the first error of any service within some minutes before an incident, or in its first
 * window. It names the right service only where nothing else fails now and then, so that it is given beside the cause.
 *
 * @param from the incident's first window
 */
export function firstErrorOf({ lines, options, windows }: RuleInput, from: number): FirstError | undefined {
  const startMs = windows.startMs + from * windows.windowMs;
  const line = lines.firstError(startMs - options.rootCauseMinutes * MINUTE, startMs + windows.windowMs - 1);
  if (!line) {
    return undefined;
  }
  const before = Math.round((startMs - line.timeMs) / 1000);
  const when = before > 0 ? `${plural(before, 'second')} before` : 'when it began';
  return { ...line, text: `First error: ${line.service}, ${when}: ${excerpt(line.message)}` };
}

/**
 * Where an incident most likely began: its first suspect, with what that one said as it did; where nothing is
 * suspected, its first error.
 *
 * @param ranked its suspects, the likeliest first
 */
export function causeOf(
  ranked: readonly Scored[],
  from: number,
  input: RuleInput,
  firstError: FirstError | undefined
): IncidentCause | undefined {
  const [suspect] = ranked;
  if (!suspect) {
    return firstError && { ...firstError, confidence: 0 };
  }
  const { windows, lines } = input;
  const at = (window: number) => windows.startMs + window * windows.windowMs;
  const service = windows.services[suspect.service];
  const error = lines.firstError(at(suspect.window), at(suspect.finding.to) - 1, [service]);
  const evidence = evidenceText(suspect.finding.evidence[0]);
  const isQuotedIn = (text: string) => error !== undefined && text.includes(excerpt(error.message));
  const isSame = firstError?.service === service && isQuotedIn(firstError.text);
  const own = error && !isSame && !isQuotedIn(evidence) ? [`its first error: ${excerpt(error.message)}`] : [];
  const first = firstError && !(isSame && isQuotedIn(evidence)) ? [firstError.text] : [];
  return {
    service,
    timeMs: at(suspect.window),
    message: error?.message ?? evidence,
    ...(error?.traceId && { traceId: error.traceId }),
    confidence: suspect.confidence,
    text: [suspectText(suspect, from, windows), ...own, ...first].join('; '),
  };
}
