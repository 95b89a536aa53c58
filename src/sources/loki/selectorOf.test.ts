import { selectorOf } from './selectorOf';

describe('selectorOf', () => {
  it.each([
    ['{app="api"}', '{app="api"}'],
    [' {app="api", env=~`a}b`} |= "{x}" | json', '{app="api", env=~`a}b`}'],
    ['{app="a\\"}"}\n| logfmt', '{app="a\\"}"}'],
    ['count_over_time({a="b"}[1m])', 'count_over_time({a="b"}[1m])'],
  ])('of %s is %s', (expr, selector) => {
    expect(selectorOf(expr)).toBe(selector);
  });
});
