import fc from 'fast-check';
import { type ErrorPattern, type LogPattern } from '../../analysis/model/analysis';
import { DAY, HOUR } from '../../time/units';
import { normalAnalysis } from '../../views/testing/analyses';
import { datePatterns } from './datePatterns';
import { type Seen } from './known';

const { patterns: PATTERNS } = normalAnalysis();
const [EXAMPLE] = PATTERNS.templates;
const range = { fromMs: 10 * DAY, toMs: 11 * DAY };
const LATE = range.toMs - HOUR;

function dated(known: Seen[], template: Partial<LogPattern>, errors: ErrorPattern[] = []) {
  const templates = [{ ...EXAMPLE, id: 't', firstMs: LATE, lastMs: LATE, isNew: true, ...template }];
  const { patterns, changes } = datePatterns(known, { range, patterns: { ...PATTERNS, templates, errors } });
  return { template: patterns.templates[0], changes };
}

describe('datePatterns', () => {
  it('leaves what was never seen before as it is, and remembers it', () => {
    const { template, changes } = dated([], {});
    expect(template).toMatchObject({ firstMs: LATE, isNew: true });
    expect(changes).toEqual([{ id: 't', firstMs: LATE, lastMs: LATE }]);
  });

  it.each([
    ['before the range is not new', range.fromMs - DAY, false],
    ['early in the range, looked at before, is not new', range.fromMs + HOUR, false],
    ['in the newest tenth of the range is new still', LATE - HOUR, true],
  ])('a template first seen %s', (_, firstMs, isNew) => {
    const { template } = dated([{ id: 't', firstMs, lastMs: firstMs }], {});
    expect(template).toMatchObject({ firstMs, isNew });
  });

  it('calls nothing new that the range itself does not', () => {
    expect(dated([{ id: 't', firstMs: LATE - HOUR, lastMs: LATE }], { isNew: false }).template.isNew).toBe(false);
  });

  it('remembers one again that was seen earlier, or a day later, than known', () => {
    const known = (firstMs: number, lastMs: number) => dated([{ id: 't', firstMs, lastMs }], {}).changes;
    expect(known(LATE - 2 * DAY, LATE - HOUR)).toEqual([]);
    expect(known(LATE - 2 * DAY, LATE - DAY)).toEqual([{ id: 't', firstMs: LATE - 2 * DAY, lastMs: LATE }]);
    expect(known(LATE + 1, LATE + DAY)).toEqual([{ id: 't', firstMs: LATE, lastMs: LATE + DAY }]);
  });

  it('gives the earliest of all ranges, in whatever order they are looked at', () => {
    const times = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(times, (hours) => {
        let known: Seen[] = [];
        let last = Infinity;
        for (const hour of hours) {
          const seen = dated(known, { firstMs: hour * HOUR, lastMs: hour * HOUR });
          known = [...known.filter(({ id }) => !seen.changes.some((change) => change.id === id)), ...seen.changes];
          last = seen.template.firstMs;
        }
        expect(last).toBe(Math.min(...hours) * HOUR);
        expect(known).toEqual([{ id: 't', firstMs: last, lastMs: expect.any(Number) }]);
        expect(Math.max(...hours) * HOUR - known[0].lastMs).toBeLessThan(DAY);
      })
    );
  });
});
