import { connectionTo } from '../../http/testing/loopbackServer';
import { type ReadRequest, type ReadResult } from '../../source';
import { lokiSource } from '../lokiSource';
import { FROM } from './fakeLines';
import { fakeLoki, type FakeLoki, type FakeLokiOptions } from './fakeLoki';

/** Serves each test of a file its own Loki, until the test ends. */
export function lokiFixture() {
  let running: FakeLoki | undefined;
  const loki = (): FakeLoki => {
    if (!running) {
      throw new Error('There is no Loki before one is served.');
    }
    return running;
  };
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });
  return {
    loki,
    async serve(options: FakeLokiOptions = {}): Promise<void> {
      running = await fakeLoki(options);
    },
    /** Reads a minute from FROM, unless it is asked for others. */
    read(request: Partial<ReadRequest> = {}, signal = new AbortController().signal): Promise<ReadResult> {
      const source = lokiSource(connectionTo(loki().url), { mapping: {} });
      return source.read({ fromMs: FROM, toMs: FROM + 60_000, expr: '', lineLimit: 100_000, ...request }, { signal });
    },
  };
}
