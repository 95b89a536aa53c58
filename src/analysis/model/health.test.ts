import { readFileSync } from 'node:fs';
import { HEALTH_BANDS, statusOf } from './health';

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

describe('the bands of health', () => {
  const { WARNING, GOOD, EXCELLENT } = HEALTH_BANDS;

  it.each([
    ['src/dashboards/seismolog-overview.json', /Under (\d+) is critical, from (\d+) good, from (\d+) excellent/],
    ['docs/detectors/health.md', /\b(\d+) and over is EXCELLENT, (\d+) GOOD, (\d+) WARNING/],
  ])('are those that %s names', (path, sentence) => {
    const [, ...named] = sentence.exec(readFileSync(path, 'utf8')) ?? [];
    expect(named.map(Number).sort((a, b) => a - b)).toEqual([WARNING, GOOD, EXCELLENT]);
  });
});
