import { DEBUG, ERROR, INFO, UNKNOWN } from '../logs/level';
import { type LogTable } from '../logs/logTable';
import { tableOf } from '../logs/testing/tableOf';
import { assumeLevels, reasonsOf } from './assumedLevels';

const table = (...logs: ReadonlyArray<readonly [level: number, line: string]>): LogTable =>
  tableOf(logs.map(([level, line], timeMs) => ({ timeMs, level, line, message: line })));

describe('levels that logs do not say', () => {
  it('are INFO on lines of syslog without a priority', () => {
    const assumed = assumeLevels(
      table([UNKNOWN, 'Dec 31 23:59:58 web1 app[1]: before'], [UNKNOWN, 'a line of something else'])
    );
    expect([...assumed.levels]).toEqual([INFO, UNKNOWN]);
    expect(reasonsOf(assumed)).toEqual(['level: assumed INFO in 1 line of syslog without a priority']);
  });

  it('are INFO where only lines that are bad are marked, by a level or by their words', () => {
    const assumed = assumeLevels(
      table(
        [UNKNOWN, 'eth0: link up'],
        [ERROR, 'ERROR: lost'],
        [UNKNOWN, 'Out of memory: Killed process 9'],
        [UNKNOWN, 'usb 1-1: new device']
      )
    );
    expect([...assumed.levels]).toEqual([INFO, ERROR, UNKNOWN, INFO]);
    expect(reasonsOf(assumed)).toEqual(['level: assumed INFO in 2 lines, for only lines that complain are marked']);
  });

  it.each([
    ['no line is marked', [[UNKNOWN, 'eth0: link up']]],
    [
      'lines that are not bad are marked too',
      [
        [UNKNOWN, 'a'],
        [ERROR, 'b'],
        [DEBUG, 'c'],
        [UNKNOWN, 'd'],
      ],
    ],
    [
      'most lines are marked',
      [
        [UNKNOWN, 'a'],
        [ERROR, 'b'],
        [ERROR, 'c'],
      ],
    ],
  ] as const)('stay unknown where %s', (_, logs) => {
    const assumed = assumeLevels(table(...logs));
    expect([...assumed.levels]).toEqual(logs.map(([level]) => level));
    expect(reasonsOf(assumed)).toEqual([]);
  });

  it('are only shown: what is known stays as it is', () => {
    const logs = table([UNKNOWN, 'Dec 31 23:59:58 web1 app[1]: before']);
    assumeLevels(logs);
    expect([...logs.level]).toEqual([UNKNOWN]);
  });
});
