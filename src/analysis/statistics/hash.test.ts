import { hash } from './hash';

describe('hash', () => {
  it('is the same for the same text and differs for similar ones', () => {
    expect(hash('a|1')).toBe(hash('a|1'));
    expect(new Set(Array.from({ length: 10_000 }, (_, i) => hash(`incident|${i}`))).size).toBe(10_000);
    expect(hash('')).toMatch(/^[0-9a-f]{16}$/);
  });
});
