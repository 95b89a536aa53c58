import { ratioSeries } from './ratioSeries';
import { usualSlowShare } from './slowShare';

/** Twenty steps in each window, of which so many are slow. */
function usualOf(slow: readonly number[]) {
  const steps = new Uint32Array(slow.length).fill(20);
  return usualSlowShare(ratioSeries(Uint32Array.from(slow), steps, 0, slow.length));
}

const windows = (count: number, slow: number) => Array.from({ length: count }, () => slow);

describe('usualSlowShare', () => {
  it('is that of the better windows, though two of three are trouble', () => {
    expect(usualOf([...windows(4, 0), ...windows(8, 6)])).toMatchObject({ rate: 0.01, dispersion: 1 });
  });

  it('is what all windows have', () => {
    expect(usualOf(windows(12, 4))).toMatchObject({ rate: 0.2, dispersion: 1 });
  });

  it('knows that windows which are well differ by more than chance', () => {
    const { dispersion = 0 } = usualOf([0, 0, 10, 12, 14, 15, 16, 16, 17, 17, 18, 18]) ?? {};
    expect(dispersion).toBeGreaterThan(10);
  });

  it('needs some history', () => {
    expect(usualOf(windows(5, 0))).toBeUndefined();
  });
});
