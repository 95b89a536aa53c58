import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@grafana/plugin-e2e';
import { gaugeText, keepDrawnTexts } from './gauge';

test('a back end that dies comes back, and the dashboard with it', async ({ gotoDashboardPage, page }) => {
  await keepDrawnTexts(page);
  const pids = backEndsOfGrafana();
  test.skip(pids.length !== 1, 'the Grafana under test runs elsewhere: its processes cannot be seen from here');
  const dashboard = await gotoDashboardPage({
    uid: 'seismolog-overview',
    queryParams: new URLSearchParams({ 'var-datasource': 'seismolog-generated', from: 'now-24h', to: 'now' }),
  });
  const health = dashboard.getPanelByTitle('Health score');
  const number = /^\d+\.\d$/;
  await expect.poll(() => gaugeText(health.locator)).toMatch(number);

  kill(pids[0]);

  await expect(async () => {
    expect(backEndsOfGrafana()).not.toContain(pids[0]);
    await dashboard.refreshDashboard();
    // Until Grafana has started another one, a refresh fails, and no number is shown.
    await expect.poll(() => gaugeText(health.locator), { timeout: 5_000 }).toMatch(number);
    await expect(health.getErrorIcon()).toBeHidden();
    expect(backEndsOfGrafana()).toHaveLength(1);
  }).toPass({ timeout: 60_000 });
});

/** In a container it runs as another user. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    execFileSync('sudo', ['--non-interactive', 'kill', '-KILL', String(pid)]);
  }
}

/** The plugin's processes whose parent is a Grafana, where there is a /proc to see them in. */
function backEndsOfGrafana(): number[] {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return ''; // Not Linux, or the process has ended since.
    }
  };
  const list = () => {
    try {
      return readdirSync('/proc');
    } catch {
      return [];
    }
  };
  return list()
    .filter((entry) => /^\d+$/.test(entry) && read(`/proc/${entry}/cmdline`).includes('gpx_seismolog'))
    .filter((pid) => {
      const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1];
      return read(`/proc/${parent}/comm`).startsWith('grafana');
    })
    .map(Number);
}
