import { type handleServerStreamingCall } from '@grpc/grpc-js';
import { unary } from '../grpc';

const SERVING = { status: 'SERVING' };

/** Stays open: we serve for as long as we live. */
const watch: handleServerStreamingCall<unknown, typeof SERVING> = (call) => {
  call.write(SERVING);
  call.on('cancelled', () => call.end());
};

/** gRPC's own health service, by which go-plugin knows that the plugin lives. */
export function healthService() {
  return { Check: unary(() => SERVING), Watch: watch };
}
