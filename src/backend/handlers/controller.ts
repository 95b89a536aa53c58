import { unary } from '../grpc';

/** go-plugin's controller: without it a plugin is killed at every stop. */
export function controllerService(shutdown: () => void) {
  return {
    Shutdown: unary(() => {
      // After the answer is out.
      setTimeout(shutdown, 10);
      return {};
    }),
  };
}
