import { suggestTimeFormat } from './suggestTimeFormat';

describe('suggestTimeFormat', () => {
  it.each([
    ['2024|11|03 14h30m05 lost', "yyyy|MM|dd HH'h'mm'm'ss"],
    ['[3~11~2024 9_05] lost', 'd~MM~yyyy H_mm'],
    ['11~23~2024 09_05_10,123 lost', 'MM~dd~yyyy HH_mm_ss,SSS'],
  ])('finds how the time of %j is written', (line, tokens) => {
    expect(suggestTimeFormat(line)).toBe(tokens);
  });

  it.each(['lost', '10.0.0.1 lost', 'took 99:99:99:99', ''])('finds none in %j', (line) => {
    expect(suggestTimeFormat(line)).toBeUndefined();
  });
});
