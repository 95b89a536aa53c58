import { type LogRecord } from './logTable';

/** So many texts are kept, of at most so many characters. */
const MAX_TEXTS = 4096;
const MAX_LENGTH = 512;
/** Where fewer of them came again, a source's texts differ too much for a memory to be worth its time. */
const MIN_AGAIN = MAX_TEXTS / 8;

/** What is around a text, and has a part in what its log is. */
export interface Surroundings {
  /** What a frame says of the level; -1: nothing. */
  readonly level: number;
  /** The service that a frame names; '': none. */
  readonly service: string;
}

type Said = Surroundings & {
  readonly record: Readonly<LogRecord>;
  /** Its message is all of the text, its time included. */
  readonly isWhole: boolean;
};

/**
 * What texts say, without their times, for those that come again: most programs write the same texts over and over.
 * Bounded, and given up where few come again.
 */
export class TextMemory {
  private readonly said = new Map<string, Said>();
  private again = 0;
  private isWorth = true;

  /**
   * Sets all but time and line of a record.
   * @param whole the text with its time, where that has a part in the message
   * @returns whether the text is known
   */
  recall(text: string, whole: string, { level, service }: Surroundings, into: LogRecord): boolean {
    const known = this.isWorth ? this.said.get(text) : undefined;
    if (known?.level !== level || known.service !== service) {
      return false;
    }
    this.again++;
    const { record, isWhole } = known;
    into.service = record.service;
    into.level = record.level;
    into.message = isWhole ? whole : record.message;
    into.responseTime = record.responseTime;
    into.statusCode = record.statusCode;
    into.traceId = record.traceId;
    return true;
  }

  /** Keeps what a text says. */
  keep(text: string, whole: string, { level, service }: Surroundings, record: Readonly<LogRecord>): void {
    if (!this.isWorth || text.length > MAX_LENGTH) {
      return;
    }
    if (this.said.size >= MAX_TEXTS) {
      this.isWorth = this.again >= MIN_AGAIN;
      this.again = 0;
      this.said.clear();
    }
    const isWhole = record.message === whole;
    this.said.set(text, {
      level,
      service,
      isWhole,
      record: { ...record, line: '', message: isWhole ? '' : record.message },
    });
  }
}
