import { type Frame } from './frame';
import { drawView } from './registry';
import { normalAnalysis } from './testing/analyses';
import { OUTAGE_MS, WINDOW_MS } from './testing/windows';
import { type ViewRequest } from './view';

const analysis = normalAnalysis();

function draw(request: Partial<ViewRequest> = {}, of = analysis): Frame {
  const whole = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 1000, ...request };
  return drawView('baselines', of, whole)[0];
}

function column(frame: Frame, name: string): unknown[] {
  return Array.from<unknown>(frame.fields.find((field) => field.name === name)?.values ?? []);
}

describe('baselines', () => {
  it('say what is known, and until when is learned, on the clock of the time zone', () => {
    const [known, learning, counted] = column(draw({ timeZone: 'Europe/Berlin' }), 'state');
    expect(known).toBe('known');
    expect(learning).toBe('learning until Monday 15:00');
    expect(counted).toMatch(/no levels/);
  });

  it('name a day that is far away by its date', () => {
    const baselines = analysis.baselines.map((one) => ({ ...one, readyMs: OUTAGE_MS + 20 * 24 * 3_600_000 }));
    expect(column(draw({}, { ...analysis, baselines }), 'state')[0]).toBe('learning until 2024-11-16 23:00');
  });

  it('call a service unknown of which all was left out', () => {
    const [{ service, sinceMs, leftOut }] = analysis.baselines;
    const [state] = column(
      draw({}, { ...analysis, baselines: [{ service, sinceMs, leftOut, leftOutShare: 1 }] }),
      'state'
    );
    expect(state).toMatch(/^unknown/);
  });

  it('name some of what was left out in a cell, and say how much more there is', () => {
    const [text] = column(draw({ services: ['api-gateway'] }), 'leftOut');
    expect(String(text).split('; ')).toHaveLength(4);
    expect(text).toMatch(/and 1 more$/);
  });

  it('list all that was left out, the newest first', () => {
    const frame = draw({ metric: 'leftOut' });
    expect(column(frame, 'service')).toEqual(['api-gateway', 'database', 'api-gateway', 'api-gateway', 'api-gateway']);
    expect([column(frame, 'from')[0], column(frame, 'to')[0]]).toEqual([OUTAGE_MS, OUTAGE_MS + WINDOW_MS]);
    expect(column(frame, 'why')[0]).toBe('incident: Cascading Failure');
  });

  it('say so where nothing was left out', () => {
    const { notices = [] } = draw({ metric: 'leftOut', services: ['mail-worker'] }).meta;
    expect(notices.map(({ text }) => text)).toEqual(['Nothing was left out of what was learned.']);
  });
});
