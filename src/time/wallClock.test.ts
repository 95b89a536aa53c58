import { QueryError } from '../errors';
import { fromWallClock, wallClock } from './wallClock';
import { HOUR } from './units';

function clock(timeZone: string, utc: string): string {
  return new Date(wallClock(timeZone)(Date.parse(utc))).toISOString().slice(0, 16);
}

describe('wallClock', () => {
  it.each([
    ['UTC', '2024-10-27T21:30Z', '2024-10-27T21:30'],
    ['America/New_York', '2024-07-01T02:15Z', '2024-06-30T22:15'],
    ['Asia/Kathmandu', '2024-07-01T18:20Z', '2024-07-02T00:05'],
    ['Pacific/Kiritimati', '2024-12-31T10:00Z', '2025-01-01T00:00'],
  ])('in %s reads %s as %s', (timeZone, utc, local) => {
    expect(clock(timeZone, utc)).toBe(local);
  });

  it('follows the change to and from summer time', () => {
    expect(clock('Europe/Berlin', '2024-03-31T00:59Z')).toBe('2024-03-31T01:59');
    expect(clock('Europe/Berlin', '2024-03-31T01:00Z')).toBe('2024-03-31T03:00');
    expect(clock('Europe/Berlin', '2024-10-27T00:59Z')).toBe('2024-10-27T02:59');
    expect(clock('Europe/Berlin', '2024-10-27T01:00Z')).toBe('2024-10-27T02:00');
    // Lord Howe Island moves by half an hour, at half past an hour in UTC.
    expect(clock('Australia/Lord_Howe', '2024-10-05T15:29Z')).toBe('2024-10-06T01:59');
    expect(clock('Australia/Lord_Howe', '2024-10-05T15:30Z')).toBe('2024-10-06T02:30');
  });

  it('gives one function that remembers nothing wrong between times', () => {
    const toLocal = wallClock('Europe/Berlin');
    const winter = Date.parse('2024-01-10T12:00Z');
    const summer = Date.parse('2024-07-10T12:00Z');
    expect([winter, summer, winter].map((time) => (toLocal(time) - time) / HOUR)).toEqual([1, 2, 1]);
  });

  it('names a zone that does not exist, and what to use', () => {
    expect(() => wallClock('Mars/Olympus')).toThrow(QueryError);
    expect(() => wallClock('Mars/Olympus')).toThrow('"Mars/Olympus" is no time zone. Use an IANA name');
  });
});

describe('fromWallClock', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati'])('is the inverse in %s', (timeZone) => {
    const clock = wallClock(timeZone);
    for (const utc of ['2024-01-01T00:00Z', '2024-03-31T05:00Z', '2024-07-01T23:45Z', '2024-10-28T12:00Z']) {
      expect(fromWallClock(clock)(clock(Date.parse(utc)))).toBe(Date.parse(utc));
    }
  });

  it('gives a time near one that the clock leaves out', () => {
    const time = fromWallClock(wallClock('Europe/Berlin'))(Date.parse('2024-03-31T02:30Z'));
    expect(Math.abs(time - Date.parse('2024-03-31T01:00Z'))).toBeLessThanOrEqual(HOUR);
  });
});
