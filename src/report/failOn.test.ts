import { type Analysis, type Severity } from '../analysis/model/analysis';
import { InputError } from '../errors';
import { parseFailOn } from './failOn';

const analysisWith = (severities: Severity[], score = 80) =>
  ({
    incidents: severities.map((severity) => ({ severity })),
    health: { score },
    totals: { known: { levels: 1, responseTimes: 0 } },
  }) as unknown as Analysis;

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
    const totals = { known: { levels: 0.1, responseTimes: 0.2 } };
    const unknown = { incidents: [], health, totals } as unknown as Analysis;
    expect(() => parseFailOn('health<60')(unknown)).toThrow(InputError);
    expect(() => parseFailOn('health<60')(unknown)).toThrow(
      '--fail-on health<60: the health is unknown. Nothing is known of the logs.'
    );
    expect(() => parseFailOn('critical')(unknown)).toThrow(
      '--fail-on critical: whether there are such incidents is unknown. Too little is known of the logs: 90% of the logs'
    );
    const seen = { ...unknown, incidents: [{ severity: 'CRITICAL' }] } as unknown as Analysis;
    expect(parseFailOn('critical')(seen)).toBe('1 incident is CRITICAL');
  });

  it.each(['health<0', 'health<100.1'])('refuses "%s", which nothing or everything would meet', (text) => {
    expect(() => parseFailOn(text)).toThrow(/a health score is from 0 to 100/);
  });

  it.each(['low', 'health', 'health>60', 'health<', ''])('refuses "%s" and says what it takes', (text) => {
    expect(() => parseFailOn(text)).toThrow(InputError);
    expect(() => parseFailOn(text)).toThrow(/use critical, high, or health<N/);
  });
});
