// Misspelt on purpose: cspell:ignore levle patern servces healthscore
import { SettingsError } from '../errors';
import { DEFAULT_ANALYSIS_OPTIONS } from './options';
import { SETTINGS } from './settings';
import { leavesOf, pathText, withValueAt } from './table/paths';
import { type StoredSettings } from './resolved';
import { parseQuery, parseSettings, resolveAnalysisOptions } from './validation';

const stored = (jsonData: unknown, rest: Partial<StoredSettings> = {}): StoredSettings => ({
  jsonData,
  secureJsonData: {},
  url: '',
  basicAuth: false,
  basicAuthUser: '',
  ...rest,
});
const settings = (jsonData: unknown, rest?: Partial<StoredSettings>) => parseSettings(stored(jsonData, rest));
const loki = (rest: Partial<StoredSettings>, jsonData = {}) =>
  settings({ source: 'loki', ...jsonData }, { url: 'http://loki:3100', ...rest });

/** The message of what is thrown. */
function problemIn(read: () => unknown): string {
  try {
    read();
    return 'nothing';
  } catch (error) {
    return error instanceof SettingsError ? error.message : String(error);
  }
}

describe('parseSettings', () => {
  it('gives the generated source with its defaults when nothing is set', () => {
    expect(settings({})).toEqual({
      source: 'generated',
      generated: { seed: 42, logsPerDay: 14_400, faults: 'mixed' },
      elasticsearch: { index: 'logs-*' },
      grafana: { datasourceUid: '', query: {}, queryKeys: SETTINGS.grafana.settings.queryKeys.default },
      connection: { url: '', headers: {}, tls: { skipVerify: false }, timeoutMs: 60_000 },
      defaultExpr: '',
      lineLimit: 200_000,
      links: { logsUid: '', tracesUid: '', tracesType: 'tempo', serviceDashboardUid: '' },
      learningDays: 7,
      timeZone: 'UTC',
      calendar: [],
      calendars: [],
      mode: 'auto',
      budget: {},
      fields: {},
      analysis: {},
    });
  });

  it('takes null and empty texts, which forms leave behind, for left out', () => {
    expect(settings({ source: '', lineLimit: null, fields: { pattern: '', level: '' } })).toEqual(settings({}));
  });

  it('reads numbers and flags that provisioning filled in as texts', () => {
    const { lineLimit, generated, connection } = settings({
      lineLimit: '5000',
      generated: { seed: '7' },
      tlsSkipVerify: 'true',
    });
    expect([lineLimit, generated.seed, connection.tls.skipVerify]).toEqual([5000, 7, true]);
  });

  it("leaves Grafana's own keys alone", () => {
    expect(() => settings({ keepCookies: [], oauthPassThru: false, manageAlerts: true })).not.toThrow();
  });

  it.each([
    [
      { source: 'lokki' },
      'Logs come from (source) must be one of generated, loki, elasticsearch, victorialogs, grafana; it is "lokki". Did you mean "loki"?',
    ],
    [{ lineLimit: 0 }, 'Most lines to read (lineLimit) must be a whole number between 1 and 10,000,000; it is 0.'],
    [{ lineLimit: 'many' }, 'must be a whole number between 1 and 10,000,000; it is "many".'],
    [
      { calendar: [{ name: 'x', from: 'soon', to: '2026-01-01' }] },
      'Calendar 1: From (calendar[0].from) must be a date such as 2026-12-24, or one with a time of day, 2026-12-24 22:00; it is "soon".',
    ],
    [
      { calendar: [{ name: 'x', from: '2026-01-02', to: '2026-01-01' }] },
      'Calendar 1: To (calendar[0].to) must be after From, 2026-01-02; it is 2026-01-01.',
    ],
    [{ calendar: [{ nam: 'x', from: '2026-01-01', to: '2026-01-01' }] }, 'Did you mean "calendar[0].name"?'],
    [{ calendars: [{ services: 'x' }] }, 'Address (calendars[0].url) must be given, or the text of the calendar'],
    [
      { calendars: [{ url: 'file:///etc/passwd' }] },
      'Address (calendars[0].url) must be a URL that begins with http://',
    ],
    [{ calendars: [{ url: 'https://a:b@example.com/' }] }, 'Address (calendars[0].url) must not hold a login'],
    [{ marks: { enabled: true } }, 'Address of Grafana (marks.url) must be given for marks to be read'],
    [
      { marks: { enabled: true, url: 'grafana' } },
      'Address of Grafana (marks.url) must be a URL that begins with http:// or https://',
    ],
    [{ marks: { enabled: true, url: 'http://a:b@grafana' } }, 'Address of Grafana (marks.url) must not hold a login'],
    [
      { analysis: { incidents: { perService: [{ services: 'shop', errorRateThreshold: 2 }] } } },
      'Per service 1: Share of errors over (analysis.incidents.perService[0].errorRateThreshold) must be',
    ],
    [
      { analysis: { incidents: { perService: [{ minLogs: 2 }] } } },
      'Per service 1: Services (analysis.incidents.perService[0].services) must not be empty',
    ],
    [{ mode: 'window' }, 'must be one of auto, entries, windows; it is "window". Did you mean "windows"?'],
    [{ generated: { sed: 1 } }, 'There is no "generated.sed". Did you mean "generated.seed"?'],
    [{ generated: { logs_per_day: 1 } }, 'There is no "generated.logs_per_day". Did you mean "generated.logsPerDay"?'],
    [{ analysis: { forrest: {} } }, 'There is no "analysis.forrest". Did you mean "analysis.forest"?'],
    [{ analysis: { minLogs: 3 } }, 'There is no "analysis.minLogs". Did you mean "analysis.incidents.minLogs"?'],
    [
      { analysis: { responseTimeUnt: 'ms' } },
      'There is no "analysis.responseTimeUnt". Did you mean "fields.responseTimeUnit"?',
    ],
    [{ analysis: { health: { zzzzzz: 1 } } }, 'There is no "analysis.health.zzzzzz". There are errorRate, '],
    [{ analysis: { patterns: [{ name: 'a', patern: 'b' }] } }, 'Did you mean "analysis.patterns[0].pattern"?'],
    [
      { fields: { responseTimeUnit: 'hours' } },
      'Response time unit (fields.responseTimeUnit) must be one of ns, us, ms, s',
    ],
    [{ fields: 5 }, 'Fields (fields) must be an object; it is 5.'],
    [
      { fields: { timeFormat: '%%%' } },
      'Time format (fields.timeFormat) must be a form of dates or times of day in tokens of Luxon',
    ],
    [
      { fields: { timeZone: 'Mars' } },
      'Time zone of the logs (fields.timeZone) must be an IANA time zone such as Europe/Berlin',
    ],
    [{ line_limit: 5 }, 'There is no "line_limit". Did you mean "lineLimit"?'],
    [{ analysis: { health: { formula: '1 +' } } }, 'must be a formula; "1 +" is not: '],
    [{ defaultExpr: 'x'.repeat(20_001) }, 'Default query (defaultExpr) must be a text of at most 20,000 characters'],
    [
      { analysis: { patterns: Array.from({ length: 101 }, () => ({ name: 'a', pattern: 'b' })) } },
      'Named patterns (analysis.patterns) must be a list of at most 100; it is one of 101.',
    ],
    ['text', 'The data source\'s settings: It must be an object; it is "text".'],
  ])('says what is wrong with %.60j', (jsonData, message) => {
    expect(problemIn(() => settings(jsonData))).toContain(message);
  });

  it.each(
    leavesOf(SETTINGS).flatMap(({ path, setting }) =>
      setting.kind === 'number' || setting.kind === 'integer' ? [{ name: pathText(path), path, setting }] : []
    )
  )('takes $name within its bounds alone', ({ path, setting: { min = 0, moreThan, max } }) => {
    const accepts = (value: number) => problemIn(() => settings(withValueAt({}, path, value))) === 'nothing';
    expect([moreThan ?? min - 1, min, max, max + 1].map(accepts)).toEqual([false, moreThan === undefined, true, false]);
  });

  it('names all that is wrong at once', () => {
    const wrong = { lineLimit: -1, fields: { levle: 'x' }, analysis: { forest: { nEstimators: 0.5 } } };
    expect(problemIn(() => settings({ source: 'loki', ...wrong }, { url: 'loki:3100' }))).toBe(
      "The data source's settings: there are 4 problems. " +
        '1. The address of the log store must be a URL that begins with http:// or https://. ' +
        '2. Most lines to read (lineLimit) must be a whole number between 1 and 10,000,000; it is -1. ' +
        '3. There is no "fields.levle". Did you mean "fields.level"? ' +
        '4. Trees (analysis.forest.nEstimators) must be a whole number between 1 and 1,000; it is 0.5.'
    );
  });

  it("takes any other key of a data source for Grafana's, and none of a file", () => {
    const jsonData = { colour: 'red', httpHeaderName1: 'X-One', tlsAuth: false };
    expect(() => settings(jsonData)).not.toThrow();
    expect(problemIn(() => parseSettings(stored(jsonData), 'file'))).toBe(
      'The settings: There is no "colour". There are ' + Object.keys(SETTINGS).join(', ') + '.'
    );
  });

  it.each([
    ['loki', { bearerToken: 'b' }],
    ['elasticsearch', { apiKey: 'k' }],
    ['grafana', { bearerToken: 's' }],
  ])('takes the login of %s alone, whatever other stores left behind', (source, login) => {
    const secureJsonData = { bearerToken: 'b', apiKey: 'k', serviceAccountToken: 's', basicAuthPassword: 'p' };
    const { bearerToken, apiKey, basicAuth } = settings({ source }, { url: 'http://store', secureJsonData }).connection;
    expect({ bearerToken, apiKey, basicAuth }).toEqual(login);
  });

  it('takes the indices of an Elasticsearch and the data source of a Grafana', () => {
    const { elasticsearch, grafana } = settings({
      elasticsearch: { index: '', timeField: 'ts' },
      grafana: { datasourceUid: 'x', query: { lines: 5 } },
    });
    expect(elasticsearch).toEqual({ index: 'logs-*', timeField: 'ts' });
    expect(grafana).toMatchObject({ datasourceUid: 'x', query: { lines: 5 } });
    expect(() => settings({ grafana: { query: 'text' } })).toThrow('Query (grafana.query) must be a JSON object');
  });

  it('takes login, headers and TLS from the names that Grafana gives them', () => {
    const { connection } = loki(
      {
        url: 'https://loki.example/base/',
        basicAuth: true,
        basicAuthUser: 'ann',
        secureJsonData: { basicAuthPassword: 'pw', httpHeaderValue1: 'one', tlsCACert: 'CA', tlsClientCert: 'unused' },
      },
      { tenantId: 'team-a', timeout: 5, httpHeaderName1: 'X-One', tlsAuthWithCACert: true, serverName: 'inner' }
    );
    expect(connection).toEqual({
      url: 'https://loki.example/base',
      basicAuth: { user: 'ann', password: 'pw' },
      tenantId: 'team-a',
      headers: { 'X-One': 'one' },
      tls: { skipVerify: false, ca: 'CA', serverName: 'inner' },
      timeoutMs: 5000,
    });
  });

  it.each([
    ['', /address of the log store is missing/],
    ['loki:3100', /must be a URL that begins with http/],
    ['not a url', /must be a URL that begins with http/],
    ['http://ann:secret@loki:3100', /must not hold a login/],
  ])('refuses the address %j without repeating it', (url, message) => {
    expect(() => loki({ url })).toThrow(message);
    expect(() => loki({ url })).not.toThrow(/secret/);
  });
});

describe('where marks are read from', () => {
  const grafana = { source: 'grafana', grafana: { datasourceUid: 'logs' } };
  const secureJsonData = { serviceAccountToken: 'glsa_logs' };

  it('is nowhere unless it is asked for', () => {
    expect(settings({ marks: { url: 'http://grafana:3000' } }).marks).toBeUndefined();
  });

  it('is a Grafana of its own, with its own token alone', () => {
    const marks = { enabled: true, url: 'http://grafana:3000/' };
    const { marks: from } = loki({ secureJsonData: { bearerToken: 'of-loki', marksToken: 'glsa_marks' } }, { marks });
    expect(from).toMatchObject({ url: 'http://grafana:3000', bearerToken: 'glsa_marks', timeoutMs: 10_000 });
    expect(loki({ secureJsonData: { bearerToken: 'of-loki' } }, { marks }).marks?.bearerToken).toBeUndefined();
  });

  it('is the Grafana that logs come from, with its token, or with one for marks', () => {
    const of = (secrets: Record<string, string>) =>
      settings({ ...grafana, marks: { enabled: true } }, { url: 'http://grafana:3000', secureJsonData: secrets }).marks;
    expect(of(secureJsonData)).toMatchObject({ url: 'http://grafana:3000', bearerToken: 'glsa_logs' });
    expect(of({ ...secureJsonData, marksToken: 'glsa_marks' })?.bearerToken).toBe('glsa_marks');
  });
});

describe('parseQuery', () => {
  it.each([{}, { queryType: '' }, null, { refId: 'A', hide: false, datasource: { uid: 'x' } }])(
    'gives the default view for %j',
    (json) => {
      expect(parseQuery(json)).toEqual({
        queryType: 'levelsOverTime',
        expr: undefined,
        services: [],
        filters: [],
        limit: undefined,
        metric: undefined,
        severities: [],
        incident: undefined,
        include: undefined,
        exclude: undefined,
        timeZone: undefined,
        analysis: {},
      });
    }
  );

  it.each([
    [{ queryType: 'topError' }, /View \(queryType\) must be one of .*; it is "topError"\. Did you mean "topErrors"\?/],
    [{ queryType: 'topErrors', limit: -1 }, /Limit \(limit\) must be a whole number between 1 and 10,000; it is -1\.$/],
    [{ queryType: 'expectedBand', limit: 101 }, /Limit \(limit\) must be a whole number between 1 and 100; it is 101/],
    [{ queryType: 'trend', metric: 'slope' }, /Metric \(metric\) must be one of errorsPerHour, direction, pValue/],
    [{ services: 'api' }, /Services \(services\) must be a list of at most 10,000; it is "api"/],
    [{ services: [1] }, /Services 1 \(services\[0\]\) must be a text/],
    [{ servces: ['api'] }, /There is no "servces". Did you mean "services"\?/],
    [{ queryType: 'incidents', severities: ['LOW'] }, /severities\[0\]\) must be one of CRITICAL, HIGH, MEDIUM/],
    [
      { queryType: 'timePatterns', timeZone: 'Mars/Olympus' },
      /must be an IANA time zone such as Europe\/Berlin; it is "Mars/,
    ],
    [
      { analysis: { forest: { contamination: 5 } } },
      /must be a number more than 0 and at most 0\.5, or "auto"; it is 5/,
    ],
    [{ analysis: { forest: { nEstimators: 0 } } }, /must be a whole number between 1 and 1,000; it is 0/],
    [{ analysis: { forest: { maxSamples: 1.5 } } }, /at most 1,000,000, whole from 1 on, or "auto"; it is 1.5/],
    [{ analysis: { patterns: [{ name: '', pattern: 'x' }] } }, /Named patterns 1: Name \(.*\) must not be empty/],
    [[], /It must be an object/],
  ])('says what is wrong with %j', (json, message) => {
    expect(() => parseQuery(json)).toThrow(message);
  });

  it('leaves options of other views unread', () => {
    const query = { queryType: 'errorsByService', limit: -1, metric: 'x', severities: 5, timeZone: 'Mars' };
    expect(parseQuery(query)).toEqual(parseQuery({ queryType: 'errorsByService' }));
  });

  it("takes Grafana's own keys, and those of another data source that the panel had before", () => {
    const query = { refId: 'A', datasourceId: 1, intervalMs: 1000, editorMode: 'code', legendFormat: '' };
    expect(() => parseQuery(query)).not.toThrow();
  });

  it.each([{}, { refId: 'A' }, { queryType: '' }])('is an error in an alert rule that names no view: %j', (json) => {
    expect(() => parseQuery(json, { forAlert: true })).toThrow(
      /^The alert rule's query names no view\. Open the rule, choose a view, and save it\. A rule can read: .*Health score \(healthScore\)/
    );
  });

  it('is an error in an alert rule with a view that it cannot read, or none that there is', () => {
    const ask = (queryType: string) => parseQuery({ queryType }, { forAlert: true });
    expect(() => ask('anomalies')).toThrow(/cannot read the view Anomalies \(anomalies\).*A rule can read: /);
    expect(() => ask('healthscore')).toThrow(/View \(queryType\) must be one of/);
    expect(ask('healthScore').queryType).toBe('healthScore');
  });

  it('accepts "auto" and a share where scikit-learn does', () => {
    const forest = { contamination: 'auto', maxSamples: 0.5 };
    expect(parseQuery({ analysis: { forest } }).analysis.forest).toEqual(forest);
  });
});

describe('resolveAnalysisOptions', () => {
  it('gives the defaults when neither says anything', () => {
    expect(resolveAnalysisOptions(settings({}), parseQuery({}))).toEqual(DEFAULT_ANALYSIS_OPTIONS);
  });

  it("puts the query's options over the data source's, option by option", () => {
    const ofSource = settings({ analysis: { forest: { contamination: 0.1, seed: 1 } } });
    const query = parseQuery({ analysis: { forest: { seed: 2, nEstimators: null } } });
    expect(resolveAnalysisOptions(ofSource, query).forest).toEqual({
      contamination: 0.1,
      seed: 2,
      nEstimators: 100,
      maxSamples: 'auto',
    });
  });
});
