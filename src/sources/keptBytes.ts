import { type LogTable, type TextColumn } from '../logs/logTable';
import { textDictionary } from '../logs/textColumn';
import { type WindowRead } from './source';

const SAMPLED = 200;
/** What a pool takes for a text, beside its characters: a place in its map, and what was worked out of it. */
const POOLED = 60;
/** A source keeps about as much again as it gives, to go on from. */
const KEPT_TWICE = 2;

/** What a table holds in memory, nearly: its texts are sampled, and a character counts one byte. */
export function tableBytes(table: LogTable): number {
  const columns = [table.timeMs, table.timeNs, table.level, table.responseTime, table.statusCode];
  const numbers = columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const dictionaries = [textDictionary(table.service), table.message, table.traceId];
  const texts = dictionaries.reduce((sum, { values, codes }) => sum + codes.byteLength + textBytes(values), 0);
  return 1 + numbers + texts + textBytes(table.line);
}

/** What the windows of a range and the sample of its lines hold in memory, nearly. */
export function windowBytes({ windows, sample }: WindowRead): number {
  const { byLevel, failures, responses, responseSum, responseP95 } = windows;
  const columns = [...byLevel, failures, responses, responseSum, responseP95];
  const cells = columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return KEPT_TWICE * cells + sample.weight.byteLength + tableBytes(sample.table);
}

function textBytes(texts: TextColumn): number {
  const { length, pooled } = texts;
  const step = Math.max(1, Math.floor(length / SAMPLED));
  let [bytes, sampled] = [0, 0];
  for (let row = 0; row < length; row += step) {
    bytes += texts.at(row).length;
    sampled++;
  }
  const mean = sampled === 0 ? 0 : bytes / sampled;
  return Math.round(pooled ? (mean + POOLED) * pooled.pool.texts.length : mean * length);
}
