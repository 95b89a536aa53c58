import { type Frame } from './frame';
import { drawView } from './registry';
import { emptyAnalysis, normalAnalysis, unknownAnalysis } from './testing/analyses';
import { type ViewRequest } from './view';

const analysis = normalAnalysis();
const calm = { ...analysis, forecasts: [] };

function draw(request: Partial<ViewRequest> = {}, of = analysis): Frame {
  const [frame] = drawView('forecasts', of, {
    services: [],
    limit: undefined,
    timeZone: 'UTC',
    maxDataPoints: 1000,
    ...request,
  });
  return frame;
}

const column = (frame: Frame, name: string) =>
  Array.from<unknown>(frame.fields.find((field) => field.name === name)?.values ?? []);

describe('forecasts', () => {
  it('gives a row for each, of the services asked for', () => {
    expect(column(draw(), 'minutesToBreach')).toEqual([40, 90]);
    expect(column(draw({ services: ['api-gateway'] }), 'rule')).toEqual([]);
  });

  it('gives an alert rule the risk of the next hour, for each service and type', () => {
    const frame = draw({ forAlert: true, services: ['database'] });
    expect(column(frame, 'type')).toEqual(['Resource Exhaustion', 'Performance Degradation', 'High Error Rate']);
    const [disk, responses, errors] = column(frame, 'riskWithinHour');
    // Nearly all of the disk's interval lies within the hour, little of the other's.
    expect(disk).toBeGreaterThan(0.85);
    expect(disk).toBeLessThan(0.93);
    expect(responses).toBeGreaterThan(0.03);
    expect(responses).toBeLessThan(0.15);
    expect(errors).toBe(0);
  });

  it('gives an alert rule zeros, and not no data, where nothing is seen coming', () => {
    const frame = draw({ forAlert: true, metric: 'confidence' }, calm);
    expect(column(frame, 'confidence')).toEqual(Array.from({ length: 8 }, () => 0));
  });

  it('gives no zero of what is foreseen by what a service does not log', () => {
    const frame = draw({ forAlert: true, services: ['mail-worker'] }, calm);
    expect(column(frame, 'type')).toEqual(['Resource Exhaustion', 'High Error Rate']);
    const unknown = draw({ forAlert: true, services: ['database'] }, unknownAnalysis());
    expect(column(unknown, 'type')).toEqual(['Resource Exhaustion']);
  });

  it('gives minutes to the breach only where there is one coming', () => {
    expect(column(draw({ metric: 'minutesToBreach' }), 'minutesToBreach')).toEqual([40, 90]);
    const none = draw({ metric: 'minutesToBreach', forAlert: true }, calm);
    expect(none).toMatchObject({ fields: [], meta: { type: 'numeric-long' } });
  });

  it('gives no data where there are no logs', () => {
    expect(draw({ forAlert: true }, emptyAnalysis()).fields).toEqual([]);
  });

  it('says that nothing is seen coming', () => {
    expect(draw({}, calm).meta.notices?.map(({ text }) => text)).toEqual(['Nothing is seen coming.']);
  });
});
