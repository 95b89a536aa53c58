import { dateTime } from './dateTime';
import { decimal, exact, milliseconds, percent, shareOfAll, some, tenths, threeDigits, whole } from './format';

describe('a number as text', () => {
  it.each([
    [whole(8543.4), '8,543'],
    [tenths(3.24), '3.2'],
    [decimal(1156.2, 2), '1,156.20'],
    [exact(0.0001), '0.0001'],
    [exact(1_000_000), '1,000,000'],
    [threeDigits(12_345), '12,300'],
    [threeDigits(0.012345), '0.0123'],
  ])('%s is %s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe('a share', () => {
  it.each([
    [percent(0.412), '41%'],
    [percent(0.0215), '2.2%'],
    [percent(0.0215, 2), '2.15%'],
    [shareOfAll(0.99999), '99.9%'],
  ])('%s is %s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe('milliseconds', () => {
  it.each([
    [milliseconds(8543.2), '8,543 ms'],
    [milliseconds(3.24), '3.2 ms'],
    [milliseconds(156.234, 2), '156.23 ms'],
  ])('%s is %s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

it('a time is in UTC, to the second', () => {
  expect(dateTime(Date.UTC(2024, 9, 29, 14, 23, 45, 678))).toBe('2024-10-29 14:23:45');
});

it('names the first of many', () => {
  expect([some(['a', 'b', 'c', 'd'], 2), some(['a', 'b', 'c'], 2), some(['a'], 2)]).toEqual([
    'a, b and 2 others',
    'a, b and c',
    'a',
  ]);
});
