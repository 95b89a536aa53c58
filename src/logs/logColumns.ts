import { DictionaryBuilder } from './dictionaryBuilder';
import { take, grow } from './take';
import { type LogTable, type TextColumn } from './logTable';
import { dropImpossible } from './possibleTimes';
import { selectText, textColumn } from './textColumn';
import { timeOrder } from './timeOrder';

/**
 * The columns of a LogTable as they grow, without the lines: for readers that keep the lines in a way of their own.
 * `add` opens a row; the reader then sets the cells it has.
 */
export class LogColumns {
  length = 0;
  timeMs: Float64Array<ArrayBuffer>;
  timeNs: Uint32Array<ArrayBuffer>;
  level: Uint8Array<ArrayBuffer>;
  responseTime: Float64Array<ArrayBuffer>;
  statusCode: Uint16Array<ArrayBuffer>;
  readonly service: DictionaryBuilder;
  readonly message: DictionaryBuilder;
  readonly traceId: DictionaryBuilder;

  constructor(capacityHint: number) {
    const capacity = Math.max(16, Math.ceil(capacityHint));
    this.timeMs = new Float64Array(capacity);
    this.timeNs = new Uint32Array(capacity);
    this.level = new Uint8Array(capacity);
    this.responseTime = new Float64Array(capacity);
    this.statusCode = new Uint16Array(capacity);
    this.service = new DictionaryBuilder(capacity);
    this.message = new DictionaryBuilder(capacity);
    this.traceId = new DictionaryBuilder(capacity);
    this.traceId.intern('');
  }

  /** Opens a row, and gives its index. */
  add(): number {
    return this.addRows(1);
  }

  /** Opens rows, and gives the index of the first. */
  addRows(count: number): number {
    const first = this.length;
    this.length += count;
    if (this.length > this.timeMs.length) {
      const capacity = Math.max(this.length, this.timeMs.length * 2);
      this.timeMs = grow(this.timeMs, new Float64Array(capacity));
      this.timeNs = grow(this.timeNs, new Uint32Array(capacity));
      this.level = grow(this.level, new Uint8Array(capacity));
      this.responseTime = grow(this.responseTime, new Float64Array(capacity));
      this.statusCode = grow(this.statusCode, new Uint16Array(capacity));
    }
    return first;
  }

  /**
   * The table, in order of time. The columns must not be used after this.
   *
   * @param traceIds for a reader that has them elsewhere; default: those interned here. So, too, `messages`
   */
  finish(
    line: TextColumn,
    traceIds = textColumn(this.traceId.values),
    messages = textColumn(this.message.values)
  ): LogTable {
    const { length } = this;
    const timeMs = this.timeMs.subarray(0, length);
    const timeNs = this.timeNs.subarray(0, length);
    const level = this.level.subarray(0, length);
    const responseTime = this.responseTime.subarray(0, length);
    const statusCode = this.statusCode.subarray(0, length);
    const dropped = Float64Array.from(dropImpossible(responseTime), (row) => timeMs[row]).sort();
    const order = timeOrder(timeMs, timeNs);
    return {
      length,
      timeMs: order ? take(timeMs, order, new Float64Array(length)) : timeMs,
      timeNs: order ? take(timeNs, order, new Uint32Array(length)) : timeNs,
      service: this.service.finish(length, order),
      level: order ? take(level, order, new Uint8Array(length)) : level,
      message: { values: messages, codes: this.message.finish(length, order).codes },
      ...(dropped.length > 0 && { droppedAtMs: dropped }),
      responseTime: order ? take(responseTime, order, new Float64Array(length)) : responseTime,
      statusCode: order ? take(statusCode, order, new Uint16Array(length)) : statusCode,
      traceId: { values: traceIds, codes: this.traceId.finish(length, order).codes },
      line: order ? selectText(line, order) : line,
    };
  }
}
