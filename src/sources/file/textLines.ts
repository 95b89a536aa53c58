import { isContinuation, isCrash, isThrown, isTrace } from '../../logs/form/continuation';
import { ERROR, WARNING } from '../../logs/level';
import { findLevel, type TextLevel } from '../../logs/levels/textLevel';
import { LastLogs } from './lastLogs';
import { type LineLogs } from './lineLogs';
import { type Problems } from './problems';

/** What AWS Lambda writes of a call, whose lines have no time in some copies. */
const LAMBDA = /^(?:START|END|REPORT) RequestId: [\da-f]/;

/** What journalctl says of the lines that follow. */
const REMARK = /^-- (?:Logs begin at |Journal begins at |Boot [\da-f]{32} --|Reboot --|No entries --)/;

/** A time so much later is not that of the same crash or trace: the collector's own, or one to the second. */
const SAME_MS = 250;
const SAME_SECOND_MS = 1000;

/**
 * The lines of a file that are no objects: logs, lines that go on with the one before, and what run times print as they
 * die. Nothing is thrown away without being counted.
 */
export class TextLines {
  /** Of each stream the first parts of a line that its collector cut, and where they begin and end. */
  private readonly parts = new Map<string, { line: string; start: number; end: number }>();
  private readonly last = new LastLogs();
  private readonly level: TextLevel = { level: -1, start: 0, end: 0 };
  private isFirstBehind = false;
  /** The last log's own words began in its second line: those without a time that follow are more of them. */
  private isInBody = false;

  /** @param joins whether a line that looks like nothing belongs to the log before; else it is left out */
  constructor(
    private readonly logs: LineLogs,
    private readonly problems: Problems,
    private readonly joins: boolean
  ) {}

  add(given: string, start: number, end: number): void {
    const { logs, last } = this;
    if (given.trim() === '') {
      return;
    }
    if (!this.joins && logs.length > 0 && (last.newest < 0 || last.rowAt(last.newest) < logs.length - 1)) {
      last.add('', logs.length - 1, false); // an object, which is read elsewhere
    }
    if (logs.isPlain && last.newest >= 0 && isIndented(given)) {
      if (this.isFirstBehind) {
        logs.takeIndented(last.rowAt(last.newest), given);
      }
      this.join(last.newest, end);
      return;
    }
    if (given.startsWith('-- ') && REMARK.test(given)) {
      this.problems.leftOut(start, 'is a remark of journalctl');
      return;
    }
    logs.parse(given);
    const begun = this.parts.size > 0 ? this.parts.get(logs.stream) : undefined;
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
    const { logs, last, problems } = this;
    const { text, hasTime } = logs;
    const isTimed = hasTime && !logs.isByLine;
    if (isTimed && !this.mayGoOn(text)) {
      this.append(from, end, logs.stream !== '' && logs.level >= ERROR && isCrash(text));
      return;
    }
    const before = this.before();
    if (before >= 0 && this.goesOn(text, before, isTimed)) {
      this.join(before, end);
    } else if (isTimed) {
      this.append(from, end, isCrash(text));
    } else if (isCrash(text) && (hasTime || logs.length > 0)) {
      logs.appendCrash(from, end);
      problems.crash(from);
      last.add(logs.stream, logs.length - 1, true);
    } else if (hasTime) {
      this.append(from, end, false);
    } else if (LAMBDA.test(text) && logs.length > 0) {
      logs.appendUntimed(from, end);
      last.add(logs.stream, logs.length - 1, false);
    } else if (before >= 0 && this.joins) {
      this.joinUnlike(before, from, end);
    } else {
      problems.leftOut(from, 'has no time that is recognised');
    }
  }

  private append(start: number, end: number, isInCrash: boolean): void {
    const { logs } = this;
    logs.append(start, end);
    this.last.add(logs.stream, logs.length - 1, isInCrash);
    this.isFirstBehind = true;
    this.isInBody = false;
  }

  /** Whether a line whose frame gives it a time may go on with another all the same. Quick: most lines do not. */
  private mayGoOn(text: string): boolean {
    const { logs } = this;
    return logs.stream !== '' && (this.last.hasCrash || this.isPartOf(text) || (logs.level >= ERROR && isThrown(text)));
  }

  /** The log that the line goes on with, if it does: the last of its stream, or of all where there is no such. */
  private before(): number {
    const { logs, last } = this;
    const at = last.find(logs.stream);
    return at < 0 && !logs.hasTime ? last.newest : at;
  }

  private goesOn(text: string, before: number, isTimed: boolean): boolean {
    const isNear = !this.logs.hasTime || this.isNear(before);
    return (isIndented(text) && this.takeIndented(before, text)) || (isNear && this.belongs(text, before, isTimed));
  }

  /** The second line of a log whose first one is a category, each in a frame of its own. */
  private takeIndented(before: number, text: string): boolean {
    const { last, logs } = this;
    return logs.stream !== '' && !last.isJoined(before) && logs.takeIndented(last.rowAt(before), text);
  }

  private isNear(before: number): boolean {
    const { logs, last } = this;
    return logs.isNear(last.rowAt(before), logs.isByLine ? SAME_MS : SAME_SECOND_MS);
  }

  /** Whether a line is a part of the log before: a trace of an error, an exception of a warning. */
  private belongs(text: string, before: number, isTimed: boolean): boolean {
    const { last, logs } = this;
    if (last.isCrash(before)) {
      return !logs.hasTime || this.isPartOf(text) || isThrown(text) || !this.hasLevel(text);
    }
    const level = logs.levelAt(last.rowAt(before));
    if (isCrash(text)) {
      return level >= (isThrown(text) ? WARNING : ERROR);
    }
    // Daemons indent lines, too: only what complains has a trace.
    const isLikely = !isTimed || level >= WARNING || last.isJoined(before) || isTrace(text);
    return this.isPartOf(text) && isLikely && !(isTimed && this.hasLevel(text));
  }

  private isPartOf(text: string): boolean {
    return isContinuation(text, this.logs.opening);
  }

  /** Whether a text names a level by a word. */
  private hasLevel(text: string): boolean {
    findLevel(text, this.level);
    return this.level.end > this.level.start;
  }

  private join(before: number, end: number): void {
    const { last, logs } = this;
    logs.extend(last.rowAt(before), end);
    last.join(before);
    this.problems.joined++;
    this.isFirstBehind = false;
  }

  /** A line that does not look like a part of the log before, but is no log either. */
  private joinUnlike(before: number, start: number, end: number): void {
    const isNewest = before === this.last.newest;
    if (isNewest && this.isFirstBehind && this.logs.takeSecondLine()) {
      this.join(before, end);
      this.isInBody = true;
      return;
    }
    if (isNewest && this.isInBody) {
      this.logs.raiseLevel();
      this.join(before, end);
      return;
    }
    this.logs.extend(this.last.rowAt(before), end);
    this.problems.unlike(start);
    this.isFirstBehind = false;
  }
}

function isIndented(line: string): boolean {
  const code = line.charCodeAt(0);
  return code === 32 || code === 9;
}
