import { DAY } from '../../time/units';
import { type TimeParts } from '../time/calendar';
import { dateOf, type DateOrder, isPartial, resolveWhole } from '../time/resolve';
import { EQUALS } from '../levels/characters';
import { COLON } from '../time/clock';
import { readStamp } from '../time/readStamp';
import { Stamp, type StampForm } from '../time/stamp';
import { isSign, type TimePlace, type TimePlaces } from '../time/timeFinder';
import { anyLanguage, ENGLISH, type Words } from '../time/words';
import { isContinuation, openingOf } from './continuation';
import { type LearnedOrder, learnMonthOrder, learnOrder } from './learnOrder';

/** Where the lines of a sample have their times, and in what form. */
export interface LearnedTimes {
  times: TimePlaces;
  order: DateOrder | undefined;
  isOrderGuess: boolean;
  /** How many of the lines have one, and the first of them. */
  count: number;
  example: string;
  /** Most of the times that begin their lines stand behind spaces. */
  isIndented: boolean;
  /** What most lines with a time begin with, see `openingOf`. */
  opening: number | undefined;
}

/** How far into a line a time is looked for. */
const WITHIN = 200;
/** The first place is taken that has this share of the lines of the most frequent one. */
const AS_MANY = 0.9;
/** Whole times are preferred, unless fewer lines have them than this share of those with partial ones. */
const FEW_WHOLE = 0.3;
/** At most so many places are learned, each in at least so large a share of the lines. */
const MAX_PLACES = 6;
const MIN_SHARE = 0.005;

/** A day or a year beside a word, as dates in words have them. */
const MONTH = /\d[ .\-/]{1,2}(?:de )?\p{L}{3}|\p{L}{3}\.?[ \-/]\d/u;

function hasDay(form: StampForm): boolean {
  return form === 'month and day' || (form !== 'epoch' && !isPartial(form));
}

/** A time somewhere in a line. */
interface Candidate {
  line: number;
  place: TimePlace;
  stamp: Stamp;
  at: number;
}

interface Group {
  place: TimePlace;
  candidates: Candidate[];
  /** Where it begins, summed over its lines. */
  offsets: number;
}

/**
 * Learns from lines of text where each has its time and in what form: the place that most of them have, then those of
 * the rest, where their times are near the others'.
 * @returns undefined where no line has any
 */
export function learnTimes(lines: readonly string[], nearMs: number): LearnedTimes | undefined {
  const english = candidatesOf(lines, ENGLISH);
  // Some months are called alike in many languages: the lines without a time tell, where there are any.
  const timed = new Set(english.filter(({ place }) => place.form !== 'clock').map(({ line }) => line));
  const rest = lines.filter((text, line) => !timed.has(line) && MONTH.test(text.slice(0, WITHIN)));
  const foreign =
    rest.length > 0 && withDate(candidatesOf(rest, anyLanguage())) > 0 ? candidatesOf(lines, anyLanguage()) : [];
  const isForeign = withDate(foreign) > withDate(english);
  const candidates = isForeign ? foreign : english;
  const first = mostUsual(groupsOf(candidates));
  if (!first) {
    return undefined;
  }
  const learned = orderOfProducer(lines, first) ?? learnOrder(stampsOf(first), nearMs);
  const order = learned?.order ?? learnMonthOrder(stampsOf(first));
  const groups = [first];
  const isWhole = !isPartial(first.place.form);
  const range = isWhole ? rangeOf(first, order) : undefined;
  const matched = new Set(first.candidates.map(({ line }) => line));
  const opening = openingOf([...matched].map((line) => lines[line]));
  const beginsAlike = ({ line }: Candidate): boolean => lines[line].charCodeAt(0) === opening;
  while (groups.length < MAX_PLACES) {
    const rest = candidates.filter(
      ({ line, place }) =>
        !matched.has(line) && isPartial(place.form) !== isWhole && !isContinuation(lines[line], opening)
    );
    const next = mostUsual(groupsOf(rest.filter(({ stamp }) => !range || isIn(stamp, order, range))));
    // A time that begins its line is one even if no other line has it there, and so is that of a row.
    const isSure = next?.place.words === 0 || (next?.candidates.every(beginsAlike) ?? false);
    const least = isSure ? 1 : Math.max(2, lines.length * MIN_SHARE);
    if (!next || next.candidates.length < least) {
      break;
    }
    groups.push(next);
    next.candidates.forEach(({ line }) => matched.add(line));
  }
  const { line, stamp } = first.candidates[0];
  return {
    times: { places: groups.map(({ place }) => place), names: isForeign ? anyLanguage() : ENGLISH },
    order,
    isOrderGuess: learned?.isGuess ?? false,
    count: matched.size,
    example: lines[line].slice(stamp.start, stamp.end),
    isIndented: isIndented(first, lines),
    opening,
  };
}

/** A level, or the number of a process, may stand before the time. */
function isIndented({ place, candidates }: Group, lines: readonly string[]): boolean {
  const behind = candidates.filter(({ line }) => /^\s/.test(lines[line]));
  return place.words <= 1 && behind.length >= candidates.length / 2;
}

/** How many lines have a time with its date, or most of it. */
function withDate(candidates: readonly Candidate[]): number {
  return new Set(candidates.filter(({ place }) => place.form !== 'clock').map(({ line }) => line)).size;
}

function candidatesOf(lines: readonly string[], names: Words): Candidate[] {
  const found: Candidate[] = [];
  let stamp = new Stamp();
  lines.forEach((text, line) => {
    let words = 0;
    let isSpace = true;
    for (let at = 0; at < text.length && at < WITHIN; at++) {
      const code = text.charCodeAt(at);
      const wasSpace = isSpace;
      isSpace = code === 32 || code === 9;
      words += isSpace && !wasSpace ? 1 : 0;
      const before = at > 0 ? text.charCodeAt(at - 1) : 32;
      if (isSpace || !(wasSpace || isSign(before))) {
        continue;
      }
      // Behind a colon, as Python's own `ERROR:root:` has one, digits alone may be anything.
      if (readStamp(text, at, stamp, names) && (wasSpace || before !== COLON || hasDay(stamp.form))) {
        found.push({ line, place: { form: stamp.form, words, sign: wasSpace ? 0 : before }, stamp, at });
        // No other time begins within the words of this one.
        words += text.slice(at, stamp.end).split(/[ \t]+/).length - 1;
        at = Math.max(at, stamp.end - 1);
        isSpace = false;
        stamp = new Stamp();
      }
    }
  });
  return found;
}

function groupsOf(candidates: readonly Candidate[]): Group[] {
  const groups = new Map<string, Group>();
  for (const candidate of candidates) {
    const { form, words, sign } = candidate.place;
    const key = `${form} ${words} ${sign}`;
    const group = groups.get(key) ?? { place: candidate.place, candidates: [], offsets: 0 };
    groups.set(key, group);
    if (group.candidates.at(-1)?.line !== candidate.line) {
      group.candidates.push(candidate);
      group.offsets += candidate.at;
    }
  }
  return [...groups.values()];
}

/** The place that most lines have, of times with a date where there are some; of several the first in the line. */
function mostUsual(groups: readonly Group[]): Group | undefined {
  const count = (group: Group | undefined): number => group?.candidates.length ?? 0;
  const most = (some: readonly Group[]): number => some.reduce((max, group) => Math.max(max, count(group)), 0);
  // A number behind `=` is a value: it may be the time of what is logged.
  const isValue = ({ place }: Group): boolean => place.form === 'epoch' && place.sign === EQUALS;
  const part = groups.filter(({ place }) => isPartial(place.form));
  const isBehind = mayBeAnything(part);
  const whole = groups.filter(
    (group) => !isPartial(group.place.form) && !isBehind(group) && (!isValue(group) || groups.every(isValue))
  );
  const taken = most(whole) >= most(part) * FEW_WHOLE ? whole : part;
  const least = most(taken) * AS_MANY;
  const offset = (group: Group): number => group.offsets / count(group);
  return taken
    .filter((group) => count(group) >= least)
    .reduce<Group | undefined>((first, group) => (!first || offset(group) < offset(first) ? group : first), undefined);
}

/**
 * Tells digits amid a line that only look like a time since the epoch, as the counters that tcpdump prints do: a time of
 * day begins the lines.
 */
function mayBeAnything(partial: readonly Group[]): (group: Group) => boolean {
  const hasClocks = partial.some(({ place, candidates }) => place.words === 0 && candidates.length > 1);
  return ({ place }) => hasClocks && place.form === 'epoch' && place.words >= WORDS_BEFORE_DIGITS;
}

const WORDS_BEFORE_DIGITS = 2;

/** Snort and Suricata write the month first, whatever else a date could be: `11/03/2024-14:30:00.123456  [**] [1:...`. */
const MONTH_FIRST = /^\S{8,32} {1,2}\[\*\*\] \[/;

function orderOfProducer(lines: readonly string[], { candidates }: Group): LearnedOrder | undefined {
  return candidates.every(({ line }) => MONTH_FIRST.test(lines[line])) ? { order: 'mdy', isGuess: false } : undefined;
}

function stampsOf({ candidates }: Group): Stamp[] {
  return candidates.map(({ stamp }) => stamp);
}

function rangeOf(group: Group, order: DateOrder | undefined): [from: number, to: number] {
  const days = stampsOf(group)
    .map((stamp) => dayOf(stamp, order))
    .filter((day) => !Number.isNaN(day));
  return [Math.min(...days) - DAY, Math.max(...days) + 2 * DAY];
}

function isIn(stamp: Stamp, order: DateOrder | undefined, [from, to]: [number, number]): boolean {
  const day = dayOf(stamp, order);
  return day >= from && day <= to;
}

const parts: TimeParts = { timeMs: 0, timeNs: 0 };

function dayOf(stamp: Stamp, order: DateOrder | undefined): number {
  return stamp.form === 'epoch' || stamp.form === 'tai64n'
    ? resolveWhole(stamp, { order }, parts)
      ? parts.timeMs
      : NaN
    : dateOf(stamp, order);
}
