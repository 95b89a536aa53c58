import { type Analysis } from '../analysis/analysis';

/**
 * The whole analysis as JSON text. Typed arrays become arrays; what is not a number becomes null. Column by column as in
 * memory, so that a program can read `windows` as it is documented in WindowTable.
 */
export function renderJson(analysis: Analysis): string {
  return (
    JSON.stringify(analysis, (_key, value: unknown) => (ArrayBuffer.isView(value) ? rounded(value) : value)) + '\n'
  );
}

/** Beyond the thousandth of a millisecond or point there is nothing to know. */
function rounded(view: ArrayBufferView): unknown {
  if (view instanceof Float64Array) {
    return Array.from(view, (x) => Math.round(x * 1000) / 1000);
  }
  return Array.from(view as Uint32Array);
}
