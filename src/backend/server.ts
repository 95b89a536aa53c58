import { Server, ServerCredentials } from '@grpc/grpc-js';
import { controllerService } from './handlers/controller';
import { dataService, type Tools } from './handlers/data';
import { diagnosticsService } from './handlers/diagnostics';
import { healthService } from './handlers/health';
import { resourceService } from './handlers/resource';
import { streamService } from './handlers/stream';
import { CONTROLLER, DATA, DIAGNOSTICS, HEALTH, RESOURCE, STREAM } from './proto/definitions';

/** Grafana's own client takes messages of any size. */
const ANY_SIZE = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/** The plugin's gRPC services: Grafana's, and go-plugin's health and controller. */
export function createServer(tools: Tools, shutdown: () => void): Server {
  const server = new Server(ANY_SIZE);
  server.addService(HEALTH, healthService());
  server.addService(CONTROLLER, controllerService(shutdown));
  server.addService(DATA, dataService(tools));
  server.addService(DIAGNOSTICS, diagnosticsService(tools));
  server.addService(RESOURCE, resourceService(tools));
  server.addService(STREAM, streamService(tools));
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
