import { parseCmTrace } from './cmTrace';

const line = (words: string, time: string, type: number) =>
  `<![LOG[${words}]LOG]!><time="${time}" date="11-03-2024" component="Cart" context="" type="${type}" thread="1" file="a.cpp:1">`;

describe('a line of Configuration Manager', () => {
  it('says words, time in UTC, component and level', () => {
    expect(parseCmTrace(line('lost [a]', '14:30:00.1230000-60', 3))).toEqual({
      message: 'lost [a]',
      time: Date.UTC(2024, 10, 3, 13, 30, 0, 123),
      service: 'Cart',
      level: 'error',
    });
    expect(parseCmTrace(line('', '14:30:00.123+000', 2))).toMatchObject({
      time: Date.UTC(2024, 10, 3, 14, 30, 0, 123),
      level: 'warning',
    });
  });

  it('has no level and no time where it says none that is known', () => {
    const { level, time } = parseCmTrace(line('a', 'noon', 7)) ?? {};
    expect([level, time]).toEqual([undefined, null]);
  });

  it.each(['<![LOG[a', '<a>b</a>', 'lost'])('is not %j', (text) => {
    expect(parseCmTrace(text)).toBeUndefined();
  });
});
