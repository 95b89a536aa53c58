import { ERROR } from '../../logs/level';
import { type LogTable } from '../../logs/logTable';
import { type WindowTable } from '../../logs/windowTable';
import { type RecurringError } from './lineEvidence';

/**
 * The time is looked at in so many parts, as equal as windows allow: what comes in all of them comes again and again.
 */
const PARTS = 6;
const ALL_PARTS = 2 ** PARTS - 1;

/** What fewer services have is trouble of one of them, or of a call from one to another. */
const MIN_SERVICES = 3;

/** Kinds looked at, those of most errors first. */
const MAX_KINDS = 50;

/** One kind of error: its rows by service, as indexes, and one bit for each part of the time that it came in. */
interface Kind {
  parts: number;
  total: number;
  readonly rows: Map<number, number[]>;
}

/**
 * The kinds of error that several services have, in each part of the time: a habit of the system (a registry that
 * forgets its instances now and then, a database that is short of connections), of which the logs of one service alone
 * show a few bursts. Linear in the logs.
 *
 * @param logs of all services and windows, cells as in the window table
 * @param templateOf the template of each different message, as a number: errors of one are of one kind
 */
export function recurringErrors(
  { length, level, message, service }: LogTable,
  windows: Pick<WindowTable, 'services' | 'windowCount'>,
  logs: Uint32Array,
  templateOf: Int32Array,
  windowOfRow: Int32Array
): RecurringError[] {
  const partOf = partsOfTime(windows.windowCount, logs);
  const indexOf = new Map(windows.services.map((name, index) => [name, index]));
  const indexes = service.values.map((name) => indexOf.get(name) ?? -1);
  const kinds = new Map<number, Kind>();
  for (let row = 0; row < length; row++) {
    const index = indexes[service.codes[row]];
    if (level[row] < ERROR || windowOfRow[row] < 0 || index < 0) {
      continue;
    }
    const template = templateOf[message.codes[row]];
    const kind = kinds.get(template) ?? { parts: 0, total: 0, rows: new Map<number, number[]>() };
    const rows = kind.rows.get(index) ?? [];
    kinds.set(template, kind);
    kind.rows.set(index, rows);
    kind.parts |= 1 << partOf[windowOfRow[row]];
    kind.total++;
    rows.push(row);
  }
  return [...kinds.values()]
    .filter(({ parts, rows }) => parts === ALL_PARTS && rows.size >= MIN_SERVICES)
    .sort((a, b) => b.total - a.total)
    .slice(0, MAX_KINDS)
    .map(({ rows }) => {
      const [[first]] = rows.values();
      const windowsOf = (own: readonly number[]) => Uint32Array.from(own, (row) => windowOfRow[row]);
      return {
        example: message.values.at(message.codes[first]),
        lines: new Map([...rows].map(([index, own]) => [index, windowsOf(own)])),
      };
    });
}

/** The part of each window. Windows in which nobody logged anything are no time in which an error could have come. */
function partsOfTime(windowCount: number, logs: Uint32Array): Uint8Array {
  const hasLogs = new Uint8Array(windowCount);
  for (let cell = 0; cell < logs.length; cell++) {
    hasLogs[cell % windowCount] ||= logs[cell] > 0 ? 1 : 0;
  }
  const total = hasLogs.reduce((sum, one) => sum + one, 0);
  let before = 0;
  return hasLogs.map((has) => {
    const part = Math.min(PARTS - 1, Math.floor((PARTS * before) / Math.max(1, total)));
    before += has;
    return part;
  });
}
