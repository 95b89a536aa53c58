import { type Frame } from './frame';
import { drawView } from './registry';
import { normalAnalysis } from './testing/analyses';
import { EVENTS } from './testing/events';

const analysis = normalAnalysis();

function draw(services: string[] = [], of = analysis): Frame {
  return drawView('calendar', of, { services, limit: undefined, timeZone: 'UTC', maxDataPoints: 1000 })[0];
}

function column(frame: Frame, name: string): unknown[] {
  return Array.from<unknown>(frame.fields.find((field) => field.name === name)?.values ?? []);
}

describe('calendar', () => {
  it('has the columns that Grafana reads bands from, by the names on the screen too', () => {
    const frame = draw();
    expect(['time', 'timeEnd'].map((name) => column(frame, name)[1])).toEqual([EVENTS[1].fromMs, EVENTS[1].toMs]);
    for (const name of ['title', 'text', 'tags']) {
      const field = frame.fields.find((one) => one.name === name);
      expect(field?.config?.displayName?.toLowerCase()).toBe(name);
    }
    expect(column(frame, 'tags')).toEqual(['calendar', 'calendar,database', 'incident,database']);
  });

  it('is that of the services asked for, and of all', () => {
    expect(column(draw(['api-gateway']), 'title')).toEqual(['National holiday']);
    expect(column(draw(['database']), 'title')).toEqual(EVENTS.map(({ name }) => name));
  });

  it('counts the incidents that each event mutes', () => {
    const [incident] = analysis.incidents;
    const muted = { ...analysis, mutedIncidents: [{ incident, event: EVENTS[1] }] };
    expect(column(draw([], muted), 'muted')).toEqual([0, 1, 0]);
  });

  it('says so where it has nothing', () => {
    expect(draw([], { ...analysis, events: [] }).meta.notices).toEqual([
      { severity: 'info', text: 'Neither the calendar of the data source nor a mark has anything in this range.' },
    ]);
  });
});
