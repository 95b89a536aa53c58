import { asResponseTime } from '../durations/parseDuration';
import { MS_PER_UNIT } from '../durations/units';
import { levelOfNumber } from '../levels/scales';
import { type LogRecord } from '../logTable';
import { producerOf } from './producers';

/** The response time and the level of a log that are bare numbers: who wrote the log may tell what they mean. */
export class BareNumbers {
  /** The signs of all of the log's fields, see signOf. */
  signs = 0;
  /** NaN: it is none, or its field tells its unit. */
  responseTime = NaN;
  /** NaN: it is none, or its field tells its scale. */
  level = NaN;

  begin(): void {
    this.signs = 0;
    this.responseTime = this.level = NaN;
  }

  /** Reads them in the way of the producer, where that is known. */
  resolve(into: LogRecord): void {
    const producer = this.signs === 0 ? undefined : producerOf(this.signs);
    if (!producer) {
      return;
    }
    const { unit, onlyDecimals, scale, level = -1 } = producer;
    into.level = into.level < 0 ? level : into.level;
    if (unit && !Number.isNaN(this.responseTime) && !(onlyDecimals && Number.isInteger(this.responseTime))) {
      into.responseTime = asResponseTime(this.responseTime * MS_PER_UNIT[unit]);
    }
    if (scale && !Number.isNaN(this.level)) {
      into.level = levelOfNumber(this.level, scale) ?? into.level;
    }
  }
}
