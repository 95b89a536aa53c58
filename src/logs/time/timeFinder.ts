import { DAY } from '../../time/units';
import { type TimeParts } from './calendar';
import { isPartial, resolveWhole } from './resolve';
import { type StampForm } from './stamp';
import { StampReader } from './stampReader';
import { type TimeReader } from './timeReader';
import { type Words } from './words';

/** A time found in a text. */
export interface TextTime extends TimeParts {
  /** Where it begins and ends in the text. */
  start: number;
  end: number;
  form: StampForm;
}

/** Where the lines of a file have their time. */
export interface TimePlace {
  readonly form: StampForm;
  /** How many words stand before the one with the time. */
  readonly words: number;
  /** The sign before the time within its word; 0: the time begins the word. */
  readonly sign: number;
}

/** What is known of the times of a file's lines. */
export interface TimePlaces {
  readonly places: readonly TimePlace[];
  readonly names: Words;
}

/** How far into a text a time is looked for. */
export const TIME_WITHIN = 256;
/** Digits since the epoch, and a time of day alone, are times only so near the head. */
const WEAK_WITHIN = 8;

/** Finds the time at the head of a line of text. */
export class TimeFinder {
  private readonly stamps = new StampReader();
  private readonly stamp = this.stamps.stamp;
  private readonly parts: TimeParts = { timeMs: 0, timeNs: 0 };

  /** @param learned where the lines have their time; undefined: it is looked for at the beginning of each word */
  constructor(
    private readonly reader: TimeReader,
    private readonly learned?: TimePlaces
  ) {}

  /** It is known where lines have their time, in a usual form. */
  get isAtHead(): boolean {
    return this.learned !== undefined && this.learned.places.length > 0 && !this.reader.format;
  }

  /**
   * @param within how many characters of the text may come before the time
   * @returns whether there is one
   */
  find(text: string, within: number, into: TextTime): boolean {
    const { format } = this.reader;
    if (format) {
      const found = format.find(text, within);
      if (found) {
        Object.assign(into, found);
        this.reader.partial.follow(found.timeMs);
        return true;
      }
    }
    const { learned } = this;
    return learned
      ? this.findAtPlaces(text, within, learned, into) || this.findNearby(text, into)
      : this.findAnywhere(text, within, into);
  }

  /**
   * Finds where a time stands that is known already, in any form. @returns whether there is one; its value is undefined
   */
  findKnown(text: string, within: number, into: TextTime): boolean {
    for (let at = 0; at <= within && at < text.length; at++) {
      if ((at === 0 || isBoundary(text.charCodeAt(at - 1))) && this.stamps.read(text, at)) {
        into.start = this.stamp.start;
        into.end = this.stamp.end;
        return true;
      }
    }
    return false;
  }

  private findAnywhere(text: string, within: number, into: TextTime): boolean {
    const { stamp } = this;
    const end = Math.min(text.length, within + 1);
    for (let at = 0; at < end; at++) {
      if ((at === 0 || isBoundary(text.charCodeAt(at - 1))) && this.stamps.read(text, at)) {
        const isWeak = stamp.form === 'epoch' || stamp.form === 'clock';
        if (!(isWeak && at > WEAK_WITHIN) && this.take(into)) {
          return true;
        }
      }
    }
    return false;
  }

  private findAtPlaces(text: string, within: number, { places, names }: TimePlaces, into: TextTime): boolean {
    for (const { form, words, sign } of places) {
      let at = skipSpaces(text, 0);
      for (let word = 0; word < words && at < text.length; word++) {
        at = skipSpaces(text, wordEnd(text, at));
      }
      if (at > within || at >= text.length) {
        continue;
      }
      if (sign === 0) {
        if (this.stamps.read(text, at, names) && this.stamp.form === form && this.take(into)) {
          return true;
        }
        continue;
      }
      const end = wordEnd(text, at);
      for (
        at = text.indexOf(SIGNS.get(sign) ?? '', at);
        at >= 0 && at < end;
        at = text.indexOf(SIGNS.get(sign) ?? '', at)
      ) {
        at++;
        if (this.stamps.read(text, at, names) && this.stamp.form === form && this.take(into)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A form that the sample didn't have: a whole time at the very beginning, near that of the log before. */
  private findNearby(text: string, into: TextTime): boolean {
    const { stamp, reader } = this;
    const at = isSign(text.charCodeAt(0)) ? 1 : 0;
    if (!this.stamps.read(text, at) || isPartial(stamp.form) || !resolveWhole(stamp, reader.context, this.parts)) {
      return false;
    }
    return Math.abs(this.parts.timeMs - reader.partial.last) < DAY && this.take(into);
  }

  private take(into: TextTime): boolean {
    const { reader, stamp } = this;
    if (isPartial(stamp.form)) {
      into.timeMs = reader.partial.complete(stamp);
      into.timeNs = stamp.timeNs;
    } else if (resolveWhole(stamp, reader.context, into)) {
      reader.partial.follow(into.timeMs);
    } else {
      return false;
    }
    into.start = stamp.start;
    into.end = stamp.end;
    into.form = stamp.form;
    return !Number.isNaN(into.timeMs);
  }
}

/** Signs that a time may stand behind, beside spaces. */
const SIGNS = new Map([...'[|",>(<;]{=\':*'].map((sign) => [sign.charCodeAt(0), sign] as const));

/** Whether a time may begin behind a character. */
function isBoundary(code: number): boolean {
  return code === 32 || code === 9 || (code !== 61 && code !== 58 && SIGNS.has(code));
}

export function isSign(code: number): boolean {
  return SIGNS.has(code);
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) {
    at++;
  }
  return at;
}

function wordEnd(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); at < text.length && code !== 32 && code !== 9; code = text.charCodeAt(at)) {
    at++;
  }
  return at;
}
