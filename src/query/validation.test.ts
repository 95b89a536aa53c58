import { DEFAULT_ANALYSIS_OPTIONS } from './options';
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

describe('parseSettings', () => {
  it('gives the generated source with its defaults when nothing is set', () => {
    expect(settings({})).toEqual({
      source: 'generated',
      generated: { seed: 42, logsPerDay: 14_400 },
      elasticsearch: { index: 'logs-*' },
      grafana: { datasourceUid: '', query: {} },
      connection: { url: '', headers: {}, tls: { skipVerify: false }, timeoutMs: 60_000 },
      defaultExpr: '',
      lineLimit: 200_000,
      mode: 'auto',
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
      /source must be one of generated, loki, elasticsearch, grafana; it is "lokki"\. Did you mean "loki"\?/,
    ],
    [{ lineLimit: 0 }, /lineLimit must be a whole number between 1 and 10000000, it is 0/],
    [{ mode: 'window' }, /mode must be one of auto, entries, windows; it is "window". Did you mean "windows"\?/],
    [{ lineLimit: 'many' }, /lineLimit must be a whole number .*, it is "many"/],
    [{ generated: { sed: 1 } }, /generated has no option "sed"\. Did you mean "seed"\?/],
    [{ analysis: { forrest: {} } }, /analysis has no option "forrest"\. Did you mean "forest"\?/],
    [{ analysis: { health: { zzzzzz: 1 } } }, /analysis\.health has no option "zzzzzz"\. It has errorRate, /],
    [{ fields: { responseTimeUnit: 'hours' } }, /fields\.responseTimeUnit must be one of ns, us, ms, s/],
    [{ fields: { pattern: '(' } }, /fields\.pattern must be a regular expression in RE2 syntax; "\(" is not: /],
    [{ fields: 5 }, /fields must be an object; it is 5/],
    ['text', /jsonData must be a JSON object/],
  ])('says what is wrong with %j', (jsonData, message) => {
    expect(() => settings(jsonData)).toThrow(message);
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
    expect(grafana).toEqual({ datasourceUid: 'x', query: { lines: 5 } });
    expect(() => settings({ grafana: { query: 'text' } })).toThrow('grafana.query must be a JSON object');
    expect(() => settings({ elasticsearch: { indices: 'x' } })).toThrow('has no option "indices"');
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

describe('parseQuery', () => {
  it.each([{}, { queryType: '' }, null, { refId: 'A', hide: false, datasource: { uid: 'x' } }])(
    'gives the default view for %j',
    (json) => {
      expect(parseQuery(json)).toEqual({
        queryType: 'levelsOverTime',
        expr: undefined,
        services: [],
        limit: undefined,
        metric: undefined,
        severities: [],
        timeZone: 'UTC',
        analysis: {},
      });
    }
  );

  it.each([
    [{ queryType: 'topError' }, /queryType must be one of .*; it is "topError"\. Did you mean "topErrors"\?/],
    [{ limit: -1 }, /limit must be a whole number between 1 and 10000, it is -1/],
    [{ services: 'api' }, /services must be a list/],
    [{ services: [1] }, /services\[0\] must be a text/],
    [{ severities: ['LOW'] }, /severities\[0\] must be one of CRITICAL, HIGH, MEDIUM/],
    [{ timeZone: 'Mars/Olympus' }, /timeZone must be an IANA name such as Europe\/Berlin, it is "Mars\/Olympus"/],
    [
      { analysis: { forest: { contamination: 5 } } },
      /contamination must be more than 0 and at most 0\.5, or "auto", it is 5/,
    ],
    [{ analysis: { forest: { nEstimators: 0 } } }, /nEstimators must be a whole number between 1 and 1000, it is 0/],
    [{ analysis: { forest: { maxSamples: 1.5 } } }, /maxSamples must be a share of the logs below 1 or a whole number/],
    [
      { analysis: { patterns: [{ name: 'oom', pattern: '*' }] } },
      /patterns\[0\]\.pattern must be a regular expression/,
    ],
    [{ analysis: { patterns: [{ name: '', pattern: 'x' }] } }, /patterns\[0\]\.name must not be empty/],
    [[], /it must be a JSON object/],
  ])('says what is wrong with %j', (json, message) => {
    expect(() => parseQuery(json)).toThrow(message);
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
