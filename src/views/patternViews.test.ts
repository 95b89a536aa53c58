import { type Analysis } from '../analysis/model/analysis';
import { type Frame } from './frame';
import { drawView } from './registry';
import { normalAnalysis, oneServiceAnalysis } from './testing/analyses';
import { START_MS } from './testing/windows';
import { type ViewRequest } from './view';
import { HOUR } from '../time/units';

const analysis = normalAnalysis();

type PatternView = 'templates' | 'correlatedErrors' | 'namedPatterns' | 'trend' | 'timePatterns';

function draw(type: PatternView, request: Partial<ViewRequest> = {}, of = analysis): Frame {
  const whole = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 1000, ...request };
  const [frame, ...more] = drawView(type, of, whole);
  expect(more).toEqual([]);
  return frame;
}

function column(frame: Frame, name: string): unknown[] {
  return Array.from<unknown>(frame.fields.find((field) => field.name === name)?.values ?? []);
}

const notices = ({ meta }: Frame) => (meta.notices ?? []).map(({ text }) => text);

describe('templates', () => {
  it('gives the shares of all logs, also where a few templates are shown', () => {
    const frame = draw('templates', { limit: 2 });
    const total = analysis.patterns.templates.reduce((sum, { count }) => sum + count, 0);
    expect(column(frame, 'share')).toEqual([178 / total, 77 / total]);
    expect(notices(frame)).toEqual(['The 2 most frequent of 7 templates; the others make up 58 logs.']);
  });

  it('gives those that are new, or new and errors, or vanished, by its metric', () => {
    expect(column(draw('templates', { metric: 'new' }), 'template')).toEqual([
      'Cache is cold',
      'Connection timeout to database',
    ]);
    expect(column(draw('templates', { metric: 'newErrors' }), 'template')).toEqual(['Connection timeout to database']);
    expect(column(draw('templates', { metric: 'vanished' }), 'template')).toEqual(['Sent <*> mails']);
  });

  it('names the level that most logs of a template have', () => {
    expect(column(draw('templates', { services: ['mail-worker'] }), 'level')).toEqual(['INFO']);
    expect(column(draw('templates', { metric: 'newErrors' }), 'level')).toEqual(['ERROR']);
  });

  it('counts the new templates of errors of each service for an alert rule, 0 where there are none', () => {
    const frame = draw('templates', { forAlert: true });
    expect(frame.meta.type).toBe('numeric-long');
    expect(column(frame, 'service')).toEqual(['api-gateway', 'database', 'mail-worker']);
    expect(column(frame, 'newErrors')).toEqual([1, 1, 0]);
  });

  it('counts what vanished for an alert rule that asks for it', () => {
    const frame = draw('templates', { forAlert: true, metric: 'vanished', services: ['mail-worker'] });
    expect(column(frame, 'vanished')).toEqual([1]);
  });

  it('says where a template is counted in other services too', () => {
    expect(notices(draw('templates', { services: ['database'] }))).toEqual([
      'A template that other services log too is counted in all of them.',
    ]);
  });
});

describe('correlatedErrors', () => {
  it('gives the pairs with an error of the services asked for', () => {
    expect(column(draw('correlatedErrors', { services: ['api-gateway'] }), 'first')).toHaveLength(2);
    expect(column(draw('correlatedErrors', { services: ['mail-worker'] }), 'first')).toEqual([]);
  });

  it('says how many pairs are beyond the limit', () => {
    expect(notices(draw('correlatedErrors', { limit: 1 }))).toEqual(['The 1 most correlated of 2 pairs.']);
  });
});

describe('namedPatterns', () => {
  it('has a zero for a pattern that nothing matches, so that a rule has a number', () => {
    const frame = draw('namedPatterns', { forAlert: true });
    expect(column(frame, 'pattern')).toEqual(['timeouts', 'payments refused']);
    expect(column(frame, 'count')).toEqual([11, 0]);
  });

  it('adds up patterns of one name, which are one set of labels to a rule', () => {
    const named = [...analysis.patterns.named, { name: 'timeouts', count: 2 }];
    const frame = draw('namedPatterns', {}, { ...analysis, patterns: { ...analysis.patterns, named } });
    expect(column(frame, 'count')).toEqual([13, 0]);
  });

  it('says where to add patterns when there are none', () => {
    const frame = draw('namedPatterns', {}, { ...analysis, patterns: { ...analysis.patterns, named: [] } });
    expect(notices(frame)).toEqual([expect.stringContaining('Add some')]);
  });
});

describe('trend', () => {
  const degrading = { ...analysis, trend: { direction: 'DEGRADING' as const, errorsPerHour: 0.25, pValue: 0.004 } };

  it('gives the direction as a word, with the slope and the probability', () => {
    const frame = draw('trend', {}, degrading);
    expect(frame.fields.map(({ values }) => values[0])).toEqual(['DEGRADING', 0.25, 0.004]);
  });

  it('says what may look like a trend where the range is short, and nothing where there is none', () => {
    const noticesFrom = (fromMs: number, trend: Analysis['trend'] = degrading.trend) =>
      notices(draw('trend', {}, { ...degrading, trend, range: { ...analysis.range, fromMs } }));
    expect(noticesFrom(START_MS)).toEqual([expect.stringContaining('less than two days')]);
    expect(noticesFrom(START_MS - 48 * HOUR)).toEqual([]);
    expect(noticesFrom(START_MS, analysis.trend)).toEqual([]);
  });

  it('gives an alert rule the slope, or the direction as a number', () => {
    const numbers = (request: Partial<ViewRequest>) =>
      draw('trend', { forAlert: true, ...request }, degrading).fields.map(({ values }) => values[0]);
    expect(numbers({})).toEqual([0.25]);
    expect(numbers({ metric: 'direction' })).toEqual([1]);
  });
});

describe('timePatterns', () => {
  it('gives logs and errors an hour, on the wall clock of the time zone', () => {
    const logsBy = (timeZone: string) => {
      const frame = draw('timePatterns', { timeZone });
      const logs = column(frame, 'logs');
      return column(frame, 'hour').flatMap((hour, i) => (Number.isNaN(logs[i]) ? [] : [`${hour} ${logs[i]}`]));
    };
    expect(logsBy('UTC')).toEqual(['00:00 66', '21:00 134', '22:00 68', '23:00 146']);
    expect(logsBy('Asia/Tokyo')).toEqual(['06:00 134', '07:00 68', '08:00 146', '09:00 66']);
  });

  it('gives the days of the week by its metric', () => {
    const frame = draw('timePatterns', { metric: 'day' });
    expect(column(frame, 'day')).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    expect(column(frame, 'logs')).toEqual([66, NaN, NaN, NaN, NaN, NaN, 281 / 2.5]);
  });

  it('gives the mean of all response times of an hour, where there are any', () => {
    expect(draw('timePatterns', {}, oneServiceAnalysis()).fields.map(({ name }) => name)).not.toContain('responseTime');
    const { windows } = analysis;
    const responses = Uint32Array.from(windows.responses);
    const responseSum = Float64Array.from(windows.responseSum);
    responses.set([3, 1], 1);
    responseSum.set([300, 500], 1);
    const frame = draw('timePatterns', {}, { ...analysis, windows: { ...windows, responses, responseSum } });
    expect(new Date(START_MS).getUTCHours()).toBe(21);
    expect(column(frame, 'responseTime')[22]).toBe(200);
  });
});
