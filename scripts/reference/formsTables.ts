import { ACCESS_FORMATS } from '../../src/logs/access/accessFormats';
import { compileTemplate } from '../../src/logs/access/template';
import { type Part } from '../../src/logs/access/tokens';
import { LEVELS } from '../../src/logs/level';
import { SIGNS } from '../../src/logs/levels/producerSigns';
import { BLOCK_FORMATS } from '../../src/sources/file/blocks';
import { code, table } from './markdown';

/** What a part of an access line is called. */
const TAKEN: Readonly<Record<Part, string>> = {
  time: 'time',
  request: 'request',
  method: 'request',
  path: 'request',
  status: 'status',
  service: 'service',
  trace: 'trace ID',
  level: 'level',
  flags: 'how it ended',
  duration: 'response time',
  seconds: 'response time (s)',
  ms: 'response time (ms)',
  us: 'response time (µs)',
  number: 'response time (unit by the values)',
  someSeconds: 'response time (sum, s)',
  pairs: '`key=value`',
};

/** Every form of access lines, with what is taken of it. */
export function accessTable(): string {
  const rows = ACCESS_FORMATS.map(({ name, template, example }) => {
    const { parts } = compileTemplate(template.replace('$clf', '$time $request $status'));
    return [name, code(example), [...new Set(parts.map((part) => TAKEN[part]))].join(', ')];
  });
  return table(['Format', 'A line', 'What is taken'], rows);
}

/** Producers that say a level in a way of their own. */
export function signsTable(): string {
  const rows = SIGNS.map(({ name, example, pattern, level }) => [
    name,
    code(example),
    LEVELS[level(pattern.exec(example)?.at(1) ?? '') ?? -1] ?? '',
  ]);
  return table(['A level as of', 'Example', 'Level'], rows);
}

/** Formats whose logs are blocks of lines. */
export function blocksTable(): string {
  return table(
    ['Blocks of', 'Example'],
    BLOCK_FORMATS.map(({ name, example }) => [name, example.split(' / ').map(code).join(' / ')])
  );
}
