import { asResponseTime } from '../durations/parseDuration';
import { MS_PER_UNIT } from '../durations/units';
import { type Field } from '../fieldNames';
import { levelOfNumber } from '../levels/scales';
import { type LogRecord } from '../logTable';
import { type ValueSample } from '../values/valueSample';
import { type Producer, producerOf } from './producers';

/** The response time and the level of a log that are bare numbers: who wrote the log may show what they mean. */
export class BareNumbers {
  /** The signs of all of the log's fields, see signOf. */
  signs = 0;
  private responseField: Field | undefined;
  private responseTime = NaN;
  private levelField: Field | undefined;
  private level = NaN;

  begin(): void {
    this.signs = 0;
    this.responseField = this.levelField = undefined;
  }

  /** A response time that was taken; its field is left out where it, or the text, gives the unit. */
  setResponseTime(field?: Field, value = NaN): void {
    this.responseField = field;
    this.responseTime = value;
  }

  /** A level that was taken; its field is left out where it is no number. */
  setLevel(field?: Field, value = NaN): void {
    this.levelField = field;
    this.level = value;
  }

  /** Reads them in the way of the producer, where that is known. @param sample is given them otherwise */
  resolve(into: LogRecord, sample: ValueSample | undefined): void {
    const producer = this.signs === 0 ? undefined : producerOf(this.signs);
    const isUnit = producer !== undefined && this.hasUnit(producer);
    const isScale = producer?.scale !== undefined && this.levelField?.scale === undefined;
    if (producer?.level !== undefined && into.level < 0) {
      into.level = producer.level;
    }
    if (this.responseField) {
      if (isUnit && producer.unit) {
        into.responseTime = asResponseTime(this.responseTime * MS_PER_UNIT[producer.unit]);
      } else {
        sample?.addResponseTime(this.responseField, this.responseTime);
      }
    }
    if (this.levelField) {
      if (isScale) {
        into.level = levelOfNumber(this.level, producer.scale) ?? into.level;
      } else {
        sample?.addLevel(this.levelField, this.level);
      }
    }
  }

  private hasUnit({ unit, onlyDecimals }: Producer): boolean {
    return unit !== undefined && !(onlyDecimals && Number.isInteger(this.responseTime));
  }
}
