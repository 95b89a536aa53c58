/**
 * One read in windows mode in a process of its own, so that its memory and CPU time are its own: `once.ts JSON` prints
 * JSON.
 */
import { parseSettings, resolveAnalysisOptions } from '../../src/query/validation';
import { analyzeSource } from '../../src/pipeline/analyzeSource';
import { countFetch } from '../countFetch';
import { type ScaleRequest, type ScaleRun } from '../scale';

const { store, url, expr, fromMs, toMs }: ScaleRequest = JSON.parse(process.argv[2]);
const settings = parseSettings({
  jsonData: { source: store, mode: 'windows', timeout: 300 },
  secureJsonData: {},
  url,
  basicAuth: false,
  basicAuthUser: '',
});
const { traffic } = countFetch();
const request = { settings, expr, fromMs, toMs, options: resolveAnalysisOptions(settings, { analysis: {} }) };
const context = { signal: new AbortController().signal, checkpoint: () => undefined };
const began = performance.now();
const { totals, seconds, spent } = await analyzeSource(request, context);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();

const run: ScaleRun = {
  logs: totals.logs,
  requests: traffic.requests,
  bytes: traffic.bytes,
  unpackedBytes: spent?.bytes ?? 0,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  seconds: (performance.now() - began) / 1000,
  reading: seconds.count,
  peakMemoryMb: maxRSS / 1024,
  urls: traffic.urls,
};
process.stdout.write(JSON.stringify(run));
