import fc from 'fast-check';
import { FORECASTS } from '../../../views/testing/forecasts';
import { type Forecast, type KeptForecast } from '../../model/analysis';
import { HOUR } from '../../../time/units';
import { trustIn, withTrust } from './trust';

const confidence = fc.double({ min: 0.3, max: 1, noNaN: true });
const judgement = fc.record({ confidence, outcome: fc.constantFrom('hit', 'miss') });
const record = fc.array(judgement, { maxLength: 40 });
const hit = (said: number) => ({ confidence: said, outcome: 'hit' }) as const;
const miss = (said: number) => ({ confidence: said, outcome: 'miss' }) as const;

describe('trustIn', () => {
  it('is whole where nothing is known, and where all that was said came', () => {
    expect(trustIn([])).toBe(1);
    fc.assert(fc.property(fc.array(confidence), (said) => expect(trustIn(said.map(hit))).toBe(1)));
  });

  it('is above 0 and at most 1, whatever came', () => {
    fc.assert(
      fc.property(record, (judged) => {
        expect(trustIn(judged)).toBeGreaterThan(0);
        expect(trustIn(judged)).toBeLessThanOrEqual(1);
      })
    );
  });

  it('is less by a miss, the more so the surer it was, and no less by a hit', () => {
    fc.assert(
      fc.property(record, confidence, confidence, (judged, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const before = trustIn(judged);
        expect(trustIn([...judged, miss(more)])).toBeLessThanOrEqual(trustIn([...judged, miss(less)]));
        expect(trustIn([...judged, miss(less)])).toBeLessThanOrEqual(before);
        expect(trustIn([...judged, hit(less)])).toBeGreaterThanOrEqual(before);
      })
    );
  });

  it('does not go by the order', () => {
    fc.assert(fc.property(record, (judged) => expect(trustIn([...judged].reverse())).toBeCloseTo(trustIn(judged), 12)));
  });

  it('comes to what share of the expected came, the longer the record', () => {
    const long = (length: number) => Array.from({ length }, (_, i) => (i % 4 === 0 ? hit(0.5) : miss(0.5)));
    const away = [40, 400, 4000].map((length) => trustIn(long(length)) - 0.5);
    expect(away).toEqual([...away].sort((a, b) => b - a));
    expect(away[2]).toBeCloseTo(0, 2);
  });
});

describe('withTrust', () => {
  const NOW = Date.UTC(2026, 0, 5);
  const [figures, responses] = FORECASTS.map((forecast): Forecast => {
    const { record: _, ...computed } = forecast;
    return { ...computed, confidence: 0.8 };
  });
  const judged = (sign: Forecast['sign'], outcome: 'hit' | 'miss', hoursAgo: number): KeptForecast => ({
    ...figures,
    id: `${hoursAgo}`,
    sign,
    madeMs: NOW - hoursAgo * HOUR,
    expectedMs: NOW - hoursAgo * HOUR + HOUR / 4,
    earliestMs: NOW - hoursAgo * HOUR,
    latestMs: NOW - hoursAgo * HOUR + HOUR / 2,
    confidence: 0.8,
    outcome,
  });
  const misses = (sign: Forecast['sign'], hours: readonly number[]) => hours.map((hour) => judged(sign, 'miss', hour));

  it('lowers the confidence of the sign that was wrong, says by what, and leaves the others', () => {
    expect(withTrust([figures, responses], misses('response times', [2, 3]), NOW)).toEqual([
      figures,
      {
        ...responses,
        confidence: expect.closeTo((0.8 * 5) / 6.6),
        record: { judged: 2, hits: 0, saidConfidence: 0.8 },
      },
    ]);
  });

  it('goes by those judged last: what was wrong long ago may be mended', () => {
    const hits = Array.from({ length: 20 }, (_, i) => judged('figures', 'hit', i + 1));
    const [now] = withTrust([figures], [...misses('figures', [50, 60, 70]), ...hits], NOW);
    expect(now).toMatchObject({ confidence: 0.8, record: { judged: 20, hits: 20 } });
  });

  it('knows nothing of what was judged after now', () => {
    expect(withTrust([figures], misses('figures', [-1, 0, 0.25]), NOW)).toEqual([figures]);
  });
});
