import { twoDigitValues } from './responseTimes';

describe('twoDigitValues', () => {
  it('gives all durations of two digits from about the shortest to about the longest', () => {
    expect(twoDigitValues(97, 130)).toEqual([88, 89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 110, 120, 130, 140]);
    expect(twoDigitValues(0.25, 0.25)).toEqual([0.23, 0.24, 0.25, 0.26, 0.27]);
  });

  it('takes what is hardly measurable for nothing', () => {
    expect(twoDigitValues(0, 0.0012).slice(0, 4)).toEqual([0, 0.001, 0.0011, 0.0012]);
    expect(twoDigitValues(0, 0)).toEqual([0, 0.001, 0.0011]);
  });
});
