import { type Analysis, type Severity } from '../analysis/model/analysis';
import { InputError } from '../errors';
import { parseFailOn } from './failOn';

const analysisWith = (severities: Severity[], score = 80) =>
  ({ incidents: severities.map((severity) => ({ severity })), health: { score } }) as unknown as Analysis;

describe('--fail-on', () => {
  it.each<[string, Severity[], string | undefined]>([
    ['critical', ['HIGH', 'MEDIUM'], undefined],
    ['critical', ['HIGH', 'CRITICAL'], '1 incident is CRITICAL'],
    ['high', ['MEDIUM'], undefined],
    ['high', ['HIGH', 'CRITICAL'], '2 incidents are CRITICAL or HIGH'],
  ])('%s with incidents %j says %s', (condition, severities, reason) => {
    expect(parseFailOn(condition)(analysisWith(severities))).toBe(reason);
  });

  it('compares the health score, the limit itself being healthy', () => {
    const condition = parseFailOn('health<60');

    expect(condition(analysisWith([], 60))).toBeUndefined();
    expect(condition(analysisWith([], 59.94))).toBe('the health score 59.9 is under 60');
  });

  it('does not pass where the health is unknown: that is an error which says what is missing', () => {
    const health = { score: null, status: 'UNKNOWN', reason: 'Nothing is known of the logs.' };
    const unknown = { incidents: [], health } as unknown as Analysis;
    expect(() => parseFailOn('health<60')(unknown)).toThrow(InputError);
    expect(() => parseFailOn('health<60')(unknown)).toThrow(
      '--fail-on health<60: the health is unknown. Nothing is known of the logs.'
    );
    expect(parseFailOn('critical')(unknown)).toBeUndefined();
  });

  it.each(['low', 'health', 'health>60', 'health<', ''])('refuses "%s" and says what it takes', (text) => {
    expect(() => parseFailOn(text)).toThrow(InputError);
    expect(() => parseFailOn(text)).toThrow(/use critical, high, or health<N/);
  });
});
