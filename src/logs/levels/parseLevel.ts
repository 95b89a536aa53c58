import { INFO } from '../level';
import { LEVEL_OF_NAME } from './names';
import { levelOfNumber, type ScaleName } from './scales';

/** A longer text is no level. */
const MAX_LENGTH = 64;

/** Values seen before: there are few, in a few ways of writing. */
const known = new Map<string, number | undefined>();
const MAX_KNOWN = 1000;

/**
 * The code of a level as loggers write it: a name in any case and in the languages of run times (`SEVERE`, `Fehler`),
 * in brackets or colours, behind a channel (`production.ERROR`, `user.err`, `LOG_ERR`), with a number of its own
 * (`DEBUG1`, slog's `ERROR+4`), or a number.
 *
 * @param scale on which a bare number is; left out: known from the number.
 * @returns undefined for what is no level.
 */
export function parseLevel(text: string, scale?: ScaleName): number | undefined {
  if (scale || text.length > MAX_LENGTH) {
    return read(text, scale);
  }
  const before = known.get(text);
  if (before !== undefined || known.has(text)) {
    return before;
  }
  const level = read(text, undefined);
  if (known.size < MAX_KNOWN) {
    known.set(text, level);
  }
  return level;
}

/** Words by which a field that may say many things - a `status`, a `type` - says a level. */
export function parseSeverityWord(text: string): number | undefined {
  return SEVERITY_WORD.test(text) ? parseLevel(text) : text.toLowerCase() === 'ok' ? INFO : undefined;
}

const SEVERITY_WORD =
  /^(?:trace|debug|info|information|notice|warn|warning|error|err|critical|crit|alert|fatal|emergency|emerg)$/i;

/** A letter by which MongoDB and the like say a level: `I`, `D2`. */
export function parseLevelLetter(text: string): number | undefined {
  return /^[DIWEF][1-5]?$/.test(text) ? parseLevel(text.charAt(0)) : undefined;
}

const COLOURS = /\x1b\[[\d;]*m/g;
/** Brackets, bars, quotes, colons and asterisks around a name. */
const AROUND = /^[\s[\](){}<>|"':*#-]{1,16}|[\s[\](){}<>|"':*#!-]{1,16}$/g;
const NUMBER = /^[+-]?\d{1,5}(?:\.0+)?$/;
/** log/slog: a name and how far above or below it. */
const SLOG = /^(debug|info|warn|error)([+-]\d{1,3})$/;
/** What may stand before a name: a channel, a facility of syslog, the name of an enumeration. */
const BEFORE = /^(?:[\w-]{1,40}\.)+(?=[a-z])|^(?:log_?level|log|kern|level|severity_number|severity|logging)[_:]/;
/** A name with its number before or behind it: `3 - Error`, `Error (3)`. */
const WITH_NUMBER = /^\d{1,5}[\s:=()[\]/-]{1,8}(?=[^\d\s])|(?<=[^\d\s])[\s:=()[\]/-]{1,8}\d{1,5}$/g;

function read(text: string, scale: ScaleName | undefined): number | undefined {
  if (text.length > MAX_LENGTH) {
    return undefined;
  }
  const name = (text.includes('\x1b') ? text.replace(COLOURS, '') : text).trim().toLowerCase();
  if (NUMBER.test(name)) {
    return levelOfNumber(Number(name), scale);
  }
  return LEVEL_OF_NAME.get(name) ?? readDecorated(name.replace(AROUND, ''));
}

function readDecorated(name: string): number | undefined {
  const direct = LEVEL_OF_NAME.get(name);
  if (direct !== undefined) {
    return direct;
  }
  const slog = SLOG.exec(name);
  if (slog) {
    return levelOfNumber(SLOG_BASE[slog[1]] + Number(slog[2]), 'slog');
  }
  const bare = name.replace(WITH_NUMBER, '').replace(BEFORE, '').replace(BEFORE, '');
  return LEVEL_OF_NAME.get(bare) ?? (bare.length > 3 ? LEVEL_OF_NAME.get(bare.replace(/[1-5]$/, '')) : undefined);
}

const SLOG_BASE: Readonly<Record<string, number>> = { debug: -4, info: 0, warn: 4, error: 8 };
