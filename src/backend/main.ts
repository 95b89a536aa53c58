/* One executable: started by Grafana, which sets the magic cookie, it is the plugin; otherwise the command line. */

import { startOverForShortRun } from './quickStart';

declare const SEISMOLOG_VERSION: string;

if (process.env.grafana_plugin_type === 'datasource') {
  const { servePlugin } = await import('./plugin');
  await servePlugin();
} else {
  startOverForShortRun();
  const { runCommandLine } = await import('../report/cli');
  const version = typeof SEISMOLOG_VERSION === 'string' ? SEISMOLOG_VERSION : undefined;
  process.exitCode = await runCommandLine(process.argv.slice(2), version);
}
