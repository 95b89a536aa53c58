/* One executable: started by Grafana, which sets the magic cookie, it is the plugin; by the plugin, a worker; otherwise the command line. */

import { WORKER_COMMAND } from './pool/workerCommand';
import { startOverForShortRun } from './quickStart';

declare const SEISMOLOG_VERSION: string;

if (process.argv[2] === WORKER_COMMAND && process.send) {
  const { supervise } = await import('./worker/supervisor');
  supervise();
} else if (process.env.grafana_plugin_type === 'datasource') {
  const { servePlugin } = await import('./plugin');
  await servePlugin();
} else {
  startOverForShortRun();
  const { outliveReaders } = await import('../report/closedPipe');
  outliveReaders(process.stdout);
  const { runCommandLine } = await import('../report/cli');
  const version = typeof SEISMOLOG_VERSION === 'string' ? SEISMOLOG_VERSION : undefined;
  process.exitCode = await runCommandLine(process.argv.slice(2), version);
}
