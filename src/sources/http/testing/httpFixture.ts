import { type RequestListener } from 'node:http';
import { type StoreConnection } from '../connection';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../httpClient';
import { connectionTo, loopbackServer, type LoopbackServer } from './loopbackServer';

/** A signal that ends nothing. */
export const never = new AbortController().signal;

/** A store on loopback, one a test, and clients of it that don't wait long. */
export function httpFixture() {
  let server: LoopbackServer;
  afterEach(() => server.close());
  return {
    async serve(handler: RequestListener): Promise<void> {
      server = await loopbackServer(handler);
    },
    client(connection: Partial<StoreConnection> = {}, options: HttpClientOptions = {}): HttpClient {
      return createHttpClient(connectionTo(server.url, connection), 'Loki', {
        ...options,
        retries: { firstDelayMs: 1, ...options.retries },
      });
    },
    server: (): LoopbackServer => server,
  };
}
