import { type Analysis } from '../analysis/model/analysis';
import { LEVELS } from '../logs/level';
import { printableJson } from './printable';

/**
 * The whole analysis as JSON text. Typed arrays become arrays; what is not a number becomes null. Column by column as
 * in memory, so that a program can read `windows` as it is documented in WindowTable; `windows.windows` is their
 * number, and `levels` names the columns that are by level.
 */
export function renderJson(analysis: Analysis): string {
  const { windowCount, ...columns } = analysis.windows;
  // The number of windows keeps the key that it had in the first release, for programs read it.
  const windows = { windows: windowCount, ...columns };
  // Made plain first: JSON.stringify is twice as fast where it has no function to ask for each value.
  return printableJson(JSON.stringify(plain({ levels: LEVELS, ...analysis, windows }))) + '\n';
}

function plain(value: unknown): unknown {
  if (value instanceof Float64Array) {
    return thousandths(value);
  }
  if (ArrayBuffer.isView(value)) {
    return integers(value as Uint32Array);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value === 'object' && value !== null) {
    const copy: Record<string, unknown> = {};
    for (const key in value) {
      copy[key] = plain(value[key as keyof typeof value]);
    }
    return copy;
  }
  return value;
}

/** Beyond the thousandth of a millisecond or point there is nothing to know. */
function thousandths(column: Float64Array): number[] {
  const values = new Array<number>(column.length);
  for (let i = 0; i < column.length; i++) {
    values[i] = Math.round(column[i] * 1000) / 1000;
  }
  return values;
}

function integers(column: Uint32Array): number[] {
  const values = new Array<number>(column.length);
  for (let i = 0; i < column.length; i++) {
    values[i] = column[i];
  }
  return values;
}
