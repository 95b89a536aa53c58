/**
 * A range of 7 days, read and analysed, then slid on by a minute at a time: `slide.ts [LOKI_URL [EXPR]]` prints the seconds of both,
 * and what a store sent for them, as JSON. Without a URL the logs are generated.
 */
import { median } from 'simple-statistics';
import { runAnalysis } from '../src/backend/runAnalysis';
import { parseSettings, resolveAnalysisOptions } from '../src/query/validation';

const MINUTE = 60_000;
const DAYS = 7;
const SLIDES = 5;

const [url = '', expr = '{service_name=~".+"}'] = process.argv.slice(2);
const settings = parseSettings({
  jsonData: { source: url === '' ? 'generated' : 'loki' },
  secureJsonData: {},
  url,
  basicAuth: false,
  basicAuthUser: '',
});
const options = resolveAnalysisOptions(settings, { analysis: {} });

let bytes = 0;
const { fetch } = globalThis;
globalThis.fetch = Object.assign(async (...args: Parameters<typeof fetch>) => {
  const response = await fetch(...args);
  bytes += (await response.clone().arrayBuffer()).byteLength;
  return response;
}, fetch);

async function measure(toMs: number) {
  const request = { settings, expr, fromMs: toMs - DAYS * 1440 * MINUTE, toMs, options };
  const before = bytes;
  const began = performance.now();
  const { totals, seconds } = await runAnalysis(request, new AbortController().signal, () => undefined);
  return {
    logs: totals.logs,
    seconds: (performance.now() - began) / 1000,
    reading: seconds.read,
    bytes: bytes - before,
  };
}

const nowMs = url === '' ? Date.UTC(2026, 0, 12) : Date.now() - SLIDES * MINUTE;
const first = await measure(nowMs);
const slid: Array<typeof first> = [];
for (let i = 1; i <= SLIDES; i++) {
  slid.push(await measure(nowMs + i * MINUTE));
}
const typical = (key: keyof typeof first) => median(slid.map((run) => run[key]));

process.stdout.write(
  JSON.stringify({
    first,
    slid: { logs: typical('logs'), seconds: typical('seconds'), reading: typical('reading'), bytes: typical('bytes') },
  })
);
