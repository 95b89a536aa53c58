import { MIN_FAILED_LOGINS } from '../../evidence/failedLogins';
import { type FailedLogins } from '../../evidence/lineEvidence';
import { stretchesOf } from '../../windows/stretches';
import { widthInWindows } from '../../windows/widthInWindows';
import { type Finding, type IncidentRule, type RuleContext } from '../rule';
import { AUTHENTICATION_FAILURES } from '../../messages/failureSignatures';
import { lowerBound } from '../../../logs/lowerBound';
import { duration } from '../../../format/durations';
import { plural } from '../../../format/format';
import { HOUR } from '../../../time/units';

/** So many failed logins of one origin within so long are no person's. */
const WITHIN_MINUTES = 10;

/** Who pauses for less goes on. */
const GAP_MINUTES = 60;

/** From so many on it is severe, though none succeeded. */
const SEVERE = 100;

/** A login that succeeds so long after the last one that failed may be theirs. */
const SUCCESS_WITHIN = HOUR;

/**
 * Passwords are tried: one address fails to log in quicker than people type. By origin, and whatever share of the logs
 * it is, for who is attacked every day has no usual that attacks rise above.
 */
export const failedLogins: IncidentRule = (context) =>
  (context.lines.failedLogins ?? []).flatMap((logins) => findingsOf(context, logins));

function findingsOf({ windows, gaps }: RuleContext, { service, origin, lines, succeededMs }: FailedLogins): Finding[] {
  const { windowCount, windowMs, startMs, services } = windows;
  const width = widthInWindows(WITHIN_MINUTES, windows);
  const tried = new Uint8Array(windowCount);
  for (let first = 0; first + MIN_FAILED_LOGINS <= lines.length; first++) {
    const quick = lines.subarray(first, first + MIN_FAILED_LOGINS);
    if (quick[MIN_FAILED_LOGINS - 1] - quick[0] < width) {
      quick.forEach((window) => (tried[window] = 1));
    }
  }
  return stretchesOf(tried, widthInWindows(GAP_MINUTES, windows), gaps).map(({ from, to }): Finding => {
    const count = lowerBound(lines, to) - lowerBound(lines, from);
    const [firstMs, endMs] = [startMs + from * windowMs, startMs + to * windowMs];
    const success = succeededMs.find((time) => time >= firstMs && time < endMs + SUCCESS_WITHIN);
    const name = services[service];
    return {
      type: 'Security Threat',
      kind: AUTHENTICATION_FAILURES,
      severity: success !== undefined ? 'CRITICAL' : count >= SEVERE ? 'HIGH' : 'MEDIUM',
      services: [service],
      from,
      to,
      description:
        success === undefined
          ? `Somebody tries passwords at ${name}`
          : `Somebody tried passwords at ${name}, and then logged in`,
      recommendation:
        success === undefined
          ? `Block or slow down ${origin} at ${name}, and allow keys instead of passwords`
          : `Take ${name} for broken into: end the sessions from ${origin}, change what was guessed, see what was done since`,
      evidence: [
        { text: `${plural(count, 'failed login')} from ${origin} within ${duration(endMs - firstMs)}` },
        ...(success === undefined
          ? []
          : [{ text: `a login from ${origin} succeeded at ${new Date(success).toISOString().slice(0, 19)}Z` }]),
      ],
    };
  });
}
