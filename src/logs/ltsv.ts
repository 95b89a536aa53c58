const COLON = 58;
const TAB = 9;

/** Whether a line is of labels and values, `label:value`, parted by tabs: at least two (http://ltsv.org). */
export function isLtsv(line: string): boolean {
  const tab = line.indexOf('\t');
  return tab > 0 && isLabelled(line, 0, tab) && isLabelled(line, tab + 1, line.length);
}

/** Calls `visit` for each label and its value, in order; `-` says that there is none. */
export function forEachLabel(line: string, visit: (label: string, value: string) => void): void {
  for (let start = 0; start < line.length;) {
    const tab = line.indexOf('\t', start);
    const end = tab < 0 ? line.length : tab;
    const colon = line.indexOf(':', start);
    if (colon > start && colon < end) {
      const value = line.slice(colon + 1, end);
      visit(line.slice(start, colon), value === '-' ? '' : value);
    }
    start = end + 1;
  }
}

function isLabelled(line: string, start: number, end: number): boolean {
  for (let at = start; at < end && at - start < 64; at++) {
    const code = line.charCodeAt(at);
    if (code === COLON) {
      // A time of day, or an address, has a digit first; a word and a space are words.
      return at > start && line.charCodeAt(at + 1) !== 32 && !isDigit(line.charCodeAt(start));
    }
    if (code === TAB || !isLabelCode(code)) {
      return false;
    }
  }
  return false;
}

function isLabelCode(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || isDigit(code) || code === 95 || code === 46 || code === 45;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
