import { type TextColumn } from '../../../logs/logTable';
import { readField, type Field, FIELDS } from './headerFields';

/** Messages that are looked at, spread over all. */
const SAMPLE = 500;
/** Fewer messages that begin alike show no header. */
const MIN_MESSAGES = 20;
/** A field is one of the header where so many of the messages have it. */
const MIN_SHARE = 0.95;
/** Messages of several loggers stand side by side: so many make a logger. */
const MIN_LOGGER = 0.05;
const MAX_FIELDS = 12;
/** Words before a time that the reader of lines left in the message. */
const MAX_WORDS = 8;

/** Where the text of a message begins, behind what its logger writes before each. */
export type HeaderEnd = (message: string) => number;

interface Header {
  /** Words up to the last time in it, and with that. */
  readonly words: number;
  /** What follows upon these. */
  readonly fields: readonly Field[];
}

/**
 * Learns what loggers write before the text of each message: process and thread numbers, host, level, thread, request
 * id, component. Fields are of the header where nearly all messages that begin alike have them; a field of words only
 * where the texts differ more than its words do: `Started: job 5` begins with its text.
 */
export function learnHeader(messages: TextColumn): HeaderEnd {
  const known = learned.get(messages) ?? learn(messages);
  learned.set(messages, known);
  return known;
}

/** Of a column, for its templates and its dump lines both ask. */
const learned = new WeakMap<TextColumn, HeaderEnd>();

function learn(messages: TextColumn): HeaderEnd {
  const sample = sampleOf(messages);
  const firsts = sample.map((message) => fieldAt(message, 0));
  const headers = new Map<Field | undefined, Header>();
  for (const first of [...FIELDS, undefined]) {
    const alike = sample.filter((_, i) => firsts[i] === first);
    if (alike.length < Math.max(MIN_MESSAGES, MIN_LOGGER * sample.length)) {
      continue;
    }
    const words = wordsBeforeTime(alike);
    const fields = learnFields(alike, words);
    // That all of these begin with one field was chosen so: it takes more to show that it is no text.
    if (words > 0 || isPlain(fields) || alike.length >= MIN_SHARE * sample.length) {
      headers.set(first, { words, fields });
    }
  }
  return headers.size === 0 ? () => 0 : (message) => headerEnd(message, headers.get(fieldAt(message, 0)));
}

/** Whether fields are of a header and nothing else: two of these, a level or brackets among them. */
function isPlain(fields: readonly Field[]): boolean {
  const markers = (['level', 'bracket', 'component', 'dotted', 'number', 'barred'] as const).filter((field) =>
    fields.includes(field)
  );
  return markers.length > 1 && (fields.includes('level') || fields.includes('bracket'));
}

function learnFields(messages: readonly string[], words: number): Field[] {
  const fields: Field[] = [];
  let at = messages.map((message) => afterWords(message, words));
  while (fields.length < MAX_FIELDS) {
    const next = FIELDS.map((field) => ({
      field,
      ends: messages.map((message, i) => readField(field, message, at[i])),
    }))
      .filter(({ ends }) => ends.filter((end) => end > 0).length >= MIN_SHARE * messages.length)
      .find(({ field, ends }) => isOfHeader(field, messages, at, ends));
    if (!next) {
      break;
    }
    fields.push(next.field);
    at = next.ends.map((end, i) => (end > 0 ? end : at[i]));
  }
  return fields;
}

/** Whether words stay behind a field, and, of a field of words, whether these vary more than the field does. */
function isOfHeader(
  field: Field,
  messages: readonly string[],
  at: readonly number[],
  ends: readonly number[]
): boolean {
  const has = messages.map((_, i) => i).filter((i) => ends[i] > 0);
  const rests = has.map((i) => withoutNumbers(messages[i].slice(ends[i])));
  if (rests.filter((rest) => /\p{L}{2}/u.test(rest)).length < MIN_SHARE * has.length) {
    return false;
  }
  if (field === 'number' || field === 'level') {
    return true;
  }
  const words = new Set(has.map((i) => withoutNumbers(messages[i].slice(at[i], ends[i]))));
  return words.size === 1 || new Set(rests).size > words.size;
}

function headerEnd(message: string, header: Header | undefined): number {
  if (!header) {
    return 0;
  }
  let at = afterWords(message, header.words);
  for (const field of header.fields) {
    const end = readField(field, message, at);
    at = end > 0 ? end : at;
  }
  return at < message.length ? at : 0;
}

/** The first of the fields that stands here. */
function fieldAt(message: string, at: number): Field | undefined {
  return FIELDS.find((field) => readField(field, message, at) > 0);
}

/** How many words nearly all messages have up to the last of their times, and with it; 0: they have none. */
function wordsBeforeTime(sample: readonly string[]): number {
  let last = 0;
  for (let words = 1; words <= MAX_WORDS; words++) {
    const timed = sample.filter((message) => TIME.test(message.slice(afterWords(message, words - 1)))).length;
    last = timed >= MIN_SHARE * sample.length ? words : last;
  }
  return last;
}

/** A time since the epoch, a date, a time of day or both, as a word. */
const TIME =
  /^(?:1\d{9}(?:\.?\d{3})?|\d{4}[-./]\d\d[-./]\d\d(?:[T_-]\d\d[.:]\d\d[.:]\d\d\S{0,20})?|\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)(?=\s)/;

function afterWords(message: string, words: number): number {
  let at = 0;
  for (let i = 0; i < words; i++) {
    const space = message.indexOf(' ', at);
    if (space < 0) {
      return 0;
    }
    at = space + 1;
    while (message.charCodeAt(at) === SPACE) {
      at++;
    }
  }
  return at;
}

const SPACE = 32;

function withoutNumbers(text: string): string {
  return text.replace(/\w+/g, (word) => (/\d/.test(word) ? '0' : word));
}

function sampleOf(messages: TextColumn): string[] {
  const step = Math.max(1, messages.length / SAMPLE);
  const count = Math.min(messages.length, SAMPLE);
  return Array.from({ length: count }, (_, i) => messages.at(Math.floor(i * step)).slice(0, MAX_LENGTH));
}

const MAX_LENGTH = 1000;
