import { type StoreConnection } from '../query/connection';
import { isObject } from '../objects';
import { type Notice } from '../logs/notice';
import { redact } from './http/redact';
import { storeSecrets } from './http/storeFetch';
import { type LogSource, type SourceCheck, type WindowRead } from './source';

/** Shorter secrets look like words. */
const MIN_SECRET = 4;
const MAX_TEXT = 2000;
const MAX_NOTICES = 50;

/**
 * The source, of whose words nothing is secret, whatever its store says: warnings, reasons, names and versions pass
 * here on their way to logs, errors and frames, and so does every error. (Log lines are what was asked for.)
 */
export function saysNoSecrets(source: LogSource, connection: StoreConnection): LogSource {
  const say = sayerOf(connection);
  const { read, count, estimate, readWindows, detectFields, fieldValues, check } = source;

  function spoken<T extends unknown[], R>(work: (...args: T) => Promise<R>, of: (result: R) => R = (result) => result) {
    return async (...args: T): Promise<R> => of(await withoutSecrets(() => work(...args), say));
  }
  const noticed = <R extends { notices: Notice[] }>(result: R): R => ({
    ...result,
    notices: noticesOf(result.notices, say),
  });
  const windows = (result: WindowRead): WindowRead => {
    const { readOn } = result;
    return {
      ...noticed(result),
      ...(readOn && { readOn: spoken(readOn, (next) => next && windows(next)) }),
    };
  };
  return {
    read: spoken(read, noticed),
    ...(count && { count: spoken(count) }),
    ...(estimate && { estimate: spoken(estimate) }),
    ...(readWindows && { readWindows: spoken(readWindows, windows) }),
    ...(detectFields && { detectFields: spoken(detectFields) }),
    ...(fieldValues && { fieldValues: spoken(fieldValues) }),
    check: spoken(check, ({ message, details }: SourceCheck) => ({
      message: say(message),
      details: details && textsIn(details, say),
    })),
  };
}

/** What of a text of a store's may be said. */
export function sayerOf(connection: StoreConnection): (text: string) => string {
  const secrets = storeSecrets(connection).filter(({ length }) => length >= MIN_SECRET);
  return (text) => clipped(redact(text, secrets));
}

/** Does the work; an error of it says no secret, nor do its causes and stacks. @throws what the work throws */
export async function withoutSecrets<T>(work: () => Promise<T>, say: (text: string) => string): Promise<T> {
  try {
    return await work();
  } catch (error) {
    for (let at = error; at instanceof Error; at = at.cause) {
      const { message, stack = '' } = at;
      const said = say(message);
      // The stack repeats the message.
      const calls = stack.replace(message, () => said);
      Object.assign(at, { message: said, ...('said' in at && { said: say(String(at.said)) }) });
      at.stack = say(calls);
    }
    throw error;
  }
}

function noticesOf(notices: readonly Notice[], say: (text: string) => string): Notice[] {
  const shown = notices.slice(0, MAX_NOTICES).map(({ severity, text }) => ({ severity, text: say(text) }));
  const rest = notices.length - shown.length;
  return rest > 0 ? [...shown, { severity: 'info', text: `The store said ${rest} things more.` }] : shown;
}

function textsIn(value: Record<string, unknown>, say: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, own]) => [
      name,
      typeof own === 'string' ? say(own) : isObject(own) ? textsIn(own, say) : own,
    ])
  );
}

function clipped(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}...` : text;
}
