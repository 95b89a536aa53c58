import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseDuration } from '../../src/logs/durations/parseDuration';
import { parseLevel } from '../../src/logs/levels/parseLevel';
import { createLineParser, emptyRecord } from '../../src/logs/lineParser';
import { LogTableBuilder } from '../../src/logs/logTableBuilder';
import { TimeReader } from '../../src/logs/time/timeReader';
import { type FieldMapping } from '../../src/query/settings';
import { readFileLogs } from '../../src/sources/file/fileSource';
import { check, checkRecord, checkTable } from './checks';
import { target, type Target } from './target';
import { anyFile, anyLine, anyWord } from './texts';

const NEAR_MS = Date.UTC(2026, 2, 1, 12);

const MAPPINGS: readonly FieldMapping[] = [
  {},
  {},
  { timeZone: 'Europe/Berlin', responseTimeUnit: 's' },
  { time: 'ts', level: 'http.status', responseTime: 'took', service: '__proto__' },
  { timeFormat: 'yyyy-MM-dd HH:mm:ss,SSS' },
  { pattern: '^(?P<time>\\S+) (?P<level>\\w+) (?P<message>.*)$' },
];

const anyMapping = fc.constantFrom(...MAPPINGS);
const FILES = ['app.log', 'app.csv', 'app.json', 'app.ndjson', 'app'];

const lines = target({
  name: 'lines',
  atOnce: 4000,
  inputs: fc.record({ mapping: anyMapping, lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }) }),
  run({ mapping, lines }) {
    const parser = createLineParser(mapping, { nearMs: NEAR_MS });
    const record = emptyRecord();
    const builder = new LogTableBuilder();
    for (const line of lines) {
      record.timeMs = NaN;
      record.timeNs = 0;
      parser.parse(line, { service_name: 'api' }, record);
      checkRecord(record);
      if (!Number.isNaN(record.timeMs)) {
        builder.append(record);
      }
    }
    checkTable(builder.finish());
  },
});

const words = target({
  name: 'durations, levels, times',
  atOnce: 10_000,
  inputs: fc.record({ word: anyWord, zone: fc.constantFrom(undefined, 'America/New_York') }),
  run({ word, zone }) {
    const duration = parseDuration(word, 1, word.length % 2 === 0);
    check(Number.isNaN(duration) || duration >= 0, `the duration is ${duration}`);
    const level = parseLevel(word);
    check(level === undefined || Number.isInteger(level), `the level is ${level}`);
    const times = new TimeReader({ timeZone: zone, anchor: { nearMs: NEAR_MS, nowMs: NEAR_MS } });
    const time = { timeMs: 0, timeNs: 0 };
    if (times.readField(word, time) === 'time') {
      check(
        Math.abs(time.timeMs) <= 8.64e15 && time.timeNs >= 0 && time.timeNs < 1e6,
        `the time is ${JSON.stringify(time)}`
      );
    }
  },
});

const folder = mkdtempSync(path.join(tmpdir(), 'seismolog-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const files = target({
  name: 'files',
  atOnce: 500,
  inputs: fc.record({ name: fc.constantFrom(...FILES), mapping: anyMapping, text: anyFile }),
  async run({ name, mapping, text }) {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const { table } = await readFileLogs(file, { mapping });
    checkTable(table);
  },
});

const bytes = target({
  name: 'bytes',
  atOnce: 500,
  inputs: fc.record({
    name: fc.constantFrom(...FILES),
    text: anyFile,
    changes: fc.array(fc.record({ at: fc.nat(2000), byte: fc.nat(255) }), { maxLength: 6 }),
  }),
  async run({ name, text, changes }) {
    const content = Buffer.from(text);
    changes.forEach(({ at, byte }) => content.length > 0 && (content[at % content.length] = byte));
    const file = path.join(folder, name);
    writeFileSync(file, content);
    checkTable((await readFileLogs(file, { mapping: {} })).table);
  },
});

export const READERS: readonly Target[] = [lines, words, files, bytes];
