import { status } from '@grpc/grpc-js';
import { type StreamPacket } from '../proto/messages';
import { contextOf, createDesk } from '../testing/desk';
import { runStream, subscribeStream } from './stream';

const pluginContext = contextOf();
const { signal } = new AbortController();

async function packetsOf(path: string, data = Buffer.from('{}')): Promise<StreamPacket[]> {
  const { desk } = createDesk(() => ({ data: Buffer.from('a frame') }));
  const packets: StreamPacket[] = [];
  await runStream({ pluginContext, path, data }, desk, signal, (packet) => packets.push(packet));
  return packets;
}

it('passes on what the worker sends', async () => {
  expect(await packetsOf('anomalies/1f')).toEqual([{ data: Buffer.from('a frame') }]);
});

it('refuses channels that do not exist, at once', async () => {
  const request = { pluginContext, path: 'tail/x', data: new Uint8Array() };
  expect(subscribeStream(request).status).toBe('NOT_FOUND');
  expect(subscribeStream({ ...request, path: 'anomalies/1f' }).status).toBe('OK');
  expect(subscribeStream({ ...request, path: 'pulse/1f' }).status).toBe('OK');
  await expect(packetsOf('tail/x')).rejects.toMatchObject({
    code: status.NOT_FOUND,
    message: expect.stringContaining('no live channel "tail/x"'),
  });
});

it('refuses what is too large', async () => {
  await expect(packetsOf('anomalies/1f', Buffer.alloc(70_000))).rejects.toThrow(/69 KB long; it may be 64 KB/);
  await expect(packetsOf(`anomalies/${'x'.repeat(300)}`)).rejects.toThrow(/310 characters; it may have 256/);
});
