import { type WindowTable } from '../logs/windowTable';
import { createRandom } from '../random/random';
import { ERROR, INFO, LEVELS } from '../logs/level';
import { type Frame } from './frame';
import { drawView, historyMsOf } from './registry';
import { emptyAnalysis, normalAnalysis } from './testing/analyses';
import { type ViewRequest } from './view';
import { HOUR, DAY } from '../time/units';

const START_MS = Date.UTC(2026, 0, 19);
const SERVICES = ['api', 'database'];

/** Hours of two services, both with about 1% of errors and 50 ms; the last of them half errors in `failing`. */
function hours(startMs: number, count: number, failing?: string): WindowTable {
  const random = createRandom(startMs);
  const cells = SERVICES.length * count;
  const byLevel = LEVELS.map(() => new Uint32Array(cells));
  const responses = new Uint32Array(cells).fill(400);
  SERVICES.forEach((service, index) => {
    for (let hour = 0; hour < count; hour++) {
      const cell = index * count + hour;
      byLevel[ERROR][cell] = service === failing && hour === count - 1 ? 200 : random.int(9);
      byLevel[INFO][cell] = 400 - byLevel[ERROR][cell];
      responses[cell] = service === 'api' ? 400 : 0;
    }
  });
  return {
    startMs,
    windowMs: HOUR,
    windowCount: count,
    services: SERVICES,
    byLevel,
    failures: byLevel[ERROR],
    responses,
    responseSum: Float64Array.from(responses, (responded) => responded * (49 + 2 * random.next())),
    responseP95: new Float64Array(cells).fill(NaN),
  };
}

const analysis = { ...normalAnalysis(), windows: hours(START_MS, 24, 'database') };
const history = hours(START_MS - 7 * DAY, 7 * 24);

function draw(request: Partial<ViewRequest> = {}, of = analysis): Frame[] {
  return drawView('expectedBand', of, {
    services: [],
    limit: undefined,
    timeZone: 'UTC',
    maxDataPoints: 1000,
    ...request,
  });
}

const labels = (frames: Frame[]) => frames.map(({ fields }) => fields[1].labels);
const values = ({ fields }: Frame) => Array.from(fields[1].values, Number);
const notices = ([first]: Frame[]) => (first.meta.notices ?? []).map(({ text }) => text);

describe('expectedBand', () => {
  it('gives value, expected, 3 sigma, lower and upper of each service, with a label for each', () => {
    const frames = draw({ history });
    expect(labels(frames).slice(0, 5)).toEqual(
      ['value', 'expected', '3 sigma', 'lower', 'upper'].map((band) => ({ service: 'api', band }))
    );
    expect(frames).toHaveLength(10);
    const [value, expected, sigma, lower, upper] = frames.slice(5).map(values);
    expect(sigma[23]).toBeLessThan(0.2);
    expect(value[23]).toBe(0.5);
    expect(upper[23]).toBeLessThan(0.2);
    expected.forEach((one, i) => expect(lower[i] <= one && one <= upper[i]).toBe(true));
  });

  it('fills the band between lower and upper', () => {
    const [, , , lower, upper] = draw({ history });
    expect(upper.fields[1].config?.custom?.fillBelowTo).toBe(lower.fields[1].config?.displayNameFromDS);
  });

  it('knows what to expect at its left edge by the history, which it shows nothing of', () => {
    const frames = draw({ history });
    expect(frames.every((frame) => values(frame).every(Number.isFinite))).toBe(true);
    expect(frames[0].fields[0].values[0]).toBe(START_MS);
    expect(notices(frames)).toEqual([]);
  });

  it('says where it has yet to learn', () => {
    const frames = draw();
    expect(labels(frames)).toEqual(SERVICES.map((service) => ({ service, band: 'value' })));
    expect(notices(frames)).toEqual([
      'Too little history to expect anything, at first or throughout, of: api, database.',
    ]);
    expect(draw({ forAlert: true })[0].fields).toEqual([]);
  });

  it('gives an alert rule how unusual each service is, one series a service', () => {
    const frames = draw({ history, forAlert: true });
    expect(labels(frames)).toEqual([{ service: 'api' }, { service: 'database' }]);
    const [api, database] = frames.map((frame) => values(frame)[23]);
    expect(api).toBeLessThan(0.9);
    expect(database).toBeGreaterThan(0.99);
  });

  it('gives response times of services that have them', () => {
    const frames = draw({ history, metric: 'responseTime' });
    expect(new Set(frames.map(({ fields }) => fields[1].labels?.service))).toEqual(new Set(['api']));
    expect(values(frames[0])[0]).toBeCloseTo(50, -1);
    expect(frames[0].fields[1].config?.unit).toBe('ms');
  });

  it('is for the services asked for, and says so where there is nothing to show', () => {
    expect(labels(draw({ history, services: ['database'] })).every((one) => one?.service === 'database')).toBe(true);
    expect(notices(draw({ history, services: ['database'], metric: 'responseTime' }))).toEqual([
      'Too few logs in this range to show the average response time of any service over time.',
    ]);
    expect(draw({ forAlert: true }, emptyAnalysis())[0].fields).toEqual([]);
  });

  it('names the services that have too few responses for a line', () => {
    const frames = draw({ metric: 'responseTime', history });
    expect(new Set(labels(frames).map((own) => own?.service))).toEqual(new Set(['api']));
    expect(notices(frames)).toEqual(['Too few logs, or responses, in this range to show: database.']);
  });

  it('shows the least healthy where no services are chosen, says so, and leaves alert rules and choices alone', () => {
    const [one] = analysis.services;
    const HEALTHY = { status: 'GOOD', lost: [], notJudged: [] } as const;
    const scores: Record<string, number> = { api: 90, database: 40 };
    const services = SERVICES.map((service) => ({
      ...one,
      service,
      healthNow: { ...HEALTHY, score: scores[service] },
    }));
    const of = { ...analysis, services };
    const frames = draw({ history, limit: 1 }, of);
    expect(labels(frames).map((label) => label?.service)).toEqual(Array(5).fill('database'));
    expect(notices(frames)).toEqual(['The 1 least healthy of 2 services. Choose services to see others.']);
    expect(draw({ history, limit: 1, services: SERVICES }, of)).toHaveLength(10);
    expect(draw({ history, limit: 1, forAlert: true }, of)).toHaveLength(2);
  });

  it('asks for a week before the range', () => {
    expect(historyMsOf('expectedBand')).toBe(7 * DAY);
  });
});
