import { DEBUG, INFO } from '../logs/level';
import { QueryError } from '../errors';
import { ALERTABLE_VIEWS, type ViewType, viewOf, VIEWS } from '../query/views';
import { type Frame } from './frame';
import { drawView } from './registry';
import { emptyAnalysis, normalAnalysis, unknownAnalysis } from './testing/analyses';
import { type ViewRequest } from './view';

const analysis = normalAnalysis();

function draw(type: ViewType, request: Partial<ViewRequest> = {}, of = analysis): Frame[] {
  const whole = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 1000, ...request };
  return drawView(type, of, whole);
}

function column(frame: Frame, name: string): unknown[] {
  const field = frame.fields.find((found) => found.name === name);
  return Array.from<unknown>(field?.values ?? []);
}

function values(frame: Frame): unknown[] {
  return column(frame, 'value');
}

function notices([first]: Frame[]): string[] {
  return (first.meta.notices ?? []).map(({ text }) => text);
}

describe('every view', () => {
  it('carries the notices of the analysis once, on its first frame', () => {
    const text = 'Read 200,000 of 1,000,000 lines.';
    const frames = draw('levelsOverTime', {}, { ...analysis, notices: [{ severity: 'warning', text }] });
    expect(frames.map(({ meta }) => meta.notices?.length ?? 0)).toEqual([1, 0, 0, 0]);
    expect(notices(frames)).toEqual([text]);
  });

  it('carries what reading took on its first frame, as the inspector of a panel shows it', () => {
    const spent = { requests: 12, bytes: 3e6 };
    const frames = draw('levelsOverTime', {}, { ...analysis, spent, seconds: { read: 1.5, templates: 1 } });
    expect(frames.map(({ meta }) => meta.stats)).toEqual([
      [
        { displayName: 'Requests to the store', value: 12 },
        { displayName: 'Received from the store', value: 3e6, unit: 'decbytes' },
        { displayName: 'Time of reading', value: 1.5, unit: 's' },
      ],
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('names services that were asked for and have no logs', () => {
    const text = notices(draw('errorsByService', { services: ['database', 'billing'] }));
    expect(text).toEqual(['No logs in this range of: billing.']);
  });

  it.each(['anomalies', 'incidents'] as const)(
    '%s has the rows of its definition where nobody sets a limit',
    (type) => {
      const many = <T>(items: readonly T[]) => Array.from({ length: VIEWS[type].limit.default + 5 }, () => items[0]);
      const anomalies = { ...analysis.anomalies, items: many(analysis.anomalies.items) };
      const [frame] = draw(type, {}, { ...analysis, incidents: many(analysis.incidents), anomalies });
      expect(column(frame, 'id')).toHaveLength(1000);
    }
  );

  it.each(['incidents', 'anomalies', 'templates', 'correlatedErrors'] as const)(
    '%s says in the words of its definition why it is empty',
    (type) => {
      const services = analysis.services.map((service) => ({ ...service, anomalies: 0 }));
      const nothing = { ...analysis, services, incidents: [], anomalies: { ...analysis.anomalies, items: [] } };
      const empty = { ...nothing, patterns: { ...analysis.patterns, errors: [], templates: [], pairs: [] } };
      expect(notices(draw(type, {}, empty)).at(-1)).toBe(viewOf(type).whenEmpty);
    }
  );

  it('names the panel that shows it best, and has Explore draw it where Explore has no place of its own for it', () => {
    const shown = (type: ViewType) => {
      const { preferredVisualisationType: best, preferredVisualisationPluginId: drawnBy } = draw(type)[0].meta;
      return [best, drawnBy];
    };
    expect(shown('levelsOverTime')).toEqual([undefined, undefined]);
    expect(shown('incidents')).toEqual(['table', undefined]);
    expect(shown('anomalies')).toEqual(['logs', undefined]);
    expect(draw('dependencies').map(({ meta }) => meta.preferredVisualisationType)).toEqual(['nodeGraph', 'nodeGraph']);
    expect(shown('activityHeatmap')).toEqual(['heatmap', 'heatmap']);
    expect(shown('healthOverTime')).toEqual(['state-timeline', 'state-timeline']);
    // Without options a bar gauge has one bar.
    expect(shown('topErrors')).toEqual(['bargauge', undefined]);
  });

  it('leaves the analysis as it is', () => {
    const before = JSON.stringify(analysis);
    ALERTABLE_VIEWS.forEach((type) => draw(type));
    draw('anomalies');
    expect(JSON.stringify(analysis)).toBe(before);
  });

  it.each(ALERTABLE_VIEWS.filter((type) => type !== 'levelsOverTime'))(
    '%s gives alert rules no data with a reason, and neither an error nor a number, where there are no logs',
    (type) => {
      const [frame, ...more] = draw(type, { forAlert: true }, emptyAnalysis());
      expect(more).toEqual([]);
      expect(frame.fields).toEqual([]);
      expect(frame.meta.type).toMatch(/^(?:numeric|timeseries)-/);
      expect(notices([frame]).length).toBeGreaterThan(1);
    }
  );

  it.each([
    'healthScore',
    'healthOverTime',
    'serviceHealth',
    'errorsByService',
    'topErrors',
    'templates',
    'trend',
  ] as const)('%s gives alert rules no data with a reason where nothing is known of the logs', (type) => {
    const frames = draw(type, { forAlert: true }, unknownAnalysis());
    expect(frames.map(({ fields }) => fields)).toEqual([[]]);
    expect(notices(frames).length).toBeGreaterThan(1);
  });

  it.each(['activityHeatmap', 'anomalyTimeline', 'expectedBand', 'healthOverTime', 'levelsOverTime', 'pulse'] as const)(
    '%s of an empty range keeps its fields for panels, which fail without them',
    (type) => {
      for (const { fields } of draw(type, {}, emptyAnalysis())) {
        expect(fields.length).toBeGreaterThan(1);
      }
    }
  );

  it.each(['quality', 'serviceHealth', 'forecasts', 'incidents', 'templates', 'calendar'] as const)(
    '%s of an empty range gives a table no columns, whose names would stand above nothing, and a reason',
    (type) => {
      const [frame] = draw(type, {}, emptyAnalysis());
      expect(frame.fields).toEqual([]);
      expect(notices([frame]).length).toBeGreaterThan(0);
    }
  );

  it('says of which services too little is known, what is missing, and how to map it', () => {
    const [text] = notices(draw('levelsOverTime', {}, unknownAnalysis()));
    expect(text).toMatch(
      /^Health as a whole is unknown: 100% of the logs have neither a level nor a status, 100% no response time\./
    );
    expect(text).toMatch(
      /Too little is known for the health of api-gateway, database and mail-worker \(100% of [^()]*\)\./
    );
    expect(text).toMatch(/fields\.level, fields\.statusCode, fields\.responseTime.*fields\.pattern/);
  });

  it.each(['healthScore', 'healthOverTime', 'serviceHealth', 'dependencies'] as const)(
    '%s is an error where the health formula cannot be computed; other views are as they were',
    (type) => {
      const reason = 'The health formula "0 / 0" cannot be computed: it comes to NaN.';
      const health = { score: null, status: 'UNKNOWN', lost: [], reason, isError: true } as const;
      const broken = {
        ...analysis,
        health,
        healthNow: health,
        services: analysis.services.map((service) => ({ ...service, health, healthNow: health })),
        healthOverTime: { ...analysis.healthOverTime, error: reason },
      };
      for (const forAlert of [false, true]) {
        expect(() => draw(type, { forAlert }, broken)).toThrow(QueryError);
        expect(() => draw(type, { forAlert }, broken)).toThrow(reason);
      }
      expect(draw('levelsOverTime', {}, broken)).toEqual(draw('levelsOverTime'));
    }
  );
});

describe('levelsOverTime', () => {
  it('counts the services asked for only', () => {
    const errors = draw('levelsOverTime', { services: ['database'] }).find(({ name }) => name === 'ERROR');
    expect(errors && column(errors, 'value')).toEqual([0, 0, 0, 9, 1, 0]);
  });

  it('adds DEBUG, the least severe, where it is logged', () => {
    const { windows } = analysis;
    const byLevel = windows.byLevel.map((counts, level) => (level === DEBUG ? windows.byLevel[INFO] : counts));
    const frames = draw('levelsOverTime', {}, { ...analysis, windows: { ...windows, byLevel } });
    expect(frames.map(({ name }) => name)).toEqual(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']);
  });
});

describe('healthScore', () => {
  it('says what the points were lost by', () => {
    const [frame] = draw('healthScore');
    expect(column(frame, 'health')).toEqual([81.7]);
    expect(frame.meta.custom).toEqual({ status: 'GOOD', lost: analysis.healthNow.lost });
    expect(column(draw('healthScore', { metric: 'range' })[0], 'health')).toEqual([66.4]);
  });

  it('gives the health of each service asked for', () => {
    const frames = draw('healthScore', { services: ['api-gateway', 'database'] });
    expect(frames.map(({ fields }) => fields[0].labels)).toEqual([{ service: 'api-gateway' }, { service: 'database' }]);
  });
});

describe('healthScore of what is not known', () => {
  it('has no number for a panel, but the reason, and the text UNKNOWN for what is no number', () => {
    const [frame] = draw('healthScore', {}, unknownAnalysis());
    expect(column(frame, 'health')).toEqual([NaN]);
    expect(frame.fields[0].config?.mappings).toEqual([
      { type: 'special', options: { match: 'null+nan', result: { text: 'UNKNOWN', color: 'gray', index: 0 } } },
    ]);
    expect(frame.meta.custom).toEqual({ status: 'UNKNOWN', lost: [] });
    expect(notices([frame])).toContain('Health is unknown. Too little is known of the logs.');
  });

  it('gives an alert rule those services of which it is known', () => {
    const services = analysis.services.map((service) =>
      service.service === 'database' ? { ...service, healthNow: unknownAnalysis().health } : service
    );
    const frames = draw(
      'healthScore',
      { forAlert: true, services: ['api-gateway', 'database'] },
      { ...analysis, services }
    );
    expect(frames.map(({ fields }) => fields[0].labels)).toEqual([{ service: 'api-gateway' }]);
    const [table] = draw('serviceHealth', {}, { ...analysis, services });
    expect(column(table, 'service')[0]).toBe('database');
  });
});

describe('topErrors', () => {
  it('says how many kinds and errors are beyond the limit', () => {
    const frames = draw('topErrors', { limit: 2 });
    expect(column(frames[0], 'count')).toEqual([11, 8]);
    expect(notices(frames)).toEqual(['The 2 most frequent of 3 kinds of error; the others make up 7 errors.']);
  });

  it('says where the count is of other services too', () => {
    const frames = draw('topErrors', { services: ['api-gateway'] });
    expect(column(frames[0], 'error')).toEqual(['Connection timeout to database']);
    expect(notices(frames)).toEqual(['An error that other services log too is counted in all of them.']);
  });
});

describe('anomalyTimeline', () => {
  it('gives the share of logs that are anomalous, of at least 10', () => {
    const rates = (services: string[]) => draw('anomalyTimeline', { metric: 'anomalyRate', services }).map(values);
    expect(rates(['database'])).toEqual([[0, 0, 0, 15 / 25, 1 / 23, 0]]);
    const perWindow = Uint32Array.from({ length: 18 }, () => 1);
    const odd = { ...analysis, anomalies: { ...analysis.anomalies, perWindow } };
    const [quiet] = draw('anomalyTimeline', { metric: 'anomalyRate', services: ['mail-worker'] }, odd);
    expect(values(quiet)).toEqual([0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
  });

  it('says that it has yet to learn what is normal', () => {
    const learning = { ...analysis, anomalies: { ...analysis.anomalies, status: 'learning' as const } };
    const frames = draw('anomalyTimeline', {}, learning);
    expect(notices(frames)).toEqual(['Too few logs to know what is unusual: nothing is flagged yet.']);
    expect(frames.map(values)).toEqual([[]]);
    expect(draw('anomalyTimeline', { forAlert: true, metric: 'anomalyRate' }, learning)[0].fields).toEqual([]);
    const rates = { metric: 'anomalyRate', forAlert: true };
    expect(draw('serviceHealth', rates, learning)[0].fields).toEqual([]);
  });
});

describe('serviceHealth', () => {
  it('gives one number a service by its metric', () => {
    const [frame] = draw('serviceHealth', { metric: 'errorRate' });
    expect(frame.fields.map(({ name }) => name)).toEqual(['service', 'errorRate']);
  });

  it('gives an alert rule the health, unless it asks for something else', () => {
    const names = (request: Partial<ViewRequest>) => draw('serviceHealth', request)[0].fields.map(({ name }) => name);
    expect(names({ forAlert: true })).toEqual(['service', 'health']);
    expect(names({ forAlert: true, metric: 'logs' })).toEqual(['service', 'logs']);
  });

  it('leaves out services without the number asked for', () => {
    const [frame] = draw('serviceHealth', { metric: 'p95ResponseTime' });
    expect(column(frame, 'service')).toEqual(['database', 'api-gateway']);
  });

  it('names the metrics where one does not exist', () => {
    expect(() => draw('serviceHealth', { metric: 'uptime' })).toThrow(QueryError);
    expect(() => draw('serviceHealth', { metric: 'uptime' })).toThrow(
      'no metric "uptime". Choose one of: health, rangeHealth, logs'
    );
  });
});

describe('incidentsBySeverity', () => {
  it('gives an alert rule no count of logs of which too little is known, unless an incident was seen', () => {
    const unknown = unknownAnalysis();
    const [none] = draw('incidentsBySeverity', { forAlert: true }, unknown);
    expect(none.fields).toEqual([]);
    expect(notices([none]).at(-1)).toContain('Whether there are incidents is unknown. Too little is known of the logs');
    const [seen] = draw('incidentsBySeverity', { forAlert: true }, { ...unknown, incidents: analysis.incidents });
    expect(column(seen, 'incidents').some((count) => Number(count) > 0)).toBe(true);
  });

  it('gives the severities asked for only, so that a rule can be on critical incidents', () => {
    const [frame] = draw('incidentsBySeverity', { severities: ['CRITICAL'] });
    expect(column(frame, 'severity')).toEqual(['CRITICAL']);
    expect(column(frame, 'incidents')).toEqual([1]);
  });

  it('counts those under way at the end of the range by its metric ongoing', () => {
    const [frame] = draw('incidentsBySeverity', { metric: 'ongoing' });
    expect(column(frame, 'ongoing')).toEqual([0, 1, 0]);
  });
});

it.each(['incidents', 'templates', 'forecasts'] as const)(
  'claims nothing in %s of a range without logs but that there are none',
  (type) => {
    expect(notices(draw(type, {}, emptyAnalysis()))).toEqual(['There are no logs in this range.']);
  }
);

describe('incidents', () => {
  it('gives those of the services and severities asked for', () => {
    expect(column(draw('incidents', { services: ['database'] })[0], 'id')).toEqual(['i1']);
    expect(column(draw('incidents', { severities: ['HIGH', 'MEDIUM'] })[0], 'id')).toEqual(['i2']);
  });

  it('gives an alert rule a value for each that is under way, under what it was first found to be', () => {
    const [found] = analysis.incidents.filter(({ ongoing }) => ongoing);
    const first = {
      seenMs: 1,
      startMs: Date.UTC(2024, 9, 27, 23, 2, 0, 400),
      type: 'Resource Exhaustion',
      severity: 'MEDIUM',
      service: 'database',
      cause: 'cache',
      line: 'Disk 42 is full',
      recommendation: 'Free some space.',
    } as const;
    const alerts = (incident: (typeof analysis.incidents)[number]) =>
      draw('incidents', { forAlert: true }, { ...analysis, incidents: [incident] });
    const now = { ...found, first };
    const later = { ...now, severity: 'CRITICAL', services: ['mail-worker', 'database'], cause: undefined } as const;

    const [frame] = alerts(now);
    expect(Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[0]]))).toEqual({
      id: 'i2',
      service: 'database',
      type: 'Resource Exhaustion',
      severity: 'MEDIUM',
      since: '2024-10-27 23:02:00 UTC',
      since_ms: String(first.startMs),
      cause: 'cache',
      first_error: 'Disk 42 is full',
      recommendation: 'Free some space.',
      ongoing: 1,
    });
    expect(alerts(later)).toEqual(alerts(now));
  });

  it('gives an alert rule 0 where none is under way, and no data where that is not known', () => {
    const over = analysis.incidents.map((incident) => ({ ...incident, ongoing: false }));
    const [none] = draw('incidents', { forAlert: true }, { ...analysis, incidents: over });
    expect(none.fields).toEqual([expect.objectContaining({ name: 'ongoing', values: Float64Array.of(0) })]);

    for (const unknowable of [unknownAnalysis(), emptyAnalysis()]) {
      const [frame] = draw('incidents', { forAlert: true }, unknowable);
      expect(frame.fields).toEqual([]);
      expect(notices([frame])).toEqual(expect.arrayContaining([expect.stringMatching(/known|no incident/i)]));
    }
  });

  it('says how many are beyond the limit', () => {
    expect(notices(draw('incidents', { limit: 1 }))).toEqual(['The newest 1 of 2 incidents.']);
  });
});

describe('anomalies', () => {
  it('are those of the types wanted; other views say that they are not narrowed by it', () => {
    const anomalyTypes = (type: string) => type === 'database connection';
    const [frame] = draw('anomalies', { anomalyTypes });
    const types = column(frame, 'labels').map((text) => (JSON.parse(String(text)) as Record<string, string>).anomaly);
    expect(new Set(types)).toEqual(new Set(['database connection']));
    expect(notices(draw('levelsOverTime', { anomalyTypes }))).toEqual([
      'The filter on anomaly narrows the list of anomalies alone.',
    ]);
  });

  it('have their reasons, score and type among the labels, which are all that the details of a line show', () => {
    const [frame] = draw('anomalies', { services: ['database'] });
    const labels = column(frame, 'labels').map((text) => JSON.parse(String(text)) as Record<string, string>);
    expect(labels.map(({ reasons }) => reasons)).toEqual(column(frame, 'reasons'));
    expect(labels.map(({ score }) => Number(score))).toEqual(
      column(frame, 'score').map((score) => Number(Number(score).toFixed(3)))
    );
    expect(new Set(labels.map(({ anomaly }) => anomaly))).not.toContain('');
  });

  it('keeps the most anomalous where there are more than the limit, and says so', () => {
    const frames = draw('anomalies', { limit: 1 });
    expect(column(frames[0], 'id')).toEqual(['a1']);
    expect(notices(frames)).toEqual(['The 1 most anomalous of 23 anomalies.']);
  });

  it('keeps the nanoseconds', () => {
    const [{ fields }] = draw('anomalies', { services: ['database'] });
    expect(fields[0].type === 'time' && fields[0].nanoseconds).toEqual(Uint32Array.of(250_000));
  });
});

describe('healthOverTime', () => {
  it('keeps the lowest score of a step', () => {
    const [all] = draw('healthOverTime', { maxDataPoints: 4 });
    expect(column(all, 'value')).toEqual([98, 97, 31.5, 97]);
  });

  it('has no score where there are no logs, and leaves that step out for an alert rule', () => {
    const scores = (request: Partial<ViewRequest>) => column(draw('healthOverTime', request)[0], 'value');
    expect(scores({})).toEqual([98, 97, NaN, 31.5, 95, 97]);
    expect(scores({ forAlert: true })).toEqual([98, 97, 31.5, 95, 97]);
  });
});

describe('activityHeatmap', () => {
  it('counts on the wall clock of the time zone', () => {
    const filled = (timeZone: string) => {
      const [frame] = draw('activityHeatmap', { timeZone });
      const [hours, days, counts] = ['xMin', 'y', 'count'].map((name) => column(frame, name));
      return hours.flatMap((hour, i) => (counts[i] === 0 ? [] : [`${days[i]} ${hour}: ${counts[i]}`]));
    };
    expect(filled('UTC')).toEqual(['0 0: 33', '6 21: 67', '6 22: 68', '6 23: 146']);
    expect(filled('Asia/Tokyo')).toEqual(['0 6: 67', '0 7: 68', '0 8: 146', '0 9: 33']);
  });
});
