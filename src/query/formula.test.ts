import { parseFormula } from './formula';

const evaluate = (text: string, variables: Record<string, number> = {}) =>
  parseFormula(text, Object.keys(variables)).evaluate(variables);

describe('a formula', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['-(4 - 6) / 4', 0.5],
    ['7 % 4', 3],
    ['max(1, 2, 3) - min(4, 5)', -1],
    ['1 < 2 ? 10 : 20', 10],
    ['1 >= 2 || !0', 1],
    ['1 && 0', 0],
    ['pow(2, 10) + abs(-1) + sqrt(9)', 1028],
  ])('%s is %d', (text, value) => {
    expect(evaluate(text)).toBe(value);
  });

  it('reads the variables that it is given', () => {
    expect(evaluate('100 - error_rate * 15 - anomaly_rate * 5', { error_rate: 2, anomaly_rate: 4 })).toBe(50);
  });

  it('says which variables it uses', () => {
    expect([...parseFormula('a > 0 ? b : 1', ['a', 'b', 'c']).variables]).toEqual(['a', 'b']);
  });

  it.each([
    '0 / 0',
    '(0 / 0) < 1 ? 100 : 0',
    '!(0 / 0)',
    '(0 / 0) || 1',
    '1 && (0 / 0)',
    'max(1, 0 / 0)',
    'log(-1)',
    '5 % 0',
  ])('%s is no number: what cannot be computed chooses no branch', (text) => {
    expect(evaluate(text)).toBeNaN();
  });

  it.each([
    ['error_rat', /there is no "error_rat". There are error_rate/],
    ['constructor', /there is no "constructor"/],
    ['error_rate.constructor', /one arithmetic expression/],
    ['constructor("return process")()', /the functions are min/],
    ['(error_rate)["x"]', /one arithmetic expression/],
    ['"text"', /is no number/],
    ['error_rate ** ', /./],
    ['1 +', /./],
    ['', /one arithmetic expression/],
    ['1; 2', /one arithmetic expression/],
  ])('refuses %s', (text, reason) => {
    expect(() => parseFormula(text, ['error_rate'])).toThrow(reason);
  });
});
