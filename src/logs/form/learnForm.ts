import { emptyFramed, type Frame, FRAMES, withoutColours } from '../frames';
import { parseLevel } from '../levels/parseLevel';
import { isLogfmt } from '../logfmt';
import { dayMs } from '../time/calendar';
import { readStamp } from '../time/readStamp';
import { Stamp } from '../time/stamp';
import { learnTimes } from './learnTimes';
import { type LineForm } from './lineForm';

/** The share of lines that must have a frame whose signs could stand in any line. */
const LOOSE_SHARE = 0.8;
const MAX_FRAMES = 3;
/** So many lines are the head of a file: it may say the day. */
export const HEAD_LINES = 20;

/** What is known beside the lines. */
export interface AboutLines {
  /** A time shortly after they were written; NaN: not known. */
  nearMs: number;
  /** What the file is called: it may have the day in it. */
  name?: string;
}

/** Learns what lines look like from a sample of them, in the order of the source. */
export function learnForm(sample: readonly string[], { nearMs, name = '' }: AboutLines): LineForm {
  const lines = sample.map(withoutColours).filter((line) => line.trim() !== '');
  const { frames, texts } = unwrap(lines.filter((line) => !line.startsWith('{') && !HEADER.test(line)));
  const plain = texts.filter(({ text, hasTime }) => !hasTime && !text.startsWith('{') && !isLogfmt(text));
  const learned = learnTimes(
    plain.map(({ text }) => text),
    nearMs
  );
  return {
    frames,
    times: learned?.times,
    order: learned?.order,
    guessedDate: learned?.isOrderGuess ? learned.example : undefined,
    firstDayMs: dayInHeader(lines) ?? dayInAccess(lines) ?? dayInName(name),
    isIndented: learned?.isIndented ?? false,
    opening: learned?.opening,
  };
}

interface Unwrapped {
  text: string;
  hasTime: boolean;
}

/** Takes off what is around the lines, from outside to inside. */
function unwrap(lines: readonly string[]): { frames: Frame[]; texts: Unwrapped[] } {
  let texts: Unwrapped[] = lines.map((text) => ({ text, hasTime: false }));
  const found = new Set<Frame>();
  for (let depth = 0; depth < MAX_FRAMES; depth++) {
    const here = FRAMES.filter((frame) => isThere(frame, texts));
    if (here.length === 0) {
      break;
    }
    here.forEach((frame) => found.add(frame));
    texts = texts.map((one) => unwrapOne(one, here));
  }
  return { frames: FRAMES.filter((frame) => found.has(frame)), texts };
}

function unwrapOne(one: Unwrapped, frames: readonly Frame[]): Unwrapped {
  const framed = emptyFramed();
  const frame = frames.find((each) => each.read(one.text, framed));
  return frame ? { text: one.text.slice(framed.start), hasTime: one.hasTime || framed.time !== '' } : one;
}

function isThere(frame: Frame, texts: readonly Unwrapped[]): boolean {
  const framed = emptyFramed();
  if (!frame.isLoose) {
    return texts.some(({ text }) => frame.read(text, framed));
  }
  const read = texts.filter(({ text }) => frame.read(text, framed) && isService(framed.service));
  if (read.length < Math.max(2, texts.length * LOOSE_SHARE)) {
    return false;
  }
  // A time before lines without one of their own is theirs, and no frame.
  const stamp = new Stamp();
  const hasOwn = ({ text }: Unwrapped): boolean => {
    frame.read(text, framed);
    const start = framed.start + (text.slice(framed.start).search(/[^\s[(]/) + 1 || 1) - 1;
    return readStamp(text, start, stamp) || text.charCodeAt(framed.start) === 123; /* { */
  };
  // One before each line of a trace is its collector's.
  const isFrame = ({ text }: Unwrapped): boolean =>
    frame.read(text, framed) && STACK_FRAME.test(text.slice(framed.start));
  return frame.name !== '--timestamps' || read.some(isFrame) || read.filter(hasOwn).length >= read.length / 2;
}

const STACK_FRAME = /^\s+(?:at \S|File ")/;

/** A word before a bar may be a level: it is no name then. */
function isService(name: string): boolean {
  return name === '' || parseLevel(name) === undefined;
}

/** The day that the head of a file says: `#Date: 2024-11-03 14:29:59`, `Log file created at: 2024/11/03 14:29:59`. */
const HEADER = /^(?:#\s*Date:|Log file created at:)\s*(\d{4})[-/](\d\d)[-/](\d\d)\b/i;

function dayInHeader(lines: readonly string[]): number | undefined {
  const found = lines.slice(0, HEAD_LINES).flatMap((line) => HEADER.exec(line) ?? []);
  return found.length > 0 ? dayMs(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
}

/** The day that the first access line says within a frame whose times lack the year: `... [03/Nov/2024:14:30:00`. */
function dayInAccess(lines: readonly string[]): number | undefined {
  for (const line of lines.slice(0, HEAD_LINES)) {
    const found = /\[(\d\d\/[A-Z][a-z]{2}\/\d{4}):\d\d:/.exec(line.slice(0, 400));
    const dayMs = found ? Date.parse(`${found[1].replaceAll('/', ' ')} UTC`) : NaN;
    if (!Number.isNaN(dayMs)) {
      return dayMs;
    }
  }
  return undefined;
}

/** The day that the name of a file says: `app-2024-11-03.log`, `app.log.20241103`. */
function dayInName(name: string): number | undefined {
  const found = /(?:^|\D)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?:\D|$)/.exec(name);
  return found ? dayMs(Number(found[1]), Number(found[3]), Number(found[4])) : undefined;
}
