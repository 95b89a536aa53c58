import { type Analysis } from '../analysis/model/analysis';
import { MOST_PRESSING, type ViewType } from '../query/views';
import { MINUTE } from '../time/units';
import { type Frame } from './frame';
import { asLiteral } from '../query/storeText';
import { drawView } from './registry';
import { emptyAnalysis, normalAnalysis, unknownAnalysis } from './testing/analyses';
import { type ViewRequest } from './view';

const analysis = normalAnalysis();
const [under, over] = analysis.incidents;

function draw(type: ViewType, request: Partial<ViewRequest> = {}, of: Analysis = analysis): Frame[] {
  return drawView(type, of, { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 1000, ...request });
}

const column = ({ fields }: Frame, name: string) =>
  Array.from<unknown>(fields.find((field) => field.name === name)?.values ?? []);
const notices = ([{ meta }]: Frame[]) => (meta.notices ?? []).map(({ text }) => text);

/** The rows of a frame of two columns of texts. */
function told([frame]: Frame[]): Array<[string, string]> {
  const [names, texts] = frame.fields.map(({ values }) => Array.from<unknown>(values).map(String));
  return names.map((name, i) => [name, texts[i]]);
}

describe('the situation', () => {
  const answers = (request?: Partial<ViewRequest>, of?: Analysis) =>
    Object.fromEntries(told(draw('situation', request, of)));
  const quiet: Analysis = { ...analysis, incidents: [over], forecasts: [] };

  it('says what is wrong, since when, where it began, what to do and what is coming', () => {
    expect(answers()).toEqual({
      'Wrong now': 'HIGH: High Error Rate of api-gateway',
      Since: expect.stringMatching(/^2024-10-27 23:02:00, for \d+ minutes$/),
      Began: 'Nothing shows where it began.',
      'What to do': under.recommendation,
      Coming: expect.stringMatching(/^database: .* in 40 minutes, confidence 93%/),
      Health: expect.stringMatching(/^[\d.]+ of 100, [A-Z]+; most points were lost by /),
    });
  });

  it('names the most pressing of several, and counts the others', () => {
    const both = { ...analysis, incidents: [under, { ...over, ongoing: true }] };
    expect(answers({}, both)).toMatchObject({
      'Wrong now': 'CRITICAL: Cascading Failure of database and api-gateway; 1 more under way',
      Began: 'database, when it began: 64% errors (70% likely)',
      'First error': 'database: Disk 42 is full',
    });
  });

  it('says that nothing is wrong, and what was last', () => {
    expect(answers({}, quiet)).toMatchObject({
      'Wrong now': 'No incident is under way, as far as is seen.',
      Last: 'CRITICAL: Cascading Failure of database and api-gateway, over since 2024-10-27 23:20:00',
      Coming: 'Nothing is seen coming.',
    });
  });

  it('is that of the services asked for, on the clock of the time zone', () => {
    const own = answers({ services: ['api-gateway'], timeZone: 'Asia/Tokyo' });
    expect(own.Since).toMatch(/^2024-10-28 08:02:00/);
    expect(Object.keys(own)).not.toContain('Health');
    expect(answers({ services: ['mail-worker'] }, quiet)).toMatchObject({
      'Wrong now': 'No incident is under way, as far as is seen.',
    });
  });

  it.each([
    ['there are no logs', emptyAnalysis(), /^Not known\. There are no logs in this range\.$/],
    ['nothing is known of them', unknownAnalysis(), /^Not known\. Too little is known of the logs: /],
  ])('claims nothing where %s', (_, of, wrong) => {
    expect(answers({}, of)).toMatchObject({ 'Wrong now': expect.stringMatching(wrong), Coming: 'Not known.' });
  });

  it('colours what is wrong, and that nothing is', () => {
    const colours = (of: Analysis) =>
      Object.values(Object(draw('situation', {}, of)[0].fields[1].config?.mappings?.[0].options));
    expect(colours(analysis)).toEqual([
      { color: 'orange', index: 0 },
      { color: 'orange', index: 1 },
    ]);
    expect(colours(quiet)).toEqual([{ color: 'green', index: 0 }]);
  });
});

describe('one incident', () => {
  it('is the most pressing where none is named', () => {
    const all = told(draw('oneIncident'));
    expect(all[0]).toEqual(['HIGH', 'High Error Rate: Error rate exceeded the threshold of 30%.']);
    expect(told(draw('oneIncident', { incident: MOST_PRESSING }))).toEqual(all);
  });

  it('is told from what happened to what was measured', () => {
    const rows = told(draw('oneIncident', { incident: over.id }));
    expect(rows).toEqual([
      ['CRITICAL', 'Cascading Failure: Several services fail at once.'],
      ['When', '2024-10-27 23:00:00, for 20 minutes, over'],
      ['Services', 'database and api-gateway'],
      ['What to do', over.recommendation],
      ['Began', '70% likely: database, when it began: 64% errors'],
      ['Then', 'api-gateway, 2 minutes in: 15% errors; it depends on database, called in 41% of its traces'],
      ['First error where it began', 'database: Disk 42 is full'],
      ['Evidence', 'database 64% errors'],
      ['Evidence', 'api-gateway 15% errors'],
    ]);
  });

  it('says as what it was first found, where that was something else', () => {
    const first = {
      seenMs: 0,
      startMs: 0,
      type: 'High Error Rate',
      severity: 'MEDIUM',
      service: 'database',
      recommendation: '',
    } as const;
    const of = { ...analysis, incidents: [{ ...over, first }] };
    expect(told(draw('oneIncident', {}, of)).at(-1)).toEqual(['First found', 'as MEDIUM High Error Rate of database']);
  });

  it('says that there is no such', () => {
    expect(notices(draw('oneIncident', { incident: 'x' }))).toEqual(['In this range there is no incident "x".']);
    expect(notices(draw('oneIncident', {}, { ...analysis, incidents: [] }))).toEqual([
      'No incident was found in this range.',
    ]);
  });
});

describe('the timeline of incidents', () => {
  it('has the gravest severity of each service at each time, the worst hit first', () => {
    const frames = draw('incidentTimeline');
    expect(frames.map(({ name }) => name)).toEqual(['api-gateway', 'database']);
    const [gateway, database] = frames.map((frame) => column(frame, 'value'));
    expect(database).toEqual([NaN, 3, 3, NaN, NaN]);
    expect(gateway).toEqual([NaN, 3, 3, 2, NaN]);
    expect(column(frames[0], 'time')).toEqual([
      analysis.range.fromMs,
      over.startMs,
      under.startMs,
      over.endMs,
      analysis.range.toMs,
    ]);
  });

  it('ends where the range ends', () => {
    const long = { ...over, startMs: analysis.range.fromMs - MINUTE, endMs: analysis.range.toMs + MINUTE };
    const [frame] = draw('incidentTimeline', {}, { ...analysis, incidents: [long] });
    expect(column(frame, 'time')).toEqual([analysis.range.fromMs, analysis.range.toMs]);
  });

  it('says which services it leaves out', () => {
    expect(notices(draw('incidentTimeline', { limit: 1 }))).toEqual(['The 1 worst hit of 2 services.']);
    expect(draw('incidentTimeline', { services: ['api-gateway'] }).map(({ name }) => name)).toEqual(['api-gateway']);
  });

  it('says why it is empty, over the whole range', () => {
    const frames = draw('incidentTimeline', {}, { ...analysis, incidents: [] });
    expect(notices(frames)).toEqual(['No incident was found in this range.']);
    expect(column(frames[0], 'time')).toEqual([analysis.range.fromMs, analysis.range.toMs]);
    expect(column(frames[0], 'value')).toEqual([NaN, NaN]);
  });
});

describe('the anomalies of an incident', () => {
  it('are those of its services in its time', () => {
    const [first, second] = analysis.anomalies.items.toSorted((a, b) => a.timeMs - b.timeMs);
    const own = { ...over, services: [first.service], startMs: first.timeMs, endMs: second.timeMs };
    const frames = draw('anomalies', { incident: over.id }, { ...analysis, incidents: [own] });
    expect(column(frames[0], 'timestamp')).toEqual([first.timeMs]);
  });

  it('may be none, which is said', () => {
    const silent = { ...over, services: ['mail-worker'] };
    const frames = draw('anomalies', { incident: over.id }, { ...analysis, incidents: [silent] });
    expect(notices(frames)).toEqual(['None of the lines of this incident was found to be anomalous.']);
  });

  it('are none where there is no such incident, which is said', () => {
    const frames = draw('anomalies', { incident: 'x' });
    expect(column(frames[0], 'timestamp')).toEqual([]);
    expect(notices(frames)).toEqual(['In this range there is no incident "x".']);
  });
});

describe('include and exclude', () => {
  it.each([
    ['templates', 'template'],
    ['topErrors', 'error'],
  ] as const)('narrow %s', (type, name) => {
    const texts = (request: Partial<ViewRequest>) => column(draw(type, request)[0], name).map(String);
    const all = texts({});
    const [word] = /[A-Za-z]{4,}/.exec(all[0]) ?? [''];
    const [included, excluded] = [texts({ include: word }), texts({ exclude: word })];
    expect([...included, ...excluded].sort()).toEqual([...all].sort());
    expect(included.every((text) => text.includes(word))).toBe(true);
    expect(included.length).toBeLessThan(all.length);
  });

  it('narrow incidents by type, description, cause and evidence, for alert rules, too', () => {
    const ids = (request: Partial<ViewRequest>) => column(draw('incidents', request)[0], 'id').map(String);
    const all = ids({});
    const text = asLiteral(analysis.incidents[0].evidence[0]);
    const [included, excluded] = [ids({ include: text }), ids({ exclude: text })];
    expect([...included, ...excluded].sort()).toEqual([...all].sort());
    expect(included.length).toBeGreaterThan(0);
    expect(included.length).toBeLessThan(all.length);
    const [none] = draw('incidents', { include: 'no such text', forAlert: true });
    expect(column(none, 'ongoing')).toEqual([0]);
  });
});
