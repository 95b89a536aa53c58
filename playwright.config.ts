import { defineConfig } from '@playwright/test';

/** Against the Grafana of `docker compose up`, or any other at GRAFANA_URL with the plugin and provisioning/ in it. */
export default defineConfig({
  testDir: './tests',
  // The tests of real stores are jest's.
  testMatch: /\.spec\.ts$/,
  fullyParallel: true,
  // Loading Grafana itself takes most of it, on a busy machine half a minute.
  timeout: 120_000,
  // Nor is a first analysis there at once.
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  projects: [
    { name: 'plugin', testIgnore: /recovery/ },
    // Kills the back end, so it waits until nothing else needs it.
    { name: 'recovery', testMatch: /recovery/, dependencies: ['plugin'] },
  ],
  use: {
    baseURL: process.env.GRAFANA_URL ?? 'http://localhost:3000',
    viewport: { width: 1600, height: 1000 },
    trace: 'retain-on-failure',
    launchOptions: {
      // A Chromium of the system in place of Playwright's own.
      executablePath: process.env.CHROMIUM_PATH,
      args: process.env.CHROMIUM_PATH ? ['--no-sandbox'] : [],
    },
  },
});
