import { MIN_FAILED_LOGINS } from '../../evidence/failedLogins';
import { type FailedLogins } from '../../evidence/lineEvidence';
import { stretchesOf } from '../../windows/stretches';
import { widthInWindows } from '../../windows/widthInWindows';
import { type Severity } from '../../model/analysis';
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

function findingsOf({ windows, gaps }: RuleContext, logins: FailedLogins): Finding[] {
  const { service, lines, succeededMs } = logins;
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
    return {
      type: 'Security Threat',
      kind: AUTHENTICATION_FAILURES,
      severity: severityOf(logins, count, success !== undefined),
      services: [service],
      from,
      to,
      isNamed: true,
      ...textsOf(logins, services[service], success !== undefined),
      evidence: evidenceOf(logins, count, duration(endMs - firstMs), success),
    };
  });
}

/** Who was turned away and then let in may have needed to log in anew: a status does not say that a password was guessed. */
function severityOf({ by }: FailedLogins, count: number, hasSucceeded: boolean): Severity {
  return hasSucceeded && by !== 'status' ? 'CRITICAL' : hasSucceeded || count >= SEVERE ? 'HIGH' : 'MEDIUM';
}

function textsOf(
  { origin, by }: FailedLogins,
  name: string,
  hasSucceeded: boolean
): Pick<Finding, 'description' | 'recommendation'> {
  const [tries, isIn] = by === 'status' ? ['asks for what is refused', 'was let in'] : ['tries passwords', 'logged in'];
  const tried = by === 'status' ? 'was refused again and again' : 'tried passwords';
  const description = hasSucceeded ? `Somebody ${tried} at ${name}, and then ${isIn}` : `Somebody ${tries} at ${name}`;
  if (by === 'user') {
    return {
      description,
      recommendation: hasSucceeded
        ? `Ask whether it was ${origin} who logged in at ${name}; if not, lock the account and see what was done since`
        : `Ask whether it is ${origin}, or a program with an old password, at ${name}; if not, lock the account`,
    };
  }
  return {
    description,
    recommendation: hasSucceeded
      ? `Take ${name} for broken into: end the sessions from ${origin}, change what was guessed, see what was done since`
      : `Block or slow down ${origin} at ${name}, and ${by === 'status' ? 'see what it looks for' : 'allow keys instead of passwords'}`,
  };
}

function evidenceOf(
  { origin, by }: FailedLogins,
  count: number,
  within: string,
  success: number | undefined
): Finding['evidence'] {
  const from = by === 'user' ? `as ${origin}` : `from ${origin}`;
  const at = success === undefined ? '' : `${new Date(success).toISOString().slice(0, 19)}Z`;
  const succeeded =
    by === 'status' ? `what was refused ${from} was allowed at ${at}` : `a login ${from} succeeded at ${at}`;
  return [
    { text: `${plural(count, 'failed login')} ${from} within ${within}` },
    ...(success === undefined ? [] : [{ text: succeeded }]),
  ];
}
