import { FieldTree } from './fieldTree';

describe('FieldTree', () => {
  it('recognises a field once', () => {
    const tree = new FieldTree({});
    expect(tree.child('http').child('status_code').field?.role).toBe('statusCode');
    expect(tree.child('http').child('status_code')).toBe(tree.child('http').child('status_code'));
  });

  it('keeps so many names only, however deep they lie, and recognises the others each time', () => {
    const tree = new FieldTree({});
    const nodes = new Set<FieldTree>();
    for (let i = 0; i < 300; i++) {
      for (let j = 0; j < 100; j++) {
        nodes.add(tree.child(`k${i}`).child(`k${j}`));
      }
    }
    const kept = Array.from({ length: 30_000 }, (_, n) => {
      const child = tree.child(`k${Math.floor(n / 100)}`).child(`k${n % 100}`);
      return nodes.has(child) ? 1 : 0;
    });
    expect(kept.reduce<number>((sum, one) => sum + one, 0)).toBeLessThanOrEqual(10_000);
    expect(tree.child('http').child('status_code').field?.role).toBe('statusCode');
  });
});
