import { countWindows } from './countLogs';
import { windowCounts } from './windowCounts';
import { tableOf } from '../../logs/testing/tableOf';
import { dataEnds, dataGaps } from './dataGaps';
import { stretchesOf } from './stretches';
import { MINUTE } from '../../time/units';

/** `perMinute[m]` logs in minute m. */
function windowsOf(perMinute: readonly number[]) {
  const logs = perMinute.flatMap((count, minute) =>
    Array.from({ length: count }, (_, i) => ({ timeMs: minute * MINUTE + i, service: i % 2 ? 'api' : 'database' }))
  );
  const windows = countWindows(tableOf(logs), { fromMs: 0, toMs: perMinute.length * MINUTE });
  return [windows, windowCounts(windows)] as const;
}

describe('dataGaps', () => {
  it('finds windows without any log between busy ones', () => {
    expect([...dataGaps(...windowsOf([20, 20, 0, 0, 20, 20]))]).toEqual([0, 0, 1, 1, 0, 0]);
  });

  it('takes a quiet night for what it is', () => {
    expect([...dataGaps(...windowsOf([20, 20, 2, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 20]))]).not.toContain(
      1
    );
  });

  it('finds where logs end, before a gap and for good', () => {
    expect([...dataEnds(...windowsOf([20, 20, 0, 0, 20, 20, 0]))]).toEqual([0, 1, 0, 0, 0, 1, 0]);
  });
});

describe('stretchesOf', () => {
  const breached = Uint8Array.of(0, 1, 0, 1, 1, 0, 0, 0, 1, 0);

  it('joins what is no further apart than the gap', () => {
    expect(stretchesOf(breached, 1)).toEqual([
      { from: 1, to: 5 },
      { from: 8, to: 9 },
    ]);
  });

  it('joins nothing across a break', () => {
    const breaks = Uint8Array.of(0, 0, 1, 0, 0, 0, 1, 0, 0, 0);
    expect(stretchesOf(breached, 5, breaks)).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 5 },
      { from: 8, to: 9 },
    ]);
  });
});
