import { scoreAt, scoreCorpus } from './score';

/** 1,000 values with an anomaly in 500 to 599; the first 150 are probation. */
const anomalies = [{ first: 500, last: 599 }];
const alarmsAt = (...indices: number[]) => ({
  scores: Float64Array.from({ length: 1000 }, (_, i) => (indices.includes(i) ? 1 : 0)),
  anomalies,
});

describe('NAB score', () => {
  it('is 100 where each anomaly is found at its first value and nothing else alarms', () => {
    const perfect = scoreCorpus([alarmsAt(500), alarmsAt(500)]);
    expect(perfect).toEqual({ score: 100, threshold: 1, found: 2, anomalies: 2, falseAlarms: 0 });
  });

  it('is 0 without alarms, and never less at the best threshold', () => {
    expect(scoreAt([alarmsAt()], 1).score).toBe(0);
    const useless = scoreCorpus([
      { scores: Float64Array.from({ length: 1000 }, (_, i) => Number(i < 450)), anomalies },
    ]);
    expect(useless.score).toBe(0);
    expect(useless.threshold).toBe(Infinity);
  });

  it('gives less the later an anomaly is found: half of the way at the end of its window', () => {
    const [early, middle, late] = [500, 550, 599].map((index) => scoreAt([alarmsAt(index)], 1).score);
    expect(early).toBe(100);
    // 2 / (1 + e^-2.5) - 1 = 0.848, over 0.987 at the window's start.
    expect(middle).toBeCloseTo(50 + 50 * (0.8483 / 0.9866), 1);
    expect(late).toBeCloseTo(50 + 50 * (0.025 / 0.9866), 1);
  });

  it('counts the earliest alarm of a window only', () => {
    expect(scoreAt([alarmsAt(500, 501, 599)], 1).score).toBe(100);
  });

  it('costs 0.11 for a false alarm, less just after a window', () => {
    const cost = (index: number) => 100 - scoreAt([alarmsAt(500, index)], 1).score;
    expect(cost(400)).toBeCloseTo(0.11 * 50, 10);
    expect(cost(999)).toBeCloseTo(0.11 * 50, 10);
    expect(cost(610)).toBeCloseTo(0.11 * 50 * 0.2709, 2);
  });

  it('leaves out what happens in probation', () => {
    expect(scoreAt([alarmsAt(0, 149, 500)], 1)).toMatchObject({ score: 100, falseAlarms: 0 });
    expect(scoreAt([alarmsAt(150, 500)], 1)).toMatchObject({ falseAlarms: 1 });
    const long = { scores: new Float64Array(10_000).fill(1), anomalies: [] };
    expect(scoreAt([long], 1).falseAlarms).toBe(10_000 - 750);
  });

  it('chooses one threshold for all series', () => {
    const loud = { scores: Float64Array.from({ length: 1000 }, (_, i) => (i === 500 ? 9 : i % 2)), anomalies };
    const faint = alarmsAt(500);
    expect(scoreCorpus([loud])).toMatchObject({ score: 100, threshold: 9 });
    // At 1 the loud one's noise would cost far more than the faint one's anomaly is worth.
    expect(scoreCorpus([loud, faint])).toMatchObject({ score: 50, threshold: 9, found: 1 });
  });
});
