import { statusOf } from './health';

describe('statusOf', () => {
  it.each([
    [100, 'EXCELLENT'],
    [90, 'EXCELLENT'],
    [89.9, 'GOOD'],
    [70, 'GOOD'],
    [69.9, 'WARNING'],
    [50, 'WARNING'],
    [49.9, 'CRITICAL'],
    [0, 'CRITICAL'],
  ])('of %d is %s', (score, status) => {
    expect(statusOf(score)).toBe(status);
  });
});
