import { normalAnalysis, unknownAnalysis } from '../../views/testing/analyses';
import { START_MS } from '../../views/testing/windows';
import { type Analysis, type AnomalyEpisode } from '../../analysis/model/analysis';
import { sections } from './sections';
import { wrap } from './wrap';

const analysis = normalAnalysis();

const lines = (title: string, of: Analysis = analysis) =>
  sections(of).find((section) => section.title === title)?.lines ?? [];

describe('the report on logs of which nothing is known', () => {
  const unknown = unknownAnalysis();

  it('has no score, and says what is missing and how to map it', () => {
    const overview = lines('SYSTEM HEALTH OVERVIEW', unknown);
    expect(overview.slice(0, 2)).toEqual([
      'Health Score:                   unknown',
      'Status:                         UNKNOWN',
    ]);
    expect(overview).toContain('  - UNKNOWN:                    314');
    expect(overview.at(-1)).toMatch(/^Warning: Health as a whole is unknown: .*fields\.level.*fields\.pattern/);
    expect(lines('RECOMMENDATIONS', unknown)[0]).toBe('LOGS OF WHICH TOO LITTLE IS KNOWN:');
  });

  it('has no rate, and claims nothing', () => {
    expect(lines('PERFORMANCE METRICS', unknown).slice(-3)).toEqual([
      'Response Time Known:            in 0% of the logs',
      'Success Rate:                   unknown (no log has a level or a status)',
      'Error Rate:                     unknown (no log has a level or a status)',
    ]);
    expect(lines('SERVICE HEALTH BREAKDOWN', unknown)[0]).toMatch(
      /^api-gateway +\| Health: +\? \| Errors: +\? \| Avg RT: +- \| Success: +\? \| Level known: +0%$/
    );
    expect(lines('ERROR PATTERNS', unknown)[0]).toBe(
      'Whether there were errors is not known: no log in this range has a level or a status.'
    );
    expect(lines('TREND', unknown)).toEqual([
      'A trend of errors takes two hours or more in which the level of some logs is known.',
    ]);
    expect(lines('EXECUTIVE SUMMARY', unknown).at(-1)).toMatch(/^Whether the system is well is not known\. /);
  });
});

describe('the sections of the report', () => {
  it('say of what share of the logs each rate is computed', () => {
    expect(lines('PERFORMANCE METRICS').slice(-2)).toEqual([
      'Success Rate:                   91.40% (level known: 100% of the logs)',
      'Error Rate:                     8.60% (level known: 100% of the logs)',
    ]);
  });

  it('say that all is well of what was seen', () => {
    const well = (score: number, status: 'GOOD' | 'EXCELLENT') =>
      lines('EXECUTIVE SUMMARY', { ...analysis, incidents: [], health: { score, status, lost: [], notJudged: [] } }).at(
        -1
      );
    expect(well(75, 'GOOD')).toBe(
      'System operating within normal parameters, as far as seen: of 314 logs the level of 100% and the response time of 94.2% is known.'
    );
    expect(well(95, 'EXCELLENT')).toMatch(/^System operating normally, as far as seen: /);
  });

  it('say that all is well beside no critical incident', () => {
    const incidents = [{ ...analysis.incidents[0], severity: 'CRITICAL' as const }];
    const health = { score: 75, status: 'GOOD' as const, lost: [], notJudged: [] };
    expect(lines('EXECUTIVE SUMMARY', { ...analysis, incidents, health }).at(-1)).toBe(
      'As far as seen the system is well on the whole, but for 1 critical incident: look there first.'
    );
  });

  it('give the same advice once, in whatever order it names services', () => {
    const incidents = ['check what a, b and c share', 'check what c, a and b share'].map((recommendation) => ({
      ...analysis.incidents[0],
      severity: 'CRITICAL' as const,
      recommendation,
    }));
    const found = lines('RECOMMENDATIONS', { ...analysis, incidents });
    expect(found.filter((line) => line.startsWith('- check what'))).toHaveLength(1);
  });

  it('break no line of a service, however long its name', () => {
    const [service] = analysis.services;
    const named = (name: string) =>
      lines('SERVICE HEALTH BREAKDOWN', { ...analysis, services: [{ ...service, service: name }] });
    expect(named('notification-service')).toHaveLength(1);
    for (const line of [...named('notification-service'), ...named('notification-service-of-the-north-eu-west-1')]) {
      expect(wrap(line)).toEqual([line]);
    }
  });

  it('say what could not be judged', () => {
    const health = { score: 95, status: 'EXCELLENT', lost: [], notJudged: ['slow responses', 'anomalies'] } as const;
    expect(lines('SYSTEM HEALTH OVERVIEW', { ...analysis, health })[2]).toBe(
      '  not known, so not judged:     slow responses, anomalies'
    );
  });

  it('name which error leads, and by how much', () => {
    expect(lines('ERROR PATTERNS').slice(-11, -4)).toEqual([
      'Correlated Errors:',
      ' 1. Disk <*> is full',
      '    then, 5 minutes later: Connection timeout to database',
      '    r 0.87, both in 4 spans of 5 minutes',
      ' 2. Query took <*> ms, giving up',
      '    together with: Connection timeout to database',
      '    r 0.61, both in 3 spans of 5 minutes',
    ]);
  });

  it('name which kinds of messages are new, and which have vanished', () => {
    expect(lines('NEW AND VANISHED PATTERNS')).toEqual([
      'Kinds of Messages:              7',
      'New:                            2',
      'Vanished:                       1',
      '',
      'New Patterns:',
      ' 1. Cache is cold',
      '    since 2024-10-28 00:20:00, 14 occurrences (api-gateway, database)',
      ' 2. Connection timeout to database',
      '    since 2024-10-27 23:00:00, 11 occurrences (api-gateway, database)',
      '',
      'Vanished Patterns:',
      ' 1. Sent <*> mails',
      '    last at 2024-10-27 22:30:00, 18 occurrences (mail-worker)',
    ]);
  });

  it('list the largest five episodes of anomalies, and of how many', () => {
    const episode = (count: number): AnomalyEpisode => ({
      startMs: START_MS,
      endMs: START_MS + 90_000,
      services: ['database'],
      count,
      type: 'memory leak',
    });
    const episodes = [3, 9, 1, 4, 8, 6].map(episode);
    const found = lines('ANOMALY DETECTION', { ...analysis, anomalies: { ...analysis.anomalies, episodes } });
    const from = found.indexOf('Top 5 of 6 Episodes, Largest First:');
    expect(found[from + 1]).toBe(' 1. 2024-10-27 21:30:00 for 90 seconds: 9 anomalies, memory leak (database)');
    expect(found.slice(from + 2, from + 6).map((line) => /: (\d) anomalies/.exec(line)?.[1])).toEqual([
      '8',
      '6',
      '4',
      '3',
    ]);
  });

  it('say where an incident may have begun, and how it spread', () => {
    const incidents = analysis.incidents.map((incident) => ({
      ...incident,
      suspects: [{ service: 'database', onsetMs: START_MS, confidence: 0.9, text: 'database, at once: 64% errors' }],
      chain: [{ service: 'api-gateway', timeMs: START_MS, text: 'api-gateway, 2 minutes later: 15% errors' }],
    }));
    const found = lines('INCIDENTS', { ...analysis, incidents });
    const from = found.indexOf('    Suspects:');
    expect(found.slice(from, from + 4)).toEqual([
      '    Suspects:',
      '      1. database, at once: 64% errors',
      '    Chain:',
      '      1. api-gateway, 2 minutes later: 15% errors',
    ]);
  });

  it('say what is coming, when, and how surely', () => {
    expect(lines('COMING INCIDENTS').slice(3, 8)).toEqual([
      ' 1. database: disk space used up: "Disk usage at <*>%" reaches its limit',
      '    In 40 minutes: 2024-10-28 01:10:00, confidence 93%',
      '    With a chance of 80% between 2024-10-28 01:00:00 and 2024-10-28 01:25:00',
      '    Indicator: 80% to 92% of its limit in 58 minutes, 12.4 points an hour (31 lines)',
      '    Recommendation: Free or add disk space, and rotate or expire what fills it',
    ]);
    expect(lines('COMING INCIDENTS', { ...analysis, forecasts: [] })).toEqual(['Nothing is seen coming.']);
  });

  it('name the dependencies, and have no section where none are known', () => {
    expect(lines('SERVICE DEPENDENCIES')).toContain(
      ' 1. api-gateway -> database: called in 41% of its traces (82 traces)'
    );
    const titles = sections({ ...analysis, dependencies: [] }).map(({ title }) => title);
    expect(titles).not.toContain('SERVICE DEPENDENCIES');
  });

  it('show what a day and a week are like, by averages of an hour', () => {
    expect(lines('TIME PATTERNS')).toEqual([
      'Busiest Hour:                   23:00 UTC, 146 logs an hour',
      'Quietest Hour:                  00:00 UTC, 66 logs an hour',
      'Hour with Most Errors:          23:00 UTC, 25.0 errors an hour',
      'Busiest Day:                    Sunday, 112 logs an hour',
      'Quietest Day:                   Monday, 66 logs an hour',
      'Day with Most Errors:           Sunday, 10.4 errors an hour',
    ]);
  });

  it('say how low the health was, and for how long', () => {
    expect(lines('HEALTH OVER TIME')).toEqual([
      'Lowest:                         31.5/100 at 2024-10-27 23:00:00 (steps of 30 minutes)',
      'Time Under 50:                  30 minutes',
      '',
      'Services Under 50, Longest First:',
      ' 1. database: 30 minutes',
    ]);
  });

  it('say where error rates were above what was expected, or that this is still being learned', () => {
    expect(lines('EXPECTED BANDS')[0]).toBe(
      'Error rate: still learning what to expect, from steps of 1 hour with 10 logs and more.'
    );
    // Two days of one service by hours: 100 logs each, of which half are errors in the last.
    const errors = Uint32Array.from({ length: 48 }, (_, hour) => (hour === 47 ? 50 : 1));
    const none = new Uint32Array(48);
    const windows = {
      startMs: Date.UTC(2024, 9, 28),
      windowMs: 3_600_000,
      windowCount: 48,
      services: ['api'],
      byLevel: [none, none, errors.map((count) => 100 - count), none, errors, none],
      failures: errors,
      responses: none,
      responseSum: new Float64Array(48),
      responseP95: new Float64Array(48).fill(NaN),
    };
    const [row, , heading, api] = lines('EXPECTED BANDS', { ...analysis, windows });
    expect([row, heading]).toEqual([
      'Error rate, Steps Above:        1 (steps of 1 hour)',
      'Services, Furthest First:',
    ]);
    expect(api).toMatch(/^ 1\. api: 1 above; 50\.0% at 2024-10-29 23:00:00, at most \d\.\d% expected$/);
  });
});
