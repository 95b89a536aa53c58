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

const ALERT = /^\*\* Alert (\d{10})\.\d+: ?/;

/** Alerts of OSSEC and Wazuh. Behind the point of their number is no fraction, but where they stand in the file. */
const securityAlerts: BlockFormat = {
  name: "OSSEC's alerts",
  example: "** Alert 1730640600.811: - syslog / Rule: 1002 (level 12) -> 'Unknown problem' / ...",
  ...begunBy(ALERT),
  fields(lines) {
    const [timestamp] = valuesOf(lines, ALERT);
    const [depth] = valuesOf(lines, /^Rule: \d+ \(level (\d+)\)/);
    return timestamp === undefined
      ? undefined
      : { timestamp, level: depth === undefined ? undefined : alertLevel(Number(depth)), message: rest(lines) };
  },
};

/** By the classes that Wazuh shows: low, medium, high, critical. */
function alertLevel(depth: number): string {
  return depth >= 15 ? 'critical' : depth >= 12 ? 'error' : depth >= 7 ? 'warning' : 'info';
}

const QUEUE_MANAGER = /^(\d\d\/\d\d\/\d{2,4} \d\d:\d\d:\d\d(?: [AP]M)?) - Process\(/;

/** The error log of IBM MQ: a message's number ends with the letter of its level. */
const queueManager: BlockFormat = {
  name: "IBM MQ's error log",
  example: "11/03/24 14:30:00 - Process(811.1) User(mqm) / AMQ9209E: Connection to host '192.0.2.1' closed. / ...",
  ...begunBy(QUEUE_MANAGER),
  fields(lines) {
    const [timestamp] = valuesOf(lines, QUEUE_MANAGER);
    const said = lines.find((line) => /^AMQ\d/.test(line));
    return timestamp === undefined
      ? undefined
      : {
          timestamp,
          level: said && /^AMQ\d{4}([A-Z]):/.exec(said)?.[1].replace(/[ST]/, 'C'),
          message: said ?? rest(lines),
        };
  },
};

const START_DATE = /^Start-Date: (\d{4}-\d\d-\d\d {1,2}\d\d:\d\d:\d\d)$/;

/** What apt installed and removed, /var/log/apt/history.log. */
const packages: BlockFormat = {
  name: "apt's history",
  example: 'Start-Date: 2024-11-03  14:30:00 / Commandline: apt-get upgrade / Upgrade: ... / End-Date: ...',
  ...begunBy(START_DATE),
  fields(lines) {
    const [timestamp] = valuesOf(lines, START_DATE);
    const level = lines.some((line) => line.startsWith('Error: ')) ? 'error' : 'info';
    const words = lines.filter((line) => !/^(?:Start|End)-Date: /.test(line));
    return timestamp === undefined ? undefined : { timestamp, level, message: words.join('\n') };
  },
};

const AUDITED = /^--?-?[\da-zA-Z]{8,}-{1,3}A--$/;

/** ModSecurity's audit, a section for each part of a request. */
const requestAudit: BlockFormat = {
  name: "ModSecurity's audit log",
  example: '--0a1b2c3d-A-- / [03/Nov/2024:14:30:00 +0000] id 192.0.2.1 ... / --0a1b2c3d-B-- / GET /a HTTP/1.1 / ...',
  ...begunBy(AUDITED),
  fields(lines) {
    const [timestamp] = valuesOf(lines, /^\[(\d\d\/\w{3}\/\d{4}:[^\]]{8,20})\] /);
    const [request] = valuesOf(lines, /^([A-Z]{3,10} \S{1,2000}) HTTP\/[\d.]+$/);
    const [status] = valuesOf(lines, /^HTTP\/[\d.]+ (\d{3})\b/);
    const [said] = valuesOf(lines, /^Message: (.+)$/);
    return timestamp === undefined
      ? undefined
      : {
          timestamp,
          status,
          message: [request, said].filter((words) => words !== undefined).join(': ') || rest(lines),
        };
  },
};

/** All such formats. A new one is a line here. */
export const BLOCK_FORMATS: readonly BlockFormat[] = [
  journal,
  slowQueries,
  securityAlerts,
  queueManager,
  packages,
  requestAudit,
];

/** Of a format in which the same kind of line begins each block. */
function begunBy(head: RegExp): Pick<BlockFormat, 'is' | 'begins'> {
  return { is: (lines) => lines.some((line) => head.test(line)), begins: (line) => head.test(line) };
}

function rest(lines: readonly string[]): string {
  return lines.slice(1).join('\n');
}

function valuesOf(lines: readonly string[], pattern: RegExp): string[] {
  return lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}
