import { costText, type ReadingCost } from './readingCost';

const cost = (asked: Partial<ReadingCost>) => costText({ days: 7, lineLimit: 200_000, mode: 'auto', ...asked });

describe('costText', () => {
  it.each([
    [
      { lines: 1234, bytes: 345_678 },
      'The last 7 days have about 1,200 lines (under 1 MB), which are read one by one.',
    ],
    [{ lines: 0 }, 'The last 7 days have about 0 lines, which are read one by one.'],
    [
      { days: 1, lines: 3_400_000, bytes: 1.23e9 },
      'The last day has about 3,400,000 lines (1.2 GB): the store counts them, and a sample is read.',
    ],
    [
      { mode: 'windows' as const, lines: 10, bytes: 34e6 },
      'The last 7 days have about 10 lines (34 MB): the store counts them, and a sample is read.',
    ],
    [
      { mode: 'entries' as const, lines: 3_400_000 },
      'The last 7 days have about 3,400,000 lines, of which the newest 200,000 are read.',
    ],
    [{}, 'Of the last 7 days at most 200,000 lines are read: the store does not say how many there are.'],
  ])('of %j', (asked, text) => {
    expect(cost(asked)).toBe(text);
  });
});
