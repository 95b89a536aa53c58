import { HttpError } from '../http/httpError';
import { easeSpan } from './ease';
import { formatInstant, instantOf, msOfNanoseconds, nextInstant, nsOfNanoseconds, previousInstant } from '../instant';
import { pageOf, type Span } from './page';
import { afterPage, splitSpan } from './split';
import { HOUR } from '../../time/units';

function span(fromMs: number, toMs: number, limit = 10): Span {
  return { from: instantOf(fromMs), to: instantOf(toMs), limit };
}

function bordersOf(spans: Span[]): number[] {
  return [...spans.map(({ from }) => from.ms), spans[spans.length - 1].to.ms];
}

function pageAt(...times: string[]) {
  return pageOf([{ stream: {}, values: times.map((time) => [time, 'line']) }], []);
}

describe('splitSpan', () => {
  it('cuts into equal parts on whole hours where they are long', () => {
    expect(bordersOf(splitSpan(span(HOUR / 2, 12 * HOUR), 4))).toEqual([
      HOUR / 2,
      3 * HOUR,
      6 * HOUR,
      9 * HOUR,
      12 * HOUR,
    ]);
  });

  it('never gives an empty part', () => {
    expect(bordersOf(splitSpan(span(0, 3), 6))).toEqual([0, 1, 2, 3]);
    expect(bordersOf(splitSpan(span(5, 6), 6))).toEqual([5, 6]);
  });
});

describe('afterPage', () => {
  it('leaves nothing to read after a page that is not full', () => {
    expect(afterPage(span(0, 100, 3), pageAt('5000000', '6000000'), 5000)).toEqual({ until: instantOf(100), rest: [] });
  });

  it('leaves the last nanosecond of a full page to the next, whole', () => {
    const { until, rest } = afterPage(span(0, 100, 3), pageAt('5000000', '6000001', '6000001'), 5000);
    expect(until).toEqual({ ms: 6, ns: 1 });
    expect(rest[0].from).toEqual(until);
  });

  it('plans the rest in parts of about a page', () => {
    const { rest } = afterPage(
      span(0, 8000, 10),
      pageAt(...Array.from({ length: 10 }, (_, i) => `${i}99000000`)),
      5000
    );
    expect(rest.length).toBe(9);
  });

  it('asks for the largest page where one nanosecond fills a page, and passes it where that is full too', () => {
    const full = pageAt('5000000', '5000000');
    const crowded = { ...span(5, 100, 2) };
    expect(afterPage(crowded, full, 50)).toEqual({ until: crowded.from, rest: [{ ...crowded, limit: 50 }] });
    expect(afterPage(crowded, full, 2)).toMatchObject({ until: { ms: 5, ns: 1 }, overflow: { ms: 5, ns: 0 } });
    expect(afterPage({ ...crowded, limitIsFinal: true }, full, 50)).toMatchObject({ overflow: { ms: 5, ns: 0 } });
  });
});

describe('easeSpan', () => {
  const tooLarge = new HttpError('too large', { failure: 'tooLarge' });
  const timeout = new HttpError('timeout', { failure: 'timeout' });

  it('asks for smaller pages where an answer is too large, down to a line', () => {
    expect(easeSpan(tooLarge, span(0, 10, 5000))).toEqual([{ ...span(0, 10, 1250), limitIsFinal: true }]);
    expect(() => easeSpan(tooLarge, span(0, 10, 1))).toThrow(tooLarge);
  });

  it('asks for shorter spans where a query takes too long, down to a minute', () => {
    expect(bordersOf(easeSpan(timeout, span(0, 4 * HOUR)))).toEqual([0, HOUR, 2 * HOUR, 3 * HOUR, 4 * HOUR]);
    expect(() => easeSpan(timeout, span(0, 59_999))).toThrow(timeout);
  });

  it('throws what asking for less does not mend', () => {
    const refused = new HttpError('refused', { failure: 'unreachable' });
    expect(() => easeSpan(refused, span(0, HOUR))).toThrow(refused);
  });
});

describe('an instant', () => {
  it('keeps nanoseconds that no number holds', () => {
    const text = '1795000000123456789';
    const instant = { ms: msOfNanoseconds(text), ns: nsOfNanoseconds(text) };
    expect(instant).toEqual({ ms: 1_795_000_000_123, ns: 456_789 });
    expect(formatInstant(instant)).toBe(text);
  });

  it('has a next and a previous one across milliseconds', () => {
    expect(nextInstant({ ms: 5, ns: 999_999 })).toEqual({ ms: 6, ns: 0 });
    expect(previousInstant({ ms: 6, ns: 0 })).toEqual({ ms: 5, ns: 999_999 });
  });

  it('is no number for text that is none', () => {
    expect(msOfNanoseconds('12x4567890')).toBeNaN();
  });
});
