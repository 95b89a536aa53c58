import { InputError } from '../errors';
import { parseTimeArgument } from './timeArgument';
import { MINUTE, DAY } from '../time/units';

const NOW = Date.UTC(2026, 0, 31, 12);

describe('a time on the command line', () => {
  it.each([
    ['now', NOW],
    ['now-7d', NOW - 7 * DAY],
    ['now-90m', NOW - 90 * MINUTE],
    ['1700000000000', 1_700_000_000_000],
    ['2026-01-30', Date.UTC(2026, 0, 30)],
    ['2026-01-30T10:00:00', Date.UTC(2026, 0, 30, 10)],
    ['2026-01-30T10:00:00Z', Date.UTC(2026, 0, 30, 10)],
    ['2026-01-30T10:00:00+02:00', Date.UTC(2026, 0, 30, 8)],
  ])('%s', (text, expected) => {
    expect(parseTimeArgument('--from', text, NOW)).toBe(expected);
  });

  it.each(['yesterday', 'now-7', '12:00', ''])('refuses "%s" and names the option', (text) => {
    expect(() => parseTimeArgument('--from', text, NOW)).toThrow(InputError);
    expect(() => parseTimeArgument('--from', text, NOW)).toThrow(/^--from /);
  });
});
