import { SIGNS } from './producerSigns';
import { findLevel } from './textLevel';

describe('the signs of producers', () => {
  it.each(SIGNS.map(({ name, ...sign }) => [name, sign] as const))(
    'say the level of the example of %s',
    (_, { example, pattern, level }) => {
      const found = { level: -1, start: 0, end: 0 };
      findLevel(example, found);
      expect(found.level).toBe(level(pattern.exec(example)?.at(1) ?? ''));
      expect(found.level).toBeGreaterThanOrEqual(0);
    }
  );

  it('have a name of their own each', () => {
    const names = SIGNS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});
