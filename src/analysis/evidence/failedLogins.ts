import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { COMPLAINTS } from '../messages/complaints';
import { evenly } from '../statistics/evenly';
import { accountOf, clientIn, type ClientOf, fieldOf, hostOf } from '../messages/origin';
import { type FailedLogins } from './lineEvidence';

/** People mistype a password a few times; fewer failed logins than this are not looked at. */
export const MIN_FAILED_LOGINS = 10;

/** Origins looked at, those of most failed logins first. */
const MAX_ORIGINS = 500;

/** Requests that were not refused, by which it is learned where a service's lines name their client. */
const LEARNED_LINES = 300;

/** What was refused so often, and then is not, is let in. */
const MIN_REFUSED = 5;

/** Of sshd and PAM, of Windows (events 4624), of sudo, mail servers, databases and applications. */
const SUCCEEDED =
  /accepted (?:password|publickey|keyboard-interactive)|account was successfully logged on|(?:login|logon|log-?in|authentication) (?:was )?(?:succeeded|successful)|logged in successfully|successfully (?:logged (?:in|on)|authenticated)|-login: login: user=| : tty=\S{1,40} ; pwd=/i;

const { plainWords: FAILED, statusCodes } = COMPLAINTS.authentication;
/** 1 by a status that refuses: asked of each row. */
const REFUSES = new Uint8Array(0x10000);
statusCodes.forEach((status) => (REFUSES[status] = 1));

/** What an access line asks for, without its query. */
const TARGET = /^[A-Z]{3,10} [^\s?]{1,200}/;

interface Origin extends Pick<FailedLogins, 'origin' | 'by'> {
  /** The code of its service. */
  readonly service: number;
  readonly rows: number[];
}

/**
 * Failed logins by where they come from, whatever the level of their lines: by their words, of sshd, PAM, sudo, Windows
 * and applications, or by the status of access lines, if it is that of most requests of a client: a proxy stands for
 * many clients. Lines that name no host are known by their user. Of each template that does not say so one message is
 * read. Linear in the logs.
 *
 * @param windowOfRow the window of each row; -1: outside of all
 * @param templateOf the template of each different message, as a number; messages below 0 are each read
 */
export function failedLogins(
  table: LogTable,
  { services }: WindowTable,
  windowOfRow: Int32Array,
  templateOf: Int32Array
): FailedLogins[] {
  const { length, service, message, statusCode, timeMs, line } = table;
  const says = {
    failed: saying(FAILED, message.values, templateOf),
    succeeded: saying(SUCCEEDED, message.values, templateOf),
  };
  const clientOf = clientsOf(table);
  const textOf = (row: number) => message.values.at(message.codes[row]);
  const byWords = (row: number): Pick<Origin, 'origin' | 'by'> | undefined => {
    const host = hostOf(textOf(row)) ?? fieldOf(line.at(row));
    const origin = host ?? accountOf(textOf(row));
    return origin === undefined ? undefined : { origin, by: host === undefined ? 'user' : 'host' };
  };
  const byStatus = (row: number): Pick<Origin, 'origin' | 'by'> | undefined => {
    const origin = clientOf(row);
    return origin === undefined ? undefined : { origin, by: 'status' };
  };
  const origins = new Map<string, Origin>();
  const keyOf = (row: number, { origin, by }: Pick<Origin, 'origin' | 'by'>) => `${service.codes[row]} ${by} ${origin}`;
  for (let row = 0; row < length; row++) {
    if (windowOfRow[row] < 0) {
      continue;
    }
    const found = says.failed(message.codes[row])
      ? byWords(row)
      : REFUSES[statusCode[row]] === 1
        ? byStatus(row)
        : undefined;
    if (found) {
      const key = keyOf(row, found);
      const origin = origins.get(key) ?? { ...found, service: service.codes[row], rows: [] };
      origin.rows.push(row);
      origins.set(key, origin);
    }
  }
  const many = [...origins]
    .filter(([, { rows }]) => rows.length >= MIN_FAILED_LOGINS)
    .sort((a, b) => b[1].rows.length - a[1].rows.length || a[1].rows[0] - b[1].rows[0])
    .slice(0, MAX_ORIGINS);
  if (many.length === 0) {
    return [];
  }
  const succeeded = new Map(many.map(([key]): [string, number[]] => [key, []]));
  const others = new Map(many.flatMap(([key, { by }]): Array<[string, number]> => (by === 'status' ? [[key, 0]] : [])));
  const refused = refusedTargets(
    many.filter(([, { by }]) => by === 'status').map(([, { rows }]) => rows),
    textOf
  );
  const windows = new Set(
    many.flatMap(([, { by, rows }]) => (by === 'status' ? rows.map((row) => windowOfRow[row]) : []))
  );
  for (let row = 0; row < length; row++) {
    if (windowOfRow[row] < 0) {
      continue;
    }
    if (says.succeeded(message.codes[row])) {
      const found = byWords(row);
      succeeded.get(found ? keyOf(row, found) : '')?.push(timeMs[row]);
    }
    // Lines are decoded one by one: only those beside failed logins are, or that ask for what was refused.
    const status = statusCode[row];
    const isOther = status > 0 && REFUSES[status] === 0 && windows.has(windowOfRow[row]);
    const isLetIn = refused.size > 0 && status >= 200 && status < 400 && refused.has(targetOf(textOf(row)));
    const found = isOther || isLetIn ? byStatus(row) : undefined;
    const key = found ? keyOf(row, found) : '';
    const count = others.get(key);
    if (count !== undefined) {
      others.set(key, count + (isOther ? 1 : 0));
    }
    if (isLetIn) {
      succeeded.get(key)?.push(timeMs[row]);
    }
  }
  return many.flatMap(([key, { origin, by, rows, service: code }]): FailedLogins[] => {
    const index = services.indexOf(service.values[code]);
    return index < 0 || rows.length <= (others.get(key) ?? 0)
      ? []
      : [
          {
            service: index,
            origin,
            by,
            lines: Uint32Array.from(rows, (row) => windowOfRow[row]),
            succeededMs: succeeded.get(key) ?? [],
          },
        ];
  });
}

/** What was asked for in vain again and again; '' is none. */
function refusedTargets(clients: readonly number[][], textOf: (row: number) => string): Set<string> {
  const refused = new Set<string>();
  for (const rows of clients) {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const target = targetOf(textOf(row));
      counts.set(target, (counts.get(target) ?? 0) + 1);
    }
    counts.forEach((count, target) => {
      if (count >= MIN_REFUSED && target !== '') {
        refused.add(target);
      }
    });
  }
  return refused;
}

function targetOf(message: string): string {
  return TARGET.exec(message)?.[0] ?? '';
}

/** The client of each row's line, by what the lines of its service are like. */
function clientsOf({ service, statusCode, length, line }: LogTable): (row: number) => string | undefined {
  let requests: ReadonlyArray<readonly number[]> | undefined;
  const known = new Map<number, ClientOf>();
  // Of all services at once, and only where one of them is asked for.
  const requestsByService = () => {
    const rowsOf = service.values.map((): number[] => []);
    for (let row = 0; row < length; row++) {
      if (statusCode[row] > 0 && REFUSES[statusCode[row]] === 0) {
        rowsOf[service.codes[row]].push(row);
      }
    }
    return rowsOf;
  };
  const learn = (code: number): ClientOf => {
    requests ??= requestsByService();
    return clientIn(evenly(requests[code], LEARNED_LINES).map((row) => line.at(row)));
  };
  return (row) => {
    const code = service.codes[row];
    const clientOf = known.get(code) ?? learn(code);
    known.set(code, clientOf);
    return clientOf(line.at(row));
  };
}

const UNREAD = 0;
const HAS = 1;
const LACKS = 2;

/**
 * Whether a message has some words, by its code. One message of a template answers for all if it lacks them; if it has
 * them, they may be among the values, so that each is read.
 */
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
      const isLacking = template >= 0 && (ofTemplate[template] ??= read(code)) === LACKS;
      ofMessage[code] = isLacking ? LACKS : read(code);
    }
    return ofMessage[code] === HAS;
  };
}
