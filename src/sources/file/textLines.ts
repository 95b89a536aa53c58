import { isContinuation, isCrash, isThrown } from '../../logs/form/continuation';
import { ERROR, WARNING } from '../../logs/level';
import { type LineLogs } from './lineLogs';
import { type Problems } from './problems';

/** A time of the collector so much later is not that of the same crash or trace. */
const SAME_MS = 250;

/**
 * The lines of a file that are no objects: logs, lines that go on with the one before, and what run times print as they
 * die. Nothing is thrown away without being counted.
 */
export class TextLines {
  /** Of each stream the first parts of a line that its collector cut, and where they begin and end. */
  private readonly parts = new Map<string, { line: string; start: number; end: number }>();
  /** The last log is a crash: what follows without a time belongs to it. */
  private isInCrash = false;
  private isFirstBehind = false;

  /** @param joins whether a line that looks like nothing belongs to the log before; else it is left out */
  constructor(
    private readonly logs: LineLogs,
    private readonly problems: Problems,
    private readonly joins: boolean
  ) {}

  add(given: string, start: number, end: number): void {
    const { logs } = this;
    if (given.trim() === '') {
      return;
    }
    if (logs.length > 0 && logs.isPlain && isIndented(given)) {
      this.join(end);
      return;
    }
    logs.parse(given);
    const begun = this.parts.get(logs.stream);
    if (logs.isPart) {
      // Of parts put together the first one's frame is left, as one that is whole.
      const line = begun ? begun.line + logs.text : given.replace(' P', ' F');
      this.parts.set(logs.stream, { line, start: begun?.start ?? start, end });
    } else if (begun) {
      this.parts.delete(logs.stream);
      logs.parse(begun.line + logs.text);
      this.addParsed(begun.start, end);
    } else {
      this.addParsed(start, end);
    }
  }

  /** Adds the lines whose last part never came, as far as they go. */
  finish(): void {
    for (const { line, start, end } of this.parts.values()) {
      this.logs.parse(line);
      this.addParsed(start, end);
    }
    this.parts.clear();
  }

  /** Adds the line that was parsed last. */
  private addParsed(from: number, end: number): void {
    const { logs, problems } = this;
    const { text, hasTime, isByLine } = logs;
    if (hasTime && !isByLine) {
      this.append(from, end);
    } else if (logs.length > 0 && (!hasTime || logs.isNear(SAME_MS)) && this.belongs(text)) {
      this.join(end);
    } else if (isCrash(text) && (hasTime || logs.length > 0)) {
      logs.appendCrash(from, end);
      problems.crash(from);
      this.isInCrash = true;
    } else if (hasTime) {
      this.append(from, end);
    } else if (logs.length > 0 && this.joins) {
      this.joinUnlike(text, from, end);
    } else {
      problems.leftOut(from, 'has no time that is recognised');
    }
  }

  private append(start: number, end: number): void {
    this.logs.append(start, end);
    this.isInCrash = false;
    this.isFirstBehind = true;
  }

  /** Whether a line is a part of the log before: a trace of an error, an exception of a warning. */
  private belongs(text: string): boolean {
    if (this.isInCrash || !isCrash(text)) {
      return this.isInCrash || isContinuation(text);
    }
    return this.logs.lastLevel >= (isThrown(text) ? WARNING : ERROR);
  }

  private join(end: number): void {
    this.logs.extend(end);
    this.problems.joined++;
    this.isFirstBehind = false;
  }

  /** A line that does not look like a part of the log before, but is no log either. */
  private joinUnlike(text: string, start: number, end: number): void {
    // java.util.logging writes time and place in one line, level and message in the next.
    if (this.isFirstBehind && this.logs.takeSecondLine(text)) {
      this.join(end);
      return;
    }
    this.logs.extend(end);
    this.problems.unlike(start);
    this.isFirstBehind = false;
  }
}

function isIndented(line: string): boolean {
  const code = line.charCodeAt(0);
  return code === 32 || code === 9;
}
