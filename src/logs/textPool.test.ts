import { poolFor, TextPool } from './textPool';

function poolOf(texts: number): TextPool {
  const pool = new TextPool();
  Array.from({ length: texts }, (_, i) => pool.numberOf(`text ${i}`));
  return pool;
}

describe('TextPool', () => {
  it('has each text once, by the number that it was given first', () => {
    const pool = new TextPool();
    expect(['a', 'b', 'a', ''].map((text) => pool.numberOf(text))).toEqual([0, 1, 0, 2]);
    expect(pool.texts).toEqual(['a', 'b', '']);
  });
});

describe('poolFor', () => {
  const column = (pool: TextPool) => ({ pooled: { pool, numbers: new Uint32Array() } });

  it('goes on with the pool that a column has', () => {
    const pool = poolOf(3000);
    expect(poolFor([{}, column(pool)], 2000)).toBe(pool);
  });

  it('begins a new one where there is none, or most of its texts are of no column any more', () => {
    const pool = poolOf(3000);
    expect(poolFor([{}], 2000).texts).toEqual([]);
    expect(poolFor([column(pool)], 900).texts).toEqual([]);
  });
});
