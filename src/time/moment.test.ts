import { readMoment } from './moment';

const iso = (ms: number | undefined) => (ms === undefined ? ms : new Date(ms).toISOString().slice(0, 16));

describe('readMoment', () => {
  it.each([
    ['2026-12-24', '2026-12-24T00:00', '2026-12-25T00:00'],
    ['2026-12-31', '2026-12-31T00:00', '2027-01-01T00:00'],
    ['2026-12-24 22:30', '2026-12-24T22:30', '2026-12-24T22:30'],
    ['2026-12-24T22:30 ', '2026-12-24T22:30', '2026-12-24T22:30'],
    ['2024-02-29', '2024-02-29T00:00', '2024-03-01T00:00'],
  ])('reads %s: from %s, to %s', (text, from, to) => {
    const moment = readMoment(text);
    expect([iso(moment?.localMs), iso(moment?.endMs)]).toEqual([from, to]);
  });

  it.each([
    '',
    'tomorrow',
    '24.12.2026',
    '2026-02-30',
    '2026-13-01',
    '2026-12-24 24:00',
    '2026-12-24 10:60',
    '2026-12-24T22:30Z',
  ])('takes %j for none', (text) => {
    expect(readMoment(text)).toBeUndefined();
  });
});
