import { DEFAULT_ANALYSIS_OPTIONS as OPTIONS } from '../../query/options';
import { stateKey } from './stateKey';

const instance = { identity: 'logs' };

describe('stateKey', () => {
  it('differs between data sources, queries of logs, and options', () => {
    const keys = [
      stateKey(instance, '', OPTIONS),
      stateKey({ identity: 'other' }, '', OPTIONS),
      stateKey(instance, '{app="a"}', OPTIONS),
      stateKey(instance, '', { ...OPTIONS, incidents: { ...OPTIONS.incidents, minLogs: 6 } }),
      stateKey(instance, '', { ...OPTIONS, patterns: [{ name: 'oom', pattern: 'oom' }] }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stays the same for a plugin that has fewer options, or has them in another order', () => {
    const { minLogs, ...incidents } = OPTIONS.incidents;
    const { health: _, ...fewer } = { ...OPTIONS, incidents: { ...incidents, minLogs: 6, errorRateThreshold: 0.2 } };
    const all = { ...OPTIONS, incidents: { ...OPTIONS.incidents, errorRateThreshold: 0.2, minLogs: 6 } };

    expect(stateKey(instance, '', fewer as typeof OPTIONS)).toBe(stateKey(instance, '', all));
    expect(minLogs).not.toBe(6);
  });
});
