import { objectOf, type JsonObject } from './json';

/** Of the keywords of an event, the bit that says that what was audited failed: a login, an access. */
const AUDIT_FAILURE = 0x10_0000_0000_0000n;

/** What events of logins say, by number: who fails to log in is looked for by words. */
const LOGINS: Readonly<Record<string, string>> = {
  4624: 'an account was successfully logged on',
  4625: 'an account failed to log on',
  4740: 'a user account was locked out',
  4771: 'Kerberos pre-authentication failed',
};
/** Credentials were checked, which may have failed. */
const CHECKED = '4776';

const SECURITY = 'Microsoft-Windows-Security-Auditing';

/** Of FoundationDB's trace, whose events have their kind alone, and numbers of its own for levels. */
const TRACE_LEVELS: Readonly<Record<string, string>> = {
  5: 'debug',
  10: 'info',
  20: 'warning',
  30: 'warning',
  40: 'error',
};

/**
 * An event of Windows, as its XML has it, with a message and a level where it lacks them: its text is in the libraries
 * of its provider, so that files often have no more than its number and the values in the text.
 */
export function completeEvent(event: JsonObject): JsonObject {
  if (typeof event.Severity === 'string' && typeof event.Machine === 'string') {
    return { ...event, Severity: TRACE_LEVELS[event.Severity], message: event.Type };
  }
  const { EventID: id, Keywords: keywords, Provider: provider } = objectOf(event.System);
  if (typeof id !== 'string' || hasText(event)) {
    return event;
  }
  const name = objectOf(provider).Name;
  const values = [event.EventData, event.UserData].flatMap((data) => wordsIn(data, ''));
  const of = typeof name === 'string' ? ` of ${name}` : '';
  const says = name === SECURITY ? loginOf(id, isFailure(keywords)) : '';
  return {
    ...event,
    message: `event ${id}${of}${says}${values.length > 0 ? `: ${values.join(', ')}` : ''}`,
    ...(isFailure(keywords) && { level: 'warning' }),
  };
}

function loginOf(id: string, hasFailed: boolean): string {
  const says = id === CHECKED && hasFailed ? 'authentication failed' : LOGINS[id];
  return says === undefined ? '' : ` (${says})`;
}

function hasText({ RenderingInfo: info }: JsonObject): boolean {
  const { Message: message } = objectOf(info);
  return typeof message === 'string' && message !== '';
}

function isFailure(keywords: unknown): boolean {
  return (
    typeof keywords === 'string' && /^0x[\da-f]{1,16}$/i.test(keywords) && (BigInt(keywords) & AUDIT_FAILURE) !== 0n
  );
}

/** The values of data with their names, in order: `TargetUserName: ada`. */
function wordsIn(data: unknown, name: string): string[] {
  if (typeof data === 'string') {
    return data === '' ? [] : [name === '' ? data : `${name}: ${data}`];
  }
  if (Array.isArray(data)) {
    return data.flatMap((one) => wordsIn(one, name));
  }
  return Object.entries(objectOf(data)).flatMap(([key, value]) =>
    key === 'xmlns' || key === 'Name' ? [] : wordsIn(value, key === 'Data' ? '' : key)
  );
}
