/**
 * A Loki in a process of its own, so that it can be killed: `store.ts --port PORT --from MS --to MS --logs PER_DAY`,
 * generated logs, or `store.ts --port PORT --file FILE --from MS`, its lines from that time on, ten a second. Prints
 * its address once it answers.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LEVELS } from '../../src/logs/level';
import { toLine } from '../../src/sources/generated/formats';
import { generate } from '../../src/sources/generated/generate';
import { type FakeLine } from '../../src/sources/loki/testing/fakeLine';
import { fakeLoki } from '../../src/sources/loki/testing/fakeLoki';

const SEED = 11;

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: '0' },
    logs: { type: 'string', default: '14400' },
    file: { type: 'string' },
  },
});
const fromMs = Number(options.from);
const lines = options.file === undefined ? generated() : ofFile(options.file);
const { url } = await fakeLoki({ lines, port: Number(options.port) });
process.stdout.write(`${url}\n`);
// It ends with who started it.
process.stdin.on('end', () => process.exit()).resume();

function generated(): FakeLine[] {
  const { table } = generate({ seed: SEED, logsPerDay: Number(options.logs) }, { fromMs, toMs: Number(options.to) });
  return Array.from({ length: table.length }, (_, row) => ({
    labels: { service_name: table.service.values[table.service.codes[row]], level: LEVELS[table.level[row]] },
    time: BigInt(table.timeMs[row]) * 1_000_000n + BigInt(table.timeNs[row]),
    line: toLine(table, row, 'logfmt'),
  }));
}

function ofFile(file: string): FakeLine[] {
  const texts = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return texts.map((line, i) => ({
    labels: { service_name: 'api' },
    time: BigInt(fromMs + i * 100) * 1_000_000n,
    line,
  }));
}
