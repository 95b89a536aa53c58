import { type MethodDefinition, type ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import { parse } from 'protobufjs';
import controllerProto from './controller.proto' with { type: 'text' };
import healthProto from './health.proto' with { type: 'text' };
import pluginProto from './plugin.proto' with { type: 'text' };

const OPTIONS = { longs: Number, enums: String, defaults: true, keepCase: true } as const;

/** A gRPC service of a .proto text that is part of the executable. */
function service(proto: string, name: string): ServiceDefinition {
  const { root } = parse(proto, { keepCase: true });
  const definition = fromJSON(root.toJSON(), OPTIONS)[name];
  if (!definition || !isService(definition)) {
    throw new Error(`The protocol has no service ${name}.`);
  }
  return definition;
}

function isService(definition: object): definition is ServiceDefinition {
  return Object.values(definition).every((method: Partial<MethodDefinition<unknown, unknown>>) => 'path' in method);
}

export const DATA = service(pluginProto, 'pluginv2.Data');
export const DIAGNOSTICS = service(pluginProto, 'pluginv2.Diagnostics');
export const RESOURCE = service(pluginProto, 'pluginv2.Resource');
export const STREAM = service(pluginProto, 'pluginv2.Stream');
export const HEALTH = service(healthProto, 'grpc.health.v1.Health');
export const CONTROLLER = service(controllerProto, 'plugin.GRPCController');
