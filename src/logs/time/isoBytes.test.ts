import fc from 'fast-check';
import { isPlausible } from './calendar';
import { readTimeText } from './isoBytes';

function timeOf(text: string): [ms: number, ns: number] | undefined {
  const time = { timeMs: 0, timeNs: 0 };
  return readTimeText(text, time) ? [time.timeMs, time.timeNs] : undefined;
}

describe('readTimeText', () => {
  it.each([
    ['2024-02-29T12:34:56Z', '2024-02-29T12:34:56.000Z', 0],
    ['2024-02-29T12:34:56.789Z', '2024-02-29T12:34:56.789Z', 0],
    ['2024-02-29T12:34:56.123456789Z', '2024-02-29T12:34:56.123Z', 456_789],
    ['2024-02-29 12:34:56,789', '2024-02-29T12:34:56.789Z', 0],
    ['2024/02/29 12:34:56', '2024-02-29T12:34:56.000Z', 0],
    ['2024-02-29T12:34:56+02:00', '2024-02-29T10:34:56.000Z', 0],
    ['2024-02-29T12:34:56-0530', '2024-02-29T18:04:56.000Z', 0],
    ['2024-02-29 12:34:56.5 +0100', '2024-02-29T11:34:56.500Z', 0],
    ['2024-02-29 12:34', '2024-02-29T12:34:00.000Z', 0],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', 0],
    ['1674981729', '2023-01-29T08:42:09.000Z', 0],
    ['1674981729.487160534', '2023-01-29T08:42:09.487Z', 160_534],
    ['1674981729487', '2023-01-29T08:42:09.487Z', 0],
    ['1674981729487.25', '2023-01-29T08:42:09.487Z', 250_000],
    ['1674981729487160', '2023-01-29T08:42:09.487Z', 160_000],
    ['1674981729487160534', '2023-01-29T08:42:09.487Z', 160_534],
  ])('reads %s', (text, iso, ns) => {
    expect(timeOf(text)).toEqual([Date.parse(iso), ns]);
  });

  it.each([
    '',
    'now',
    '2024-02-29 01:30 PM',
    '2023-02-29',
    '12',
    '2024',
    '2024-13-01T00:00:00Z',
    '2024-02-32',
    '2024-02/29',
    '1674981729x',
    '12345678',
  ])('does not take %j for a time', (text) => {
    expect(timeOf(text)).toBeUndefined();
  });

  it('agrees with Date on any date of ISO 8601', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          expect(timeOf(date.toISOString())).toEqual([date.getTime(), 0]);
        }
      )
    );
  });

  it('keeps every digit of nanoseconds', () => {
    const ms = fc.integer({ min: 1e11, max: 9e12 }).filter(isPlausible);
    const ns = fc.integer({ min: 0, max: 999_999 });
    fc.assert(
      fc.property(ms, ns, (timeMs, timeNs) => {
        const text = `${timeMs}${String(timeNs).padStart(6, '0')}`;
        expect(timeOf(text)).toEqual([timeMs, timeNs]);
      })
    );
  });
});
