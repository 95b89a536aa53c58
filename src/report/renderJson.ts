import { type Analysis } from '../analysis/analysis';

/**
 * The whole analysis as JSON text. Typed arrays become arrays; what is not a number becomes null. Column by column as in
 * memory, so that a program can read `windows` as it is documented in WindowTable.
 */
export function renderJson(analysis: Analysis): string {
  // Made plain first: JSON.stringify is twice as fast where it has no function to ask for each value.
  return JSON.stringify(plain(analysis)) + '\n';
}

function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    return numbers(value as Float64Array | Uint32Array);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value === 'object' && value !== null) {
    const copy: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      copy[key] = plain(inner);
    }
    return copy;
  }
  return value;
}

/** Beyond the thousandth of a millisecond or point there is nothing to know. */
function numbers(column: Float64Array | Uint32Array): number[] {
  const scale = column instanceof Float64Array ? 1000 : 1;
  const values = new Array<number>(column.length);
  for (let i = 0; i < column.length; i++) {
    values[i] = scale === 1 ? column[i] : Math.round(column[i] * scale) / scale;
  }
  return values;
}
