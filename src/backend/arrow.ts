import {
  Binary,
  Bool,
  type Data,
  type DataType,
  Field as ArrowField,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  TimestampNanosecond,
  Utf8,
} from 'apache-arrow';
import { type Field, type Frame, type TimeField } from '../views/frame';

/**
 * A frame as an Arrow IPC file, as Grafana reads it: name, refId and meta in the schema's metadata, labels and config
 * in each field's. Columns go in as whole buffers.
 */
export function toArrow(frame: Frame, refId: string): Uint8Array {
  const columns = frame.fields.map(toColumn);
  const fields = frame.fields.map(
    (field, i) => new ArrowField(field.name, columns[i].type, isNullable(field), fieldMetadata(field))
  );
  const schema = new Schema(
    fields,
    new Map(Object.entries({ name: frame.name, refId, meta: JSON.stringify(frame.meta) }))
  );
  const length = columns.at(0)?.length ?? 0;
  const rows = makeData({ type: new Struct(fields), length, nullCount: 0, children: columns });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, rows)]), 'file');
}

/** Only numbers may be missing: alert rules can't read a time that may be null. */
function isNullable(field: Field): boolean {
  return field.type === 'number';
}

function fieldMetadata({ labels, config }: Field): Map<string, string> {
  const metadata = new Map<string, string>();
  if (labels) {
    metadata.set('labels', JSON.stringify(labels));
  }
  if (config) {
    metadata.set('config', JSON.stringify(config));
  }
  return metadata;
}

function toColumn(field: Field): Data<DataType> {
  switch (field.type) {
    case 'time':
      return makeData({ type: new TimestampNanosecond(), length: field.values.length, data: epochNanoseconds(field) });
    case 'number':
      return makeData({
        type: new Float64(),
        length: field.values.length,
        data: field.values,
        ...validity(field.values),
      });
    case 'string':
      return makeData({ type: new Utf8(), length: field.values.length, ...texts(field.values) });
    case 'json':
      return makeData({ type: new Binary(), length: field.values.length, ...texts(field.values) });
    case 'boolean':
      return makeData({
        type: new Bool(),
        length: field.values.length,
        data: bits(field.values, (value) => value).bitmap,
      });
  }
}

const WORD = 2 ** 32;
const SPLIT = 2 ** 20;

/** Milliseconds times 1,000,000 is more than a double holds exactly, so it is done in two parts, into two words. */
function epochNanoseconds({ values, nanoseconds }: TimeField): BigInt64Array {
  const result = new BigInt64Array(values.length);
  const words = new Int32Array(result.buffer);
  for (let i = 0; i < values.length; i++) {
    const high = Math.floor(values[i] / SPLIT);
    const low = (values[i] - high * SPLIT) * 1e6 + (nanoseconds ? nanoseconds[i] : 0);
    const upper = Math.floor((high * 1e6) / (WORD / SPLIT));
    const lower = (high * 1e6 - upper * (WORD / SPLIT)) * SPLIT + low;
    const carry = Math.floor(lower / WORD);
    words[2 * i] = lower - carry * WORD;
    words[2 * i + 1] = upper + carry;
  }
  return result;
}

/** NaN stands for no value. */
function validity(values: Float64Array): { nullCount: number; nullBitmap?: Uint8Array } {
  if (!values.some(Number.isNaN)) {
    return { nullCount: 0 };
  }
  const { bitmap, count } = bits(values, (value) => !Number.isNaN(value));
  return { nullCount: values.length - count, nullBitmap: bitmap };
}

function bits<T>(values: ArrayLike<T>, isSet: (value: T) => boolean): { bitmap: Uint8Array; count: number } {
  const bitmap = new Uint8Array(Math.ceil(values.length / 8));
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (isSet(values[i])) {
      bitmap[i >> 3] |= 1 << (i & 7);
      count++;
    }
  }
  return { bitmap, count };
}

function texts(values: readonly string[]): { valueOffsets: Int32Array; data: Uint8Array } {
  const valueOffsets = new Int32Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    valueOffsets[i + 1] = valueOffsets[i] + Buffer.byteLength(values[i]);
  }
  const data = Buffer.alloc(valueOffsets[values.length]);
  for (let i = 0; i < values.length; i++) {
    data.write(values[i], valueOffsets[i]);
  }
  return { valueOffsets, data };
}
