import { type handleServerStreamingCall, Server, ServerCredentials } from '@grpc/grpc-js';
import { stream, streamOfOne, unary } from './grpc';
import { checkHealth } from './health';
import { publishStream, runStream, subscribeStream } from './liveStream';
import { CONTROLLER, DATA, DIAGNOSTICS, HEALTH, RESOURCE, STREAM } from './proto/definitions';
import {
  type CallResourceRequest,
  type CheckHealthRequest,
  type QueryDataRequest,
  type StreamRequest,
} from './proto/messages';
import { queryData, type Tools } from './queryData';
import { callResource } from './resources';

/** Grafana's own client takes messages of any size. */
const ANY_SIZE = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/** The plugin's gRPC services: Grafana's, and go-plugin's health and controller. */
export function createServer(tools: Tools, shutdown: () => void): Server {
  const server = new Server(ANY_SIZE);
  server.addService(HEALTH, { Check: unary(() => SERVING), Watch: watch });
  server.addService(CONTROLLER, {
    Shutdown: unary(() => {
      // After the answer is out.
      setTimeout(shutdown, 10);
      return {};
    }),
  });
  server.addService(DATA, {
    QueryData: unary((request: QueryDataRequest, signal) => queryData(request, tools, signal)),
  });
  server.addService(DIAGNOSTICS, {
    CheckHealth: unary((request: CheckHealthRequest, signal) => checkHealth(request, tools, signal)),
    CollectMetrics: unary(async () => ({
      metrics: { prometheus: Buffer.from(await tools.metrics.registry.metrics()) },
    })),
  });
  server.addService(RESOURCE, {
    CallResource: streamOfOne((request: CallResourceRequest, signal) => callResource(request, tools, signal)),
  });
  server.addService(STREAM, {
    SubscribeStream: unary((request: StreamRequest) => subscribeStream(request)),
    RunStream: stream((request: StreamRequest, signal) => runStream(request, tools, signal)),
    PublishStream: unary(publishStream),
  });
  return server;
}

const SERVING = { status: 'SERVING' };

/** Stays open: we serve for as long as we live. */
const watch: handleServerStreamingCall<unknown, typeof SERVING> = (call) => {
  call.write(SERVING);
  call.on('cancelled', () => call.end());
};

/** @returns the port or socket that the server listens on */
export function listen(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error) {
        reject(error);
      } else {
        resolve(port);
      }
    });
  });
}
