import { parseLevel } from '../levels/parseLevel';
import { StampReader } from '../time/stampReader';
import { fill, type Frame } from './frame';
import { syslogTag } from './syslogTag';

const times = new StampReader();
const { stamp } = times;

/** RFC 5424, also with the count of its bytes before it, and without structured data as Heroku writes it. */
export const syslog5424: Frame = {
  name: 'syslog (RFC 5424)',
  example: '<165>1 2024-11-03T14:30:00.003Z web1 cart 811 ID47 [ex@32473 iut="3"] added',
  isByLine: false,
  isLoose: false,
  read(text, into) {
    if (!startsWithPriority(text)) {
      return false;
    }
    const found =
      /^(?:\d{1,5} )?<(\d{1,3})>\d{1,2} (\S{1,48}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32})(?: |$)/.exec(
        text.slice(0, 560)
      );
    if (!found) {
      return false;
    }
    const [head, priority, time, host, app, process, id] = found;
    const data = endOfData(text, head.length);
    const isHeroku = data < 0 && id === '-';
    if (data < 0 && !isHeroku) {
      return false;
    }
    const start = data < 0 ? head.length : data;
    return fill(
      into,
      text.charCodeAt(start) === 0xfeff ? start + 1 : start,
      known(time),
      isHeroku ? kindOf(process) : known(app),
      severityOf(priority),
      false,
      `${host} ${app} ${process} `
    );
  },
};

/**
 * RFC 3164 as daemons, rsyslog and journalctl write it: with or without priority, the time in any form, host and
 * program.
 */
export const syslog3164: Frame = {
  name: 'syslog (RFC 3164)',
  example: '<11>Nov  3 14:30:02 web1 cart[811]: could not reserve',
  isByLine: false,
  isLoose: false,
  unescape,
  read(text, into) {
    const priority = startsWithPriority(text) ? /^<(\d{1,3})>/.exec(text) : null;
    const timeAt = priority?.[0].length ?? 0;
    if (!times.read(text, timeAt) || text.charCodeAt(stamp.end) !== 32) {
      return false;
    }
    const isSyslog = stamp.form === 'named without year' || priority !== null;
    const tag = syslogTag(text, stamp.end);
    const severity = priority ? severityOf(priority[1]) : -1;
    if (!tag) {
      DEVICE.lastIndex = stamp.end;
      const device = DEVICE.exec(text);
      return !!device && fill(into, DEVICE.lastIndex, stamp, device[1], severity, false, device[0]);
    }
    // Other forms of time stand before words and a colon in any log: only a process's number shows which it is.
    if (!isSyslog && !tag.hasProcess) {
      return false;
    }
    const said = severity < 0 ? tag.severity : severity;
    return fill(into, stamp.end + tag.length, stamp, tag.program, said, false, tag.stream);
  },
};

/**
 * The same with an ISO time, as rsyslog writes files since 2019: its host and program stand before words and a colon as
 * in any log, so that most lines have to have them.
 */
export const syslogIso: Frame = {
  name: 'syslog with ISO times',
  example: '2024-11-03T14:30:02.123456+01:00 web1 kernel: Out of memory',
  isByLine: false,
  isLoose: true,
  unescape,
  read(text, into) {
    if (text.charCodeAt(10) !== 84 /* T */ || !times.read(text, 0) || text.charCodeAt(stamp.end) !== 32) {
      return false;
    }
    HOST_AND_TAG.lastIndex = stamp.end;
    const found = stamp.hasOffset ? HOST_AND_TAG.exec(text) : null;
    if (!found || parseLevel(found[1]) !== undefined) {
      return false;
    }
    return fill(into, HOST_AND_TAG.lastIndex, stamp, found[2], -1, false, found[0]);
  },
};

/** The priority alone, before what has its own time and name, as network devices write it. */
export const syslogPriority: Frame = {
  name: 'syslog, the priority alone',
  example: '<189>date=2024-11-03 time=14:30:00 devname="fw1" level="notice" msg="added"',
  isByLine: false,
  isLoose: false,
  read(text, into) {
    const found = text.charCodeAt(0) === 60 /* < */ ? /^<(\d{1,3})>(?=[^\s<])/.exec(text.slice(0, 8)) : null;
    const severity = found ? severityOf(found[1]) : -1;
    return !!found && severity >= 0 && fill(into, found[0].length, '', '', severity);
  },
};

/** Of rsyslog, which writes the tabs before a line of a trace by their number. */
function unescape(words: string): string {
  return words.startsWith('#011') ? words.replace(/^(?:#011)+/, (tabs) => '\t'.repeat(tabs.length / 4)) : words;
}

const HOST_AND_TAG = / ([\w.-]{1,255}) ([A-Za-z_][\w./@-]{0,63})(?:\([\w. -]{1,63}\))?(?:\[[\w.-]{1,20}\])?: /y;

/** A host, and behind it what has no program: an event in CEF or LEEF, a row of Palo Alto's. */
const DEVICE = / ([\w.:-]{1,255}) (?=(?:CEF|LEEF): ?\d|\d,\d{4}\/\d\d\/\d\d )/y;

function startsWithPriority(text: string): boolean {
  const code = text.charCodeAt(0);
  return code === 60 /* < */ || (code >= 48 && code <= 57 && text.slice(0, 8).includes(' <'));
}

/** Behind structured data, a `-` or elements in brackets with quoted values; -1 where there are none. */
function endOfData(text: string, from: number): number {
  if (text.charCodeAt(from) === 45 /* - */) {
    return text.charCodeAt(from + 1) === 32 ? from + 2 : from + 1 === text.length ? from + 1 : -1;
  }
  let at = from;
  let isQuoted = false;
  for (let depth = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\' && isQuoted) {
      at++;
    } else if (char === '"') {
      isQuoted = !isQuoted;
    } else if (!isQuoted && char === '[') {
      depth++;
    } else if (!isQuoted && char === ']') {
      depth--;
    } else if (depth === 0) {
      break;
    }
  }
  return at === from ? -1 : text.charCodeAt(at) === 32 ? at + 1 : at;
}

function known(value: string): string {
  return value === '-' ? '' : value;
}

/** The kind of a dyno such as `web.1`. */
function kindOf(process: string): string {
  return known(process).replace(/\.\d+$/, '');
}

function severityOf(priority: string): number {
  const value = Number(priority);
  return value <= 191 ? value & 7 : -1;
}
