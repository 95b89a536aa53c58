/**
 * A text that is safe to write to a terminal: control characters, with which a log line could recolour it, move its
 * cursor or set its title, become visible escapes. Tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[\0-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (char) => {
    const code = char.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}
