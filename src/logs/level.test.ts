import { CRITICAL, DEBUG, ERROR, INFO, LEVELS, levelOfStatus, UNKNOWN, WARNING } from './level';

describe('LEVELS', () => {
  it('puts what is not known below every level that a log can name, so that no comparison takes it for severe', () => {
    expect(LEVELS[UNKNOWN]).toBe('UNKNOWN');
    expect([DEBUG, INFO, WARNING, ERROR, CRITICAL].map((code) => LEVELS[code])).toEqual(LEVELS.slice(1));
    expect(Math.min(DEBUG, INFO, WARNING, ERROR, CRITICAL)).toBeGreaterThan(UNKNOWN);
  });
});

describe('levelOfStatus', () => {
  it.each([
    [0, UNKNOWN],
    [101, INFO],
    [200, INFO],
    [302, INFO],
    [400, WARNING],
    [499, WARNING],
    [500, ERROR],
    [599, ERROR],
  ])('of %d is %d', (status, level) => {
    expect(levelOfStatus(status)).toBe(level);
  });
});
