import { AccessReader } from '../../logs/access/accessReader';
import { FieldTaker } from '../../logs/fieldTaker';
import { FieldTree } from '../../logs/fieldTree';
import { recogniseField, type Role } from '../../logs/fieldNames';
import { plainMessage } from '../../logs/frames';
import { emptyRecord, timeReaderOf } from '../../logs/lineParser';
import { type LogColumns } from '../../logs/logColumns';
import { TextParser } from '../../logs/textParser';
import { TimeFinder } from '../../logs/time/timeFinder';
import { type TimeReader } from '../../logs/time/timeReader';
import { type LearnedValues } from '../../logs/values/learnedValues';
import { type FieldMapping } from '../../query/settings';

/** Roles that a log's own fields may have settled, each a bit. */
export const HAS_LEVEL = 1;
export const HAS_RESPONSE_TIME = 2;
export const HAS_STATUS_CODE = 4;
export const HAS_TRACE_ID = 8;

const SETTLED: ReadonlyArray<readonly [bit: number, role: Role, value: string]> = [
  [HAS_LEVEL, 'level', 'info'],
  [HAS_RESPONSE_TIME, 'responseTime', '1'],
  [HAS_STATUS_CODE, 'statusCode', '200'],
  [HAS_TRACE_ID, 'traceId', 'known'],
];

/** What the texts of messages say beside what their logs' fields say: found once for each text, kept by its number. */
export class TextFacts {
  /** Code of the message without the time and level at its head. */
  readonly message: number[] = [];
  /** -1: none. */
  readonly level: number[] = [];
  /** Code; -1: none. */
  readonly service: number[] = [];
  readonly responseTime: number[] = [];
  readonly statusCode: number[] = [];
  /** Code. */
  readonly traceId: number[] = [];
  private readonly record = emptyRecord();
  private readonly taker: FieldTaker;
  private readonly parser: TextParser;
  private readonly known: ReadonlyArray<ReturnType<typeof settledTaker>>;

  constructor(
    private readonly columns: LogColumns,
    mapping: FieldMapping,
    values: LearnedValues | undefined
  ) {
    const times = timeReaderOf(mapping, NaN);
    this.taker = new FieldTaker(this.record, times);
    this.known = Array.from({ length: 16 }, (_, settled) => settledTaker(settled, times));
    this.parser = new TextParser(
      mapping,
      new FieldTree(mapping, values),
      new TimeFinder(times),
      new AccessReader(values, undefined, mapping.responseTimeUnit)
    );
  }

  /** @param settled the bits of what the log's fields say. @returns the text's number. */
  add(message: string, settled: number): number {
    const text = plainMessage(message);
    const { record, columns } = this;
    const known = this.known[settled];
    record.timeMs = 0;
    this.taker.begin(record);
    this.taker.assume(known.record, known.taker);
    const body = this.parser.parse(text, this.taker, record);
    this.message.push(columns.message.intern(body));
    this.level.push(settled & HAS_LEVEL ? -1 : record.level);
    this.service.push(record.service === '' ? -1 : columns.service.intern(record.service));
    this.responseTime.push(record.responseTime);
    this.statusCode.push(record.statusCode);
    this.traceId.push(columns.traceId.intern(record.traceId));
    return this.message.length - 1;
  }
}

function settledTaker(
  settled: number,
  times: TimeReader
): { record: ReturnType<typeof emptyRecord>; taker: FieldTaker } {
  const record = emptyRecord();
  const taker = new FieldTaker(record, times);
  taker.begin(record);
  for (const [bit, role, value] of SETTLED) {
    const field = settled & bit ? recogniseField([role], { [role]: role }) : undefined;
    if (field) {
      taker.take(field, value);
    }
  }
  return { record, taker };
}
