import { type JsonObject } from '../../logs/json';

/** A format whose logs are blocks of lines. */
export interface BlockFormat {
  readonly name: string;
  /** For people: the lines of a block. */
  readonly example: string;
  /** Whether a file is of this format, by its first lines. */
  is(lines: readonly string[]): boolean;
  /** Whether a line begins a block, the lines of the one before it given. */
  begins(line: string, before: readonly string[]): boolean;
  /** The fields of a block; undefined for what is no log. */
  fields(lines: readonly string[]): JsonObject | undefined;
}

/** `journalctl -o export`: a field a line, blocks parted by empty lines. */
const journal: BlockFormat = {
  name: "journald's export",
  example: '__REALTIME_TIMESTAMP=1730640600000000 / PRIORITY=3 / SYSLOG_IDENTIFIER=cart / MESSAGE=could not reserve',
  is: (lines) => lines[0]?.startsWith('__CURSOR=') ?? false,
  begins: (line, before) => line.startsWith('__CURSOR=') || before.length === 0,
  fields(lines) {
    const fields = Object.fromEntries(
      lines.flatMap((line) => {
        const equals = line.indexOf('=');
        return equals > 0 ? [[line.slice(0, equals), line.slice(equals + 1)]] : [];
      })
    );
    return '__REALTIME_TIMESTAMP' in fields ? fields : undefined;
  },
};

/** MySQL's and MariaDB's log of slow queries. */
const slowQueries: BlockFormat = {
  name: "MySQL's slow query log",
  example: '# Time: 2024-11-03T14:30:00Z / # Query_time: 2.5 / SELECT ...',
  is: (lines) => lines.some((line) => /^# Query_time: /.test(line)),
  begins: (line, before) =>
    line.startsWith('# Time: ') ||
    (line.startsWith('# User@Host: ') && before.some((one) => !one.startsWith('# Time: '))),
  fields(lines) {
    const [time] = valuesOf(lines, /^# Time: (.+)$/);
    const [seconds] = valuesOf(lines, /^# Query_time: ([\d.]+)/);
    const [set] = valuesOf(lines, /^SET timestamp=(\d+);/);
    const [user] = valuesOf(lines, /^# User@Host: (.+)$/);
    const query = lines.filter((line) => !/^(?:#|SET timestamp=|use \w)/.test(line)).join('\n');
    return seconds === undefined
      ? undefined
      : {
          timestamp: time ?? set,
          message: query.trim() || lines.join('\n'),
          query_time_s: seconds,
          duration_s: seconds,
          user,
        };
  },
};

/** All such formats. A new one is a line here. */
export const BLOCK_FORMATS: readonly BlockFormat[] = [journal, slowQueries];

function valuesOf(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}
