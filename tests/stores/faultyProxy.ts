import { type IncomingMessage, request as send, type ServerResponse } from 'node:http';
import { loopbackServer } from '../../src/sources/http/testing/loopbackServer';

/** Answers a request in the store's place. */
type Fault = (response: ServerResponse) => void;

export interface FaultyProxy {
  readonly url: string;
  /** The paths of the requests since the proxy was told what to do. */
  readonly seen: readonly string[];
  /** From here on the `first`th request and, where it lasts, all behind it are answered by the fault. */
  failAt(first: number, fault: Fault, lasts: boolean): void;
  /** Work that is done before the `first`th request is passed on. */
  before(first: number, work: () => Promise<void>): void;
  /** Passes everything on. */
  heal(): void;
  close(): Promise<void>;
}

/** A proxy in front of a store, which fails as it is told. */
export async function startFaultyProxy(store: string): Promise<FaultyProxy> {
  const seen: string[] = [];
  let act: (number: number, response: ServerResponse) => Promise<boolean> = () => Promise.resolve(false);
  const server = await loopbackServer((request, response) => {
    const number = seen.push(request.url ?? '');
    const body = wholeBody(request);
    void act(number, response).then(async (isAnswered) => {
      if (!isAnswered) {
        passOn(store, request, await body, response);
      }
    });
  });
  const turnTo = (next: typeof act) => {
    seen.length = 0;
    act = next;
  };
  return {
    url: server.url,
    seen,
    failAt: (first, fault, lasts) =>
      turnTo((number, response) => {
        const fails = lasts ? number >= first : number === first;
        if (fails) {
          fault(response);
        }
        return Promise.resolve(fails);
      }),
    before: (first, work) =>
      turnTo(async (number) => {
        if (number === first) {
          await work();
        }
        return false;
      }),
    heal: () => turnTo(() => Promise.resolve(false)),
    close: () => server.close(),
  };
}

async function wholeBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function passOn(
  store: string,
  { url = '/', method, headers }: IncomingMessage,
  body: Buffer,
  to: ServerResponse
): void {
  const onward = send(new URL(url, store), { method, headers: { ...headers, host: new URL(store).host } }, (answer) => {
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.once('error', () => to.destroy()).pipe(to);
  });
  // A store that is gone cuts the connection, as it does without a proxy.
  onward.once('error', () => to.destroy()).end(body);
}
