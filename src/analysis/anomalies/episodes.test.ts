import { type AnomalyType } from '../model/analysis';
import { NOISE } from './dbscan';
import { findEpisodes, type Occurrence } from './episodes';
import { MINUTE, HOUR } from '../../time/units';

/** Anomalies of one service, half a minute apart. */
function anomalies(count: number, type: AnomalyType, fromMs = 0, service = 'api'): Occurrence[] {
  return Array.from({ length: count }, (_, i) => ({ timeMs: fromMs + (i * MINUTE) / 2, service, type }));
}

describe('findEpisodes', () => {
  it('groups what is near in time, in whatever order it comes, and leaves alone what stands alone', () => {
    const { episodes, of } = findEpisodes([
      ...anomalies(1, 'response time spike', 900 * MINUTE),
      ...anomalies(6, 'error rate increase', HOUR),
      ...anomalies(6, 'rate limiting', 0),
    ]);
    expect([...of]).toEqual([NOISE, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(episodes).toMatchObject([
      { startMs: 0, count: 6, type: 'rate limiting' },
      { startMs: HOUR, count: 6, type: 'error rate increase' },
    ]);
  });

  it('names a cause for the symptoms around it, but never one cause for another', () => {
    const { types, episodes } = findEpisodes([
      ...anomalies(2, 'memory leak'),
      ...anomalies(7, 'response time spike', 1000),
      ...anomalies(1, 'disk space', 2000),
    ]);
    expect(episodes.map(({ type }) => type)).toEqual(['memory leak']);
    expect(types.slice(2, 9)).toEqual(Array(7).fill('memory leak'));
    expect(types[9]).toBe('disk space');
  });

  it('calls it an outage where a service says nothing, and so what those say who cannot reach it', () => {
    const silence = { timeMs: 0, service: 'redis', type: 'service outage', isSilence: true } as const;
    const { types, episodes } = findEpisodes([
      silence,
      ...anomalies(8, 'database connection', 1000),
      ...anomalies(1, 'authentication failure', 2000),
    ]);
    expect(episodes).toMatchObject([{ type: 'service outage', count: 10 }]);
    expect(types).toEqual([...Array(9).fill('service outage'), 'authentication failure']);
    expect(findEpisodes(anomalies(8, 'database connection')).types[0]).toBe('database connection');
  });
});
