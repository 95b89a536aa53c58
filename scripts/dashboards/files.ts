import { dashboard } from './dashboard';
import { onCall } from './pages/onCall';
import { overview } from './pages/overview';
import { patterns } from './pages/patterns';
import { service } from './pages/service';

/** Each dashboard that the plugin brings, with its file. */
export function dashboardFiles(): Array<{ path: string; text: string }> {
  return [onCall, overview, service, patterns].map((page) => ({
    path: `src/dashboards/${page.uid}.json`,
    text: `${JSON.stringify(dashboard(page), null, 2)}\n`,
  }));
}
