import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type StoreConnection } from '../connection';

export interface LoopbackServer {
  url: string;
  /** The requests so far, the path with its parameters. */
  requests: IncomingMessage[];
  close(): Promise<void>;
}

/** An HTTP server on loopback that answers by `handler`: for tests only. @param port 0: any that is free */
export async function loopbackServer(handler: RequestListener, port = 0): Promise<LoopbackServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function connectionTo(url: string, overrides: Partial<StoreConnection> = {}): StoreConnection {
  return { url, headers: {}, tls: { skipVerify: false }, timeoutMs: 5000, ...overrides };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}
