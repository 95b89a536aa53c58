import { SettingsError } from '../../errors';
import { type TimeOptions, TimeReader } from './timeReader';

const NEAR = Date.UTC(2024, 10, 4);

function read(text: string, options: Partial<TimeOptions> = {}): string | undefined {
  const reader = new TimeReader({ anchor: { nearMs: NEAR, nowMs: NEAR }, ...options });
  const time = { timeMs: NaN, timeNs: 0 };
  const kind = reader.readField(text, time);
  return kind && `${kind} ${new Date(time.timeMs).toISOString()}${time.timeNs ? ` +${time.timeNs}` : ''}`;
}

describe('a field with a time', () => {
  it.each([
    // ISO 8601, and what loggers make of it
    ['2024-11-03T14:30:00.123456789Z', '2024-11-03T14:30:00.123Z +456789'],
    ['2024-11-03 14:30:00,123', '2024-11-03T14:30:00.123Z'],
    ['2024/11/3 4:30:00', '2024-11-03T04:30:00.000Z'],
    ['2024.11.03 14:30', '2024-11-03T14:30:00.000Z'],
    ['2024-11-03_14:30:00', '2024-11-03T14:30:00.000Z'],
    ['2024-11-03-14.30.00.123456', '2024-11-03T14:30:00.123Z +456000'],
    ['2024-Nov-03 14:30:00', '2024-11-03T14:30:00.000Z'],
    ['2024 Nov  3 14:30:00', '2024-11-03T14:30:00.000Z'],
    ['2024年11月3日 14:30:00', '2024-11-03T14:30:00.000Z'],
    // zones
    ['2024-11-03T14:30:00+01:00', '2024-11-03T13:30:00.000Z'],
    ['2024-11-03T14:30:00-0530', '2024-11-03T20:00:00.000Z'],
    ['2024-11-03 14:30:00 +0100 CET', '2024-11-03T13:30:00.000Z'],
    ['2024-11-03T14:30:00+01:00[Europe/Paris]', '2024-11-03T13:30:00.000Z'],
    ['2024-11-03 14:30:00 CET', '2024-11-03T13:30:00.000Z'],
    ['2024-07-03 14:30:00 Europe/Paris', '2024-07-03T12:30:00.000Z'],
    ['2024-11-03 14:30:00 UTC', '2024-11-03T14:30:00.000Z'],
    ['2024-11-03 14:30:00 GMT+2', '2024-11-03T12:30:00.000Z'],
    // twelve hours
    ['2024-11-03 02:30:00 PM', '2024-11-03T14:30:00.000Z'],
    ['2024-11-03 12:15:00 AM', '2024-11-03T00:15:00.000Z'],
    ['11/3/2024 2:30:00 PM', '2024-11-03T14:30:00.000Z'],
    ['3/11/2024 2:30:00 p. m.', '2024-03-11T14:30:00.000Z'],
    // without signs
    ['20241103143000', '2024-11-03T14:30:00.000Z'],
    ['20241103143000123', '2024-11-03T14:30:00.123Z'],
    ['20241103T143000Z', '2024-11-03T14:30:00.000Z'],
    ['20241103-14:30:00:123', '2024-11-03T14:30:00.123Z'],
    ['241103 143000', '2024-11-03T14:30:00.000Z'],
    ['241103  4:30:00', '2024-11-03T04:30:00.000Z'],
    // months in words
    ['03/Nov/2024:14:30:00 +0100', '2024-11-03T13:30:00.000Z'],
    ['[03/Nov/2024:14:30:00 +0100]', '2024-11-03T13:30:00.000Z'],
    ['03-Nov-2024 14:30:00.123', '2024-11-03T14:30:00.123Z'],
    ['3-Nov-24 14:30:00', '2024-11-03T14:30:00.000Z'],
    ['Nov 3, 2024 @ 14:30:00.123', '2024-11-03T14:30:00.123Z'],
    ['Nov 03, 2024 2:30:00 PM', '2024-11-03T14:30:00.000Z'],
    ['November 3, 2024 at 2:30:00 PM', '2024-11-03T14:30:00.000Z'],
    ['Sun Nov  3 14:30:00 2024', '2024-11-03T14:30:00.000Z'],
    ['Sun Nov  3 14:30:00 CET 2024', '2024-11-03T13:30:00.000Z'],
    ['Sun, 03 Nov 2024 14:30:00 GMT', '2024-11-03T14:30:00.000Z'],
    ['Sun 2024-11-03 14:30:00 CET', '2024-11-03T13:30:00.000Z'],
    // of other languages
    ['3. Oktober 2024 14:30:00', '2024-10-03T14:30:00.000Z'],
    ['03. Mär 2024, 14:30:00', '2024-03-03T14:30:00.000Z'],
    ['3 août 2024 14:30:00', '2024-08-03T14:30:00.000Z'],
    ['dim. 3 nov. 2024 14:30:00', '2024-11-03T14:30:00.000Z'],
    ['3 de noviembre de 2024, 14:30:00', '2024-11-03T14:30:00.000Z'],
    ['3 listopada 2024 14:30:00', '2024-11-03T14:30:00.000Z'],
    ['3 ноября 2024 14:30:00', '2024-11-03T14:30:00.000Z'],
    // the clock first
    ['14:30:00 2024-11-03', '2024-11-03T14:30:00.000Z'],
    ['14:30:00, 31/10/2024', '2024-10-31T14:30:00.000Z'],
    // since the epoch
    ['1730640600', '2024-11-03T13:30:00.000Z'],
    ['1730640600.123456789', '2024-11-03T13:30:00.123Z +456789'],
    ['1730640600123', '2024-11-03T13:30:00.123Z'],
    ['1730640600123456', '2024-11-03T13:30:00.123Z +456000'],
    ['1730640600123456789', '2024-11-03T13:30:00.123Z +456789'],
    ['/Date(1730640600000+0100)/', '2024-11-03T13:30:00.000Z'],
    ['@4000000067277ae2075bca00', '2024-11-03T13:30:00.123Z +456000'],
  ])('reads %s', (text, time) => {
    expect(read(text)).toBe(`time ${time}`);
  });

  it('may be one of two: the day, and the time of day', () => {
    expect(read('2024-11-03')).toBe('date 2024-11-03T00:00:00.000Z');
    expect(read('11/3/2024')).toBe('date 2024-11-03T00:00:00.000Z');
    expect(read('14:30:00.123')).toBe('clock 1970-01-01T14:30:00.123Z');
    expect(read('2:30:00 PM')).toBe('clock 1970-01-01T14:30:00.000Z');
    const reader = new TimeReader({ timeZone: 'Europe/Paris', anchor: { nearMs: NEAR, nowMs: NEAR } });
    expect(reader.join(Date.parse('2024-11-02T23:00:00Z'), 3_600_000)).toBe(Date.parse('2024-11-03T00:00:00Z'));
  });

  it.each([
    '',
    'now',
    '12',
    '2024',
    'May',
    '2024-13-01T00:00:00Z',
    '2023-02-29',
    '2024-02/29',
    '1730640600x',
    '10.0.0.9',
    '3.11.24.5',
    `3 août 2024 14:30:00 ${'the words of a line '.repeat(3)}`,
  ])('does not take %j for one', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('is none where logs can be of no such time', () => {
    expect(read('123456789')).toBeUndefined(); // 1973
    expect(read('20241403143000')).toBeUndefined(); // milliseconds would be in 2611
    expect(read('0001-01-01T00:00:00Z')).toBeUndefined();
  });
});

describe('the order of day and month', () => {
  it.each([
    ['13/11/2024 14:30:00', '2024-11-13'],
    ['11/13/2024 14:30:00', '2024-11-13'],
    ['03.11.2024 14:30:00', '2024-11-03'],
    ['03.11.24 14:30:00', '2024-11-03'],
    ['24/11/03 14:30:00', '2024-11-03'],
  ])('is known from the values of %s, else from what is usual', (text, day) => {
    expect(read(text)).toBe(`time ${day}T14:30:00.000Z`);
  });

  it('is that of the file where this is known', () => {
    expect(read('03/11/2024 14:30:00', { order: 'dmy' })).toBe('time 2024-11-03T14:30:00.000Z');
    expect(read('03/11/2024 14:30:00', { order: 'mdy' })).toBe('time 2024-03-11T14:30:00.000Z');
    expect(read('03/11/24 14:30:00', { order: 'dmy' })).toBe('time 2024-11-03T14:30:00.000Z');
  });
});

describe('the zone of the settings', () => {
  const timeZone = 'America/New_York';

  it('counts where the time names none', () => {
    expect(read('2024-11-03 14:30:00', { timeZone })).toBe('time 2024-11-03T19:30:00.000Z');
    expect(read('2024-07-03 14:30:00', { timeZone })).toBe('time 2024-07-03T18:30:00.000Z');
    expect(read('2024-11-03T14:30:00Z', { timeZone })).toBe('time 2024-11-03T14:30:00.000Z');
    expect(read('1730640600', { timeZone })).toBe('time 2024-11-03T13:30:00.000Z');
  });

  it('takes the first of the hour that comes twice as clocks are set back', () => {
    expect(read('2024-11-03 01:30:00', { timeZone })).toBe('time 2024-11-03T05:30:00.000Z');
    expect(read('2024-11-03 02:30:00', { timeZone })).toBe('time 2024-11-03T07:30:00.000Z');
  });

  it('must be one of the IANA database', () => {
    expect(() => read('', { timeZone: 'Paris' })).toThrow(SettingsError);
  });
});

describe('the form of the settings', () => {
  it('goes by the tokens of Luxon', () => {
    expect(read('3h11m24 - 14h30', { timeFormat: "d'h'M'm'yy - HH'h'mm" })).toBe('time 2024-11-03T14:30:00.000Z');
    expect(read('03|11|2024 14-30-00', { timeFormat: 'dd|MM|yyyy HH-mm-ss', timeZone: 'Europe/Paris' })).toBe(
      'time 2024-11-03T13:30:00.000Z'
    );
  });

  it('leaves times of usual forms as they are', () => {
    expect(read('2024-11-03 14:30:00', { timeFormat: 'yyyy-MM-dd' })).toBe('time 2024-11-03T14:30:00.000Z');
    expect(read('2024-11-03T14:30:00Z', { timeFormat: 'dd|MM|yyyy' })).toBe('time 2024-11-03T14:30:00.000Z');
  });

  it('must have a token', () => {
    expect(() => read('', { timeFormat: '%%%' })).toThrow(/fields.timeFormat.*Luxon/);
  });
});

describe('a time that leaves out a part', () => {
  const complete = (texts: string[], anchor: Partial<TimeOptions['anchor']> = {}): string[] => {
    const reader = new TimeReader({ anchor: { nearMs: NEAR, nowMs: NEAR, ...anchor } });
    const time = { timeMs: NaN, timeNs: 0 };
    const times = Float64Array.from(texts, (text) => {
      const kind = reader.readField(text, time);
      return kind === 'clock' ? reader.completeClock(time.timeMs) : time.timeMs;
    });
    reader.partial.settle(times);
    return Array.from(times, (ms) => new Date(ms).toISOString().slice(0, 19));
  };

  it('is of the day on which the last is not after the file, and of the next day past midnight', () => {
    expect(complete(['23:59:58', '23:59:59', '00:00:00', '00:00:02'])).toEqual([
      '2024-11-02T23:59:58',
      '2024-11-02T23:59:59',
      '2024-11-03T00:00:00',
      '2024-11-03T00:00:02',
    ]);
  });

  it('is of the day that a header says', () => {
    expect(complete(['23:59:58', '00:00:01'], { firstDayMs: Date.UTC(2020, 1, 28) })).toEqual([
      '2020-02-28T23:59:58',
      '2020-02-29T00:00:01',
    ]);
  });

  it('is of the year that is nearest to the file, and of the next past new year', () => {
    expect(complete(['Dec 31 23:59:58', 'Jan  1 00:00:01'], { nowMs: Date.UTC(2026, 0, 1) })).toEqual([
      '2024-12-31T23:59:58',
      '2025-01-01T00:00:01',
    ]);
    expect(complete(['Dec 31 23:59:58', 'Jan  1 00:00:01'])).toEqual(['2023-12-31T23:59:58', '2024-01-01T00:00:01']);
    expect(complete(['Jun  1 00:00:00', 'Dec 31 00:00:00', 'Mar  1 00:00:00', 'Nov  1 00:00:00'])).toEqual([
      '2023-06-01T00:00:00',
      '2023-12-31T00:00:00',
      '2024-03-01T00:00:00',
      '2024-11-01T00:00:00',
    ]);
  });

  it('follows whole times where there are some', () => {
    const reader = new TimeReader({ anchor: { nearMs: NaN, nowMs: NEAR } });
    const time = { timeMs: NaN, timeNs: 0 };
    expect(reader.readField('Nov  3 14:30:00', time)).toBeUndefined();
    reader.partial.follow(Date.UTC(2019, 0, 2, 3));
    expect(reader.readField('Jan  2 04:00:00', time)).toBe('time');
    expect(time.timeMs).toBe(Date.UTC(2019, 0, 2, 4));
  });

  it.each(['10-30 14:30:00', '10.30 14:30:00', '30.10 14:30:00'])('reads the day and month of %s', (text) => {
    expect(complete([text])).toEqual(['2024-10-30T14:30:00']);
  });
});

it('numbers are since the epoch, or the digits of a date', () => {
  const reader = new TimeReader({ anchor: { nearMs: NaN, nowMs: NaN } });
  const time = { timeMs: NaN, timeNs: 0 };
  for (const value of [1_674_981_729, 1_674_981_729_000, 1_674_981_729_000_000, 20_230_129_084_209]) {
    expect(reader.readNumber(value, time)).toBe(true);
    expect(time.timeMs).toBe(1_674_981_729_000);
  }
  expect([12, NaN, 123_456_789].map((value) => reader.readNumber(value, time))).toEqual([false, false, false]);
});
