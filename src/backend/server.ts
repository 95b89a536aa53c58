import { Server, ServerCredentials } from '@grpc/grpc-js';
import { controllerService } from './handlers/controller';
import { MESSAGE_BYTES } from './handlers/bounds';
import { dataService } from './handlers/data';
import { type Desk } from './handlers/desk';
import { diagnosticsService } from './handlers/diagnostics';
import { healthService } from './handlers/health';
import { resourceService } from './handlers/resource';
import { streamService } from './handlers/stream';
import { type Metrics } from './metrics';
import { CONTROLLER, DATA, DIAGNOSTICS, HEALTH, RESOURCE, STREAM } from './proto/definitions';

/** Grafana's own client takes messages of any size; it sends what its users chose. */
const SIZES = { 'grpc.max_receive_message_length': MESSAGE_BYTES, 'grpc.max_send_message_length': -1 };

/** The plugin's gRPC services: Grafana's, and go-plugin's health and controller. */
export function createServer(desk: Desk, metrics: Metrics, shutdown: () => void): Server {
  const server = new Server(SIZES);
  server.addService(HEALTH, healthService());
  server.addService(CONTROLLER, controllerService(shutdown));
  server.addService(DATA, dataService(desk));
  server.addService(DIAGNOSTICS, diagnosticsService(desk, metrics));
  server.addService(RESOURCE, resourceService(desk));
  server.addService(STREAM, streamService(desk));
  return server;
}

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
