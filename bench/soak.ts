/**
 * The compiled back end for a while as a busy Grafana uses it, over gRPC: dashboards of nine panels that are refreshed
 * and left, alert rules of other ranges, live streams, Save & test, resources, settings that change, hostile queries,
 * and a Loki that goes away and comes back. Prints what all its processes take and how requests ended. Ends with 1
 * where memory, files or threads grow, where a bug is logged, or where the health check waits for long.
 *
 *   npm run soak -- [--minutes 10] [--every 30] [--executable FILE]
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { executable, Plugin } from '../src/backend/testing/pluginProcess';
import { print } from './generated/print';
import { takenBy } from './processTree';
import { growth, type Sample } from './soak/growth';
import { HealthMeter } from './soak/healthMeter';
import { Outcomes } from './soak/outcomes';
import { RestartingStore } from './soak/restartingStore';
import { createUsers, type User } from './soak/users';
import { MINUTE } from '../src/time/units';

const RESTART_EVERY_MS = 3 * MINUTE;
const AWAY_MS = 5000;

/** The bar is 100 ms; next to other work a process may not be let run for longer. */
const MAX_WAITING_MS = 1000;

/** What is no error of who asks. */
const ERROR = /"@level":"error"/;

/** A worker that was ended for a limit is as it should be. */
const AS_IT_SHOULD = /"@message":"A worker ended while it worked".{0,100}"reason":"(?:time|memory|cancelled)"/;

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    every: { type: 'string', default: '30' },
    executable: { type: 'string' },
  },
});
const minutes = Number(options.minutes);
const endMs = Date.now() + minutes * MINUTE;

const store = await RestartingStore.start(minutes);
const limits = { GF_PLUGIN_ANALYSIS_SECONDS: '5', GF_PLUGIN_WORKER_MEMORY_MB: '400' };
const plugin = await Plugin.start(limits, options.executable ?? executable());
const outcomes = new Outcomes();
const meter = new HealthMeter(plugin);
const samples: Sample[] = [];
const problems: string[] = [];
const users = createUsers(plugin, outcomes, store.url, Math.random);
try {
  print('minute  processes     MB  threads  files  cpu s  health ms (slowest)  slowest answer, how requests ended');
  const all = Promise.all([...users.map(use), restartStore(), watch()]).then(() => growth(samples));
  const ended = plugin
    .exitCode()
    .then((how) => [`the plugin ended by itself (${how}): ${plugin.stderr().slice(-2000)}`]);
  problems.push(...(await Promise.race([all, ended])));
} finally {
  await meter.stop();
  await plugin.stop();
  await store.stop();
}
problems.forEach((problem) => print(`FAILED: ${problem}`));
print(problems.length === 0 ? `Nothing grew in ${minutes} minutes.` : '');
process.exitCode = problems.length === 0 ? 0 : 1;

/** Acts again and again, whether or not the last time is over. */
async function use({ everySeconds, act }: User): Promise<void> {
  const under: Array<Promise<void>> = [];
  while (Date.now() < endMs) {
    under.push(act());
    await sleep(everySeconds * 1000 * (0.5 + Math.random()));
  }
  await Promise.all(under);
}

async function restartStore(): Promise<void> {
  while (Date.now() + RESTART_EVERY_MS + AWAY_MS < endMs) {
    await sleep(RESTART_EVERY_MS);
    await store.restart(AWAY_MS);
  }
}

async function watch(): Promise<void> {
  const beganMs = Date.now();
  let logged = 0;
  while (Date.now() < endMs) {
    await sleep(Number(options.every) * 1000);
    const sample = { minute: (Date.now() - beganMs) / MINUTE, ...takenBy(plugin.pid()) };
    samples.push(sample);
    const { slowestMs, over100Ms, checks, failed } = meter.take();
    const { counts, slowestMs: slowestAnswerMs } = outcomes.take();
    print(
      [
        sample.minute.toFixed(1).padStart(6),
        String(sample.processes).padStart(9),
        sample.memoryMb.toFixed(0).padStart(6),
        String(sample.threads).padStart(8),
        String(sample.files).padStart(6),
        sample.cpuSeconds.toFixed(0).padStart(6),
        `${slowestMs}, ${over100Ms} of ${checks} over 100`.padStart(20),
        ` ${slowestAnswerMs} ms`,
        Object.entries(counts)
          .map(([kind, count]) => `${kind}: ${count}`)
          .join(', '),
      ].join(' ')
    );
    if (slowestMs > MAX_WAITING_MS) {
      problems.push(`the health check waited for ${slowestMs} ms in minute ${sample.minute.toFixed(1)}`);
    }
    if (failed > 0) {
      problems.push(`${failed} health checks were not answered in minute ${sample.minute.toFixed(1)}`);
    }
    const log = plugin.stderr();
    const errors = log
      .slice(logged)
      .split('\n')
      .filter((line) => ERROR.test(line));
    errors.forEach((line) => print(`       ${line.slice(0, 300)}`));
    problems.push(...errors.filter((line) => !AS_IT_SHOULD.test(line)).map((line) => line.slice(0, 2000)));
    logged = log.length;
  }
}
