import fc from 'fast-check';
import { LearnFirst } from './learnFirst';
import { type Hit } from './searchAnswer';

const hit = (key: string): Hit => ({ key, source: {}, fields: {}, sort: [0, 0] });

describe('LearnFirst', () => {
  it('learns from the same page in whatever order they come, and then appends all', () => {
    const pages = [[], [], [hit('a'), hit('b')], [hit('c')], []].map((hits, span) => ({ hits, span }));
    fc.assert(
      fc.property(fc.shuffledSubarray(pages, { minLength: pages.length }), (order) => {
        const said: string[] = [];
        const keys = (hits: readonly Hit[]) => hits.map(({ key }) => key).join('');
        const first = new LearnFirst(
          (hits) => said.push(`learn ${keys(hits)}`),
          (hits) => said.push(...hits.map(({ key }) => key))
        );
        order.forEach(({ hits, span }) => first.take(hits, span));
        expect(said[0]).toBe('learn ab');
        expect(said.slice(1).sort()).toEqual(['a', 'b', 'c']);
      })
    );
  });

  it('learns once, though a span has many pages', () => {
    const learn = jest.fn();
    const append = jest.fn();
    const first = new LearnFirst(learn, append);
    first.take([hit('a')], 0);
    first.take([hit('b')], 0);
    expect(learn.mock.calls).toEqual([[[hit('a')]]]);
    expect(append).toHaveBeenCalledTimes(2);
  });
});
