import { pulse, pulseNow, pulseSince } from './pulse';
import { normalAnalysis, unknownAnalysis } from './testing/analyses';
import { type Frame } from './frame';
import { type ViewRequest } from './view';

const REQUEST: ViewRequest = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 4 };
const analysis = normalAnalysis();

function columns({ fields }: Frame): Record<string, unknown[]> {
  return Object.fromEntries(fields.map(({ name, values }) => [name, Array.from<unknown>(values)]));
}

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);

describe('the pulse', () => {
  it('has every anomaly in some step', () => {
    const { time, anomaliesPerSecond } = columns(pulse(analysis, REQUEST)[0]) as Record<string, number[]>;
    const stepSeconds = (time[1] - time[0]) / 1000;

    expect(sum(anomaliesPerSecond) * stepSeconds).toBeCloseTo(sum(analysis.anomalies.perWindow));
  });

  it('has the lowest score of each step, of all or of the services asked for', () => {
    const { overall, services } = analysis.healthOverTime;
    const lowest = (...series: Float64Array[]) => Math.min(...series.flatMap((one) => [...one].filter((v) => v >= 0)));
    const shown = (request: ViewRequest) =>
      Math.min(...(columns(pulse(analysis, request)[0]).health as number[]).filter((value) => value >= 0));

    expect(shown(REQUEST)).toBe(lowest(overall));
    const [{ service, scores }] = services;
    expect(shown({ ...REQUEST, services: [service] })).toBe(lowest(scores));
  });

  it('begins where it is asked to', () => {
    const { time } = columns(pulse(analysis, REQUEST)[0]) as { time: number[] };

    expect(columns(pulseSince(analysis, REQUEST, time[2])).time).toEqual(time.slice(2));
  });

  it('adds the health now, of all or the lowest of the services asked for', () => {
    const added = (services: string[]) => columns(pulseNow(analysis, { ...REQUEST, services }, [], 1000));

    expect(added([])).toMatchObject({ time: [analysis.range.toMs], health: [81.7] });
    expect(added(['api-gateway', 'database'])).toMatchObject({ health: [64.3] });
  });

  it('counts of what is new the anomalies of the services asked for', () => {
    const fresh = analysis.services.map(({ service }) => ({ service }));
    const [{ service }] = fresh;

    expect(columns(pulseNow(analysis, { ...REQUEST, services: [service] }, fresh, 2000)).anomaliesPerSecond).toEqual([
      0.5,
    ]);
  });

  it('has no score where health is unknown, and no rate while it learns what is unusual', () => {
    const unknown = unknownAnalysis();
    expect(columns(pulseNow(unknown, REQUEST, [], 1000)).health).toEqual([NaN]);

    const learning = { ...analysis, anomalies: { ...analysis.anomalies, status: 'learning' as const } };
    expect(columns(pulseNow(learning, REQUEST, [], 1000)).anomaliesPerSecond).toEqual([NaN]);
    expect(columns(pulse(learning, REQUEST)[0]).anomaliesPerSecond.every(Number.isNaN)).toBe(true);
  });
});
