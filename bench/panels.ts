/**
 * What a dashboard of nine panels costs, asked of the compiled back end over gRPC as Grafana does it, each panel a
 * request of its own: first of all, once more, and slid on by a minute again and again: one panel alone, all nine, and
 * all beside four alert rules of other ranges. Wall time of all of them; processor time and memory of all processes.
 *
 *   npm run bench:panels -- [--executable FILE] [--runs 5] [--slides 8] [--days 7] [--logs 14400] [--json]
 */
import { parseArgs } from 'node:util';
import { median } from 'simple-statistics';
import { executable, Plugin } from '../src/backend/testing/pluginProcess';
import { print, printTable } from './generated/print';
import { PANELS } from './panelViews';
import { takenBy } from './processTree';
import { MINUTE, DAY } from '../src/time/units';

const RULES = [
  { queryType: 'healthScore', minutes: 10 },
  { queryType: 'serviceHealth', minutes: 30 },
  { queryType: 'incidentsBySeverity', minutes: 60 },
  { queryType: 'errorsByService', minutes: 360 },
];

const TO = Date.UTC(2026, 0, 12);

const { values: options } = parseArgs({
  options: {
    executable: { type: 'string' },
    runs: { type: 'string', default: '5' },
    slides: { type: 'string', default: '8' },
    days: { type: 'string', default: '7' },
    logs: { type: 'string', default: '14400' },
    json: { type: 'boolean', default: false },
  },
});

const jsonData = { lineLimit: 2_000_000, generated: { logsPerDay: Number(options.logs) } };

interface Cost {
  ms: number;
  cpuMs: number;
  memoryMb: number;
}

const runs: Array<Record<string, Cost[]>> = [];
for (let run = 0; run < Number(options.runs); run++) {
  const plugin = await Plugin.start({}, options.executable ?? executable());
  try {
    await plugin.call('grpc.health.v1.Health/Check', {});
    const costs: Record<string, Cost[]> = {
      first: [await cost(plugin, () => dashboard(plugin, TO))],
      'once more': [await cost(plugin, () => dashboard(plugin, TO))],
    };
    let toMs = TO;
    const slid = async (name: string, ask: (toMs: number) => Promise<unknown>) => {
      toMs += MINUTE;
      (costs[name] ??= []).push(await cost(plugin, () => ask(toMs)));
    };
    for (let slide = 0; slide < Number(options.slides); slide++) {
      await slid('slid, one panel', (to) => dashboard(plugin, to, PANELS.slice(0, 1)));
      await slid('slid, all nine', (to) => dashboard(plugin, to));
      await slid('slid, with 4 rules', (to) => Promise.all([dashboard(plugin, to), rules(plugin, to)]));
    }
    runs.push(costs);
  } finally {
    await plugin.stop();
  }
}

const typical = Object.keys(runs[0]).map((name) => {
  const of = (key: keyof Cost) => Math.round(median(runs.flatMap((run) => run[name].map((one) => one[key]))));
  return { 'nine panels': name, ms: of('ms'), 'processor ms': of('cpuMs'), 'memory MB': of('memoryMb') };
});
if (options.json) {
  print(JSON.stringify(typical, null, 2));
} else {
  printTable(
    `Nine panels on ${options.days} days of ${options.logs} logs a day, median of ${options.runs} runs`,
    typical
  );
}

async function cost(plugin: Plugin, ask: () => Promise<unknown>): Promise<Cost> {
  const before = takenBy(plugin.pid());
  const began = performance.now();
  await ask();
  const ms = performance.now() - began;
  const after = takenBy(plugin.pid());
  return { ms, cpuMs: (after.cpuSeconds - before.cpuSeconds) * 1000, memoryMb: after.memoryMb };
}

function dashboard(plugin: Plugin, toMs: number, panels: readonly string[] = PANELS): Promise<unknown> {
  const range = { fromMs: toMs - Number(options.days) * DAY, toMs };
  return Promise.all(panels.map((queryType) => ask(plugin, queryType, range)));
}

function rules(plugin: Plugin, toMs: number): Promise<unknown> {
  const headers = { FromAlert: 'true' };
  return Promise.all(
    RULES.map(({ queryType, minutes }) => ask(plugin, queryType, { fromMs: toMs - minutes * MINUTE, toMs, headers }))
  );
}

async function ask(plugin: Plugin, queryType: string, range: object): Promise<void> {
  const { A } = await plugin.query([{ refId: 'A', queryType }], { jsonData, ...range });
  if (A.error !== undefined) {
    throw new Error(`${queryType}: ${A.error}`);
  }
}
