import { type IncomingMessage } from 'node:http';
import { loopbackServer, type LoopbackServer } from '../../sources/http/testing/loopbackServer';

export interface Lie {
  /** What the store is asked in place of what was asked. */
  readonly asks?: (asked: Asked) => Asked;
  /** What is answered in place of what the store said. */
  readonly answers?: (said: string, asked: Asked) => string;
}

interface Asked {
  /** The path with its parameters. */
  readonly path: string;
  readonly body: string;
}

/** Stands before a store that tells the truth. */
export async function lyingProxy(
  storeUrl: string,
  { asks = (asked) => asked, answers = (said) => said }: Lie
): Promise<LoopbackServer> {
  return loopbackServer((request, response) => {
    const forward = async () => {
      const asked = { path: request.url ?? '/', body: await bodyOf(request) };
      const { path, body } = asks(asked);
      const { method, headers } = request;
      const type = headers['content-type'];
      const answer = await fetch(storeUrl + path, {
        method,
        ...(body !== '' && { body }),
        headers: type === undefined ? {} : { 'content-type': type },
      });
      response.writeHead(answer.status, { 'Content-Type': 'application/json' });
      response.end(answers(await answer.text(), asked));
    };
    forward().catch(() => response.destroy());
  });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}
