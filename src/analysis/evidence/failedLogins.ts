import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { COMPLAINTS } from '../messages/complaints';
import { clientOf, hostOf } from '../messages/origin';
import { type FailedLogins } from './lineEvidence';

/** People mistype a password a few times; fewer failed logins than this are not looked at. */
export const MIN_FAILED_LOGINS = 10;

/** Origins looked at, those of most failed logins first. */
const MAX_ORIGINS = 500;

/** Of sshd and PAM, of Windows (events 4624), of databases and applications. */
const SUCCEEDED =
  /accepted (?:password|publickey|keyboard-interactive)|account was successfully logged on|(?:login|logon|log-?in|authentication) (?:was )?(?:succeeded|successful)|logged in successfully|successfully (?:logged (?:in|on)|authenticated)/i;

const { plainWords: FAILED, statusCodes } = COMPLAINTS.authentication;
const FAILED_STATUS: readonly number[] = statusCodes;

/**
 * Failed logins by where they come from, whatever the level of their lines: by their words, of sshd, PAM, sudo, Windows
 * and applications, or by the status of access lines, if it is that of most requests of a client: a proxy stands for
 * many clients. Each different template is read once. Linear in the logs.
 *
 * @param windowOfRow the window of each row; -1: outside of all
 * @param templateOf the template of each different message, as a number; messages below 0 are each read
 */
export function failedLogins(
  { length, service, message, statusCode, timeMs, line }: LogTable,
  { services }: WindowTable,
  windowOfRow: Int32Array,
  templateOf: Int32Array
): FailedLogins[] {
  const says = {
    failed: saying(FAILED, message.values, templateOf),
    succeeded: saying(SUCCEEDED, message.values, templateOf),
  };
  const rowsOf = new Map<string, number[]>();
  const byStatus = new Set<string>();
  const keyOf = (row: number, origin: string) => `${service.codes[row]} ${origin}`;
  for (let row = 0; row < length; row++) {
    const isStatus = FAILED_STATUS.includes(statusCode[row]);
    if (windowOfRow[row] < 0 || !(isStatus || says.failed(message.codes[row]))) {
      continue;
    }
    const host = hostOf(message.values.at(message.codes[row]));
    const origin = host ?? (isStatus ? clientOf(line.at(row)) : undefined);
    if (origin === undefined) {
      continue;
    }
    const key = keyOf(row, origin);
    const rows = rowsOf.get(key);
    if (rows) {
      rows.push(row);
    } else {
      rowsOf.set(key, [row]);
    }
    if (host === undefined) {
      byStatus.add(key);
    }
  }
  const many = [...rowsOf]
    .filter(([, rows]) => rows.length >= MIN_FAILED_LOGINS)
    .sort((a, b) => b[1].length - a[1].length || a[1][0] - b[1][0])
    .slice(0, MAX_ORIGINS);
  if (many.length === 0) {
    return [];
  }
  const others = new Map(many.filter(([key]) => byStatus.has(key)).map(([key]): [string, number] => [key, 0]));
  const windowsOf = new Set(
    many.flatMap(([key, rows]) => (others.has(key) ? rows.map((row) => windowOfRow[row]) : []))
  );
  for (let row = 0; row < length; row++) {
    // Lines are decoded one by one: only those beside failed logins are.
    if (windowsOf.has(windowOfRow[row]) && statusCode[row] > 0 && !FAILED_STATUS.includes(statusCode[row])) {
      const key = keyOf(row, clientOf(line.at(row)) ?? '');
      const count = others.get(key);
      if (count !== undefined) {
        others.set(key, count + 1);
      }
    }
  }
  const kept = many.filter(([key, rows]) => rows.length > (others.get(key) ?? 0));
  const succeeded = new Map(kept.map(([key]): [string, number[]] => [key, []]));
  for (let row = 0; row < length; row++) {
    if (windowOfRow[row] >= 0 && says.succeeded(message.codes[row])) {
      const origin = hostOf(message.values.at(message.codes[row]));
      succeeded.get(keyOf(row, origin ?? ''))?.push(timeMs[row]);
    }
  }
  return kept.flatMap(([key, rows]): FailedLogins[] => {
    const [first] = rows;
    const index = services.indexOf(service.values[service.codes[first]]);
    return index < 0
      ? []
      : [
          {
            service: index,
            origin: key.slice(key.indexOf(' ') + 1),
            lines: Uint32Array.from(rows, (row) => windowOfRow[row]),
            succeededMs: succeeded.get(key) ?? [],
          },
        ];
  });
}

const UNREAD = 0;
const HAS = 1;
const LACKS = 2;

/** Whether a message has some words, by its code. */
function saying(
  words: RegExp,
  values: LogTable['message']['values'],
  templateOf: Int32Array
): (code: number) => boolean {
  const ofTemplate: number[] = [];
  const ofMessage = new Uint8Array(values.length);
  const read = (code: number) => (words.test(values.at(code)) ? HAS : LACKS);
  return (code) => {
    if (ofMessage[code] === UNREAD) {
      const template = templateOf[code];
      ofMessage[code] = template < 0 ? read(code) : (ofTemplate[template] ??= read(code));
    }
    return ofMessage[code] === HAS;
  };
}
