/** The words and signs of a LogsQL text, read one by one. */
export class Tokens {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(private readonly text: string) {
    this.tokens = withoutComments(text).match(/"(?:[^"\\]|\\.)*"|[+-]?[\w.]+|[^\s\w]/g) ?? [];
  }

  get isEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  peek(): string {
    return this.tokens[this.at] ?? '';
  }

  /** Whether the next one is this; then it is read. */
  take(token: string): boolean {
    const isNext = this.peek() === token;
    this.at += isNext ? 1 : 0;
    return isNext;
  }

  expect(token: string): void {
    if (!this.take(token)) {
      throw new LogsqlError(`missing ${token} at ${this.peek()}; context: [${this.text}]`);
    }
  }

  /** A name, a word or a number, without its quotes. */
  word(): string {
    const token = this.peek();
    if (!/^["\w+.-]/.test(token)) {
      throw new LogsqlError(`unexpected ${token || 'end'}; context: [${this.text}]`);
    }
    this.at++;
    return token.startsWith('"') ? (JSON.parse(token) as string) : token;
  }

  /** Some of what `read` reads, separated by commas, up to `end`. */
  list<Item>(end: string, read: () => Item): Item[] {
    const items = [read()];
    while (this.take(',')) {
      items.push(read());
    }
    this.expect(end);
    return items;
  }
}

/** A comment goes on to the end of its line; the fake knows none behind a string. */
function withoutComments(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.includes('"') ? line : line.split('#')[0]))
    .join('\n');
}

/** The fake does not understand the query. */
export class LogsqlError extends Error {}
