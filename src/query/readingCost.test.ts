import { COST_TEXTS, costText, type ReadingCost, type Say } from './readingCost';

const cost = (asked: Partial<ReadingCost>) => costText({ days: 7, lineLimit: 200_000, mode: 'auto', ...asked });

describe('costText', () => {
  it.each([
    [{ lines: 1234, bytes: 345_678 }, 'The last 7 days: about 1,200 lines (under 1 MB), which are read one by one.'],
    [
      { lines: 100_800, requests: 21 },
      'The last 7 days: about 100,000 lines, which are read one by one. That takes about 21 requests.',
    ],
    [
      { mode: 'entries' as const, lines: 3_400_000, requests: 1 },
      'The last 7 days: about 3,400,000 lines, of which the newest 200,000 are read. That takes about 1 request.',
    ],
    [
      { lines: 3_400_000, requests: 40 },
      'The last 7 days: about 3,400,000 lines; the store counts them, and a sample is read.',
    ],
    [{ lines: 0 }, 'The last 7 days: about 0 lines, which are read one by one.'],
    [
      { days: 1, lines: 3_400_000, bytes: 1.23e9 },
      'The last day: about 3,400,000 lines (1.2 GB); the store counts them, and a sample is read.',
    ],
    [
      { mode: 'windows' as const, lines: 10, bytes: 34e6 },
      'The last 7 days: about 10 lines (34 MB); the store counts them, and a sample is read.',
    ],
    [
      { mode: 'entries' as const, lines: 3_400_000 },
      'The last 7 days: about 3,400,000 lines, of which the newest 200,000 are read.',
    ],
    [{}, 'The last 7 days: at most 200,000 lines are read; the store does not say how many there are.'],
  ])('of %j', (asked, text) => {
    expect(cost(asked)).toBe(text);
  });

  it('is said in the language of the reader, its numbers too', () => {
    const texts: Record<string, string> = {
      [COST_TEXTS.days]: '{{days}} Tag(e)',
      [COST_TEXTS.lines]: 'ca. {{lines}}',
      [COST_TEXTS.counted]: '{{period}}: {{amount}}.',
    };
    const say: Say = (text, values) => texts[text].replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name]);
    const asked: ReadingCost = { days: 7, lineLimit: 200_000, mode: 'auto', lines: 3_400_000, bytes: 1.23e9 };
    expect(costText(asked, say, 'de-DE')).toBe('7 Tag(e): ca. 3.400.000 (1,2 GB).');
  });
});
