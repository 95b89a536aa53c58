/**
 * Takes the pictures of the docs from a running Grafana with the plugin, at GRAFANA_URL, and of the report as a page:
 * `npm run screenshots`. Generated logs of fixed days, so that only what has changed looks different.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

const GRAFANA = process.env.GRAFANA_URL ?? 'http://localhost:3000';
const DATA_SOURCE = process.env.SEISMOLOG_UID ?? 'seismolog-generated';
const FROM = '2026-01-05T00:00:00.000Z';
const TO = '2026-01-12T00:00:00.000Z';
/** The day before this moment, in the middle of an incident. */
const DAY_BEFORE = { from: '2026-01-07T08:05:00.000Z', to: '2026-01-08T08:05:00.000Z' };
const TIMEOUT_MS = 60_000;
const DRAWING_MS = 5_000;

const PICTURES = [
  { file: 'on-call.png', dashboard: 'seismolog-on-call', height: 1375, range: DAY_BEFORE },
  { file: 'dashboard.png', dashboard: 'seismolog-overview', height: 1040 },
  { file: 'patterns.png', dashboard: 'seismolog-patterns', height: 1000 },
  { file: 'service.png', dashboard: 'seismolog-service', height: 705, service: 'database' },
];

const browser = await chromium.launch({
  // A Chromium of the system in place of Playwright's own.
  executablePath: process.env.CHROMIUM_PATH,
  args: process.env.CHROMIUM_PATH ? ['--no-sandbox'] : [],
});
try {
  for (const picture of PICTURES) {
    await take(picture.file, picture.height, (page) => openDashboard(page, picture));
  }
  await take('report.png', 1000, openReport);
} finally {
  await browser.close();
}

async function take(file, height, open) {
  const page = await browser.newPage({
    viewport: { width: 1600, height },
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  });
  const target = path.join('src/img', file);
  await open(page);
  await page.screenshot({ path: target });
  await page.close();
  process.stdout.write(`${target}\n`);
}

async function openDashboard(page, { dashboard, service, range = { from: FROM, to: TO } }) {
  const wanted = { 'var-datasource': DATA_SOURCE, ...range, timezone: 'utc', theme: 'dark', kiosk: 'true' };
  const address = new URL(`/d/${dashboard}`, GRAFANA);
  address.search = new URLSearchParams({
    ...wanted,
    ...(service && { 'var-service': service }),
  }).toString();
  await page.goto(address.href, { timeout: TIMEOUT_MS });
  await page
    .getByTestId(/^data-testid Panel header /)
    .first()
    .waitFor({ timeout: TIMEOUT_MS });
  await page.waitForFunction(() => !document.querySelector('[aria-label="Panel loading bar"]'), undefined, {
    timeout: TIMEOUT_MS,
    polling: 1000,
  });
  // What has its data is still drawn.
  await page.waitForTimeout(DRAWING_MS);
  const broken = page.getByText('An unexpected error happened');
  const errors = await page.getByTestId('data-testid Panel status error').or(broken).count();
  if (errors > 0) {
    throw new Error(`${errors} panels of ${dashboard} show an error: look at ${address.href}`);
  }
}

async function openReport(page) {
  const folder = mkdtempSync(path.join(tmpdir(), 'seismolog-'));
  const file = path.join(folder, 'report.html');
  try {
    const options = ['--source', 'generated', '--from', FROM, '--to', TO, '--format', 'html', '--output', file];
    execFileSync('node', ['scripts/bun.mjs', 'src/backend/main.ts', 'report', ...options], { stdio: 'inherit' });
    await page.goto(pathToFileURL(file).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
