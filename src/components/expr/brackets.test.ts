import { bracketProblem } from './brackets';

describe('a bracket or quote', () => {
  it.each([
    ['loki', '{app="a{(["} |= `b"` # ) and so on'],
    ['loki', '{app="say \\"hi\\""}'],
    ['elasticsearch', 'took:[1 TO 5} AND path:/a[b/ AND name:\\( AND "c)"'],
    ['victorialogs', '_time:[2026-01-01, 2026-02-01) "it\'s" and \'a"\' # ('],
    ['grafana', '{"expr": "{app=\\"a\\"}"}'],
  ] as const)('is right in %s: %s', (source, expr) => {
    expect(bracketProblem(source, expr)).toBeUndefined();
  });

  it.each([
    ['loki', '{app="a', { from: 5, to: 7, kind: 'openQuote' }],
    ['loki', '{app="a\\"', { from: 5, to: 9, kind: 'openQuote' }],
    ['loki', '{app="a" |= `b`', { from: 0, to: 1, kind: 'openBracket' }],
    ['loki', '{app="a")', { from: 8, to: 9, kind: 'strayBracket' }],
    ['elasticsearch', 'a:(b OR c', { from: 2, to: 3, kind: 'openBracket' }],
    ['elasticsearch', 'a:b)', { from: 3, to: 4, kind: 'strayBracket' }],
    ['victorialogs', "a:'b", { from: 2, to: 4, kind: 'openQuote' }],
    ['grafana', '{"expr": "a"', { from: 0, to: 1, kind: 'openBracket' }],
  ] as const)('is wrong in %s: %s', (source, expr, problem) => {
    expect(bracketProblem(source, expr)).toEqual(problem);
  });
});
