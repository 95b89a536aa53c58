import { CRITICAL, INFO, UNKNOWN } from '../../logs/level';
import { tableOf } from '../../logs/testing/tableOf';
import { isDumpLine, levelsWithoutDumps } from './dumpLines';

describe('lines of a dump', () => {
  it.each([
    'machine check: i-fetch......................0',
    'fp cr field .............0x00000001',
    'instruction address: 0x00004ed8',
    'RAX: 0000000000000000 RBX: ffff880036a3c000 RCX: 00000000ffffffff',
    'eax=deadbeef, ebx=0x1',
  ])('only show values: %s', (message) => {
    expect(isDumpLine(message)).toBe(true);
  });

  it.each([
    'data TLB error interrupt',
    'kernel panic: not syncing',
    'Error code: 0x80070005',
    'exit status: 0xc0000005',
    'retrying in 5 s...',
    'connecting...failed',
    'mount FAILED : point /p/gb1',
    'connection to 0xdb refused',
    'retries: 5',
  ])('say what happened else: %s', (message) => {
    expect(isDumpLine(message)).toBe(false);
  });

  it('have no level of their own, whichever template they are of', () => {
    const table = tableOf(
      ['kernel panic', 'data address: 0x0000004c', 'data address: 0x00000050', 'flags: 0x0000004c'].map(
        (message, i) => ({
          timeMs: i,
          level: i === 3 ? INFO : CRITICAL,
          message,
        })
      )
    );
    expect(Array.from(levelsWithoutDumps(table, Int32Array.of(0, 1, 1, 2)))).toEqual([
      CRITICAL,
      UNKNOWN,
      UNKNOWN,
      INFO,
    ]);
    expect(Array.from(levelsWithoutDumps(table, Int32Array.of(-1, -1, -1, -1)))[2]).toBe(UNKNOWN);
    expect(table.level[1]).toBe(CRITICAL);
  });
});
