/** The answers of a store to fetch, as they came once, and how to change them from then on. */
export interface RecordedAnswers {
  /** How many there are. */
  readonly length: number;
  /** From now on fetch gives them again, without the store, but that of one number changed, unless it is an error. */
  change(number: number, change: (body: string) => string): void;
  /** fetch is as it was. */
  restore(): void;
}

interface Answer {
  readonly number: number;
  readonly status: number;
  readonly body: string;
}

/**
 * Records what fetch is answered while `work` is done. A question that was not asked then goes to the store later, too.
 */
export async function recordAnswers(work: () => Promise<unknown>): Promise<RecordedAnswers> {
  const original = globalThis.fetch;
  const answers = new Map<string, Answer>();
  let changed: { number: number; change: (body: string) => string } | undefined;

  const replay = (async (input: URL, init: RequestInit) => {
    const key = `${init.method} ${String(input)} ${String(init.body)}`;
    let answer = answers.get(key);
    if (!answer) {
      const response = await original(input, init);
      answer = { number: answers.size, status: response.status, body: await response.text() };
      if (!changed) {
        answers.set(key, answer);
      }
    }
    const body = changed?.number === answer.number && answer.status === 200 ? changed.change(answer.body) : answer.body;
    return new Response(body, { status: answer.status });
  }) as typeof fetch;

  globalThis.fetch = replay;
  await work();
  return {
    length: answers.size,
    change(number, change) {
      globalThis.fetch = replay;
      changed = { number, change };
    },
    restore() {
      globalThis.fetch = original;
    },
  };
}
