import fc from 'fast-check';
import { storeQuery, type StoreSettings } from './storeQuery';
import { wordsOf } from './words';

const settings = (source: StoreSettings['source'], fields = {}, query = {}): StoreSettings => ({
  source,
  fields,
  grafana: { query },
});
const ALL = { services: [] };

describe('the query of lines in their store', () => {
  it('is that which was analysed, where no service and no template is asked for', () => {
    expect(storeQuery(settings('loki'), ' {app="shop"} ', ALL)).toEqual({
      expr: '{app="shop"}',
      queryType: 'range',
      editorMode: 'code',
    });
    expect(storeQuery(settings('elasticsearch'), 'env:prod', ALL)).toMatchObject({ query: 'env:prod' });
    expect(storeQuery(settings('loki'), '', ALL)).toMatchObject({ expr: '{service_name=~".+"}' });
    expect(storeQuery(settings('elasticsearch'), '', ALL)).toMatchObject({ query: '' });
    expect(storeQuery(settings('victorialogs'), 'env:prod', ALL)).toMatchObject({ expr: 'env:prod' });
    expect(storeQuery(settings('victorialogs'), '', ALL)).toMatchObject({ expr: '*' });
  });

  it('narrows it to the words of a template and to services, in the mapped fields', () => {
    const wanted = { services: ['api', 'say "hi"'], template: 'connection to <*> refused' };

    expect(storeQuery(settings('loki', { service: 'svc.name' }), '{app="shop"}', wanted)).toMatchObject({
      expr:
        '{app="shop"} |= "connection" |= "refused" | json | logfmt | drop __error__, __error_details__ ' +
        '| svc_name=~"api|say \\"hi\\""',
    });
    expect(
      storeQuery(settings('elasticsearch', { service: 'svc', message: 'body' }), 'env:a OR env:b', wanted)
    ).toMatchObject({
      query: '(env:a OR env:b) AND (svc:"api" OR svc:"say \\"hi\\"") AND (body:("connection" AND "refused"))',
    });
    expect(storeQuery(settings('victorialogs', { service: 'svc' }), 'env:a # all', wanted)).toMatchObject({
      expr: 'env:a # all\n| filter "connection" "refused" ("svc":="api" or "svc":="say \\"hi\\"")',
    });
  });

  it('takes names for themselves, whatever is in them', () => {
    const wanted = { services: ['a.b', 'c|d'] };
    expect(storeQuery(settings('loki', { service: 'app' }), '{a="b"}', wanted)?.expr).toMatch(
      /app=~"a\\\\\.b\|c\\\\\|d"$/
    );
  });

  it('looks for a service under the usual names, where none is mapped', () => {
    const wanted = { services: ['api'] };

    expect(storeQuery(settings('loki'), '{a="b"}', wanted)?.expr).toContain('service_name="api" or service="api" or');
    expect(storeQuery(settings('elasticsearch'), '', wanted)?.query).toContain(
      'service.name:"api" OR service:"api" OR'
    );
  });

  it('is the asked query itself of a data source whose language is not known', () => {
    const asked = settings('grafana', {}, { scenarioId: 'logs', lines: 5 });

    expect(storeQuery(asked, '{"lines": 9}', { services: ['api'] })).toEqual({ scenarioId: 'logs', lines: 9 });
    expect(storeQuery(asked, 'no JSON', ALL)).toEqual({ scenarioId: 'logs', lines: 5 });
  });

  it('is none where logs are generated', () => {
    expect(storeQuery(settings('generated'), '', ALL)).toBeUndefined();
  });
});

describe('the words of a template', () => {
  it.each([
    ['user <*> logged in from <*>', ['user', 'logged', 'from']],
    ['job_<*> failed with code=<*>: disk/full', ['failed', 'with', 'code', 'disk', 'full']],
    ['GET /api/<*>/items', ['GET', 'api', 'items']],
    ['naïve <*> café', ['naïve', 'café']],
    ['<*>', []],
    ['retry retry retry', ['retry']],
  ])('of %j are %j', (template, words) => expect(wordsOf(template)).toEqual(words));

  it('are the longest six, in their order', () => {
    expect(wordsOf('one three seventeen eleven twelve thirteen fourteen')).toEqual([
      'three',
      'seventeen',
      'eleven',
      'twelve',
      'thirteen',
      'fourteen',
    ]);
  });

  it('are in every line of the template', () => {
    const part = fc.constantFrom('user', 'id=', '<*>', ' ', ': ', 'timed out', '_', 'café', '"');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.string(), (parts, value) => {
        const line = parts.join('').replaceAll('<*>', value);
        wordsOf(parts.join('')).forEach((word) => expect(line).toContain(word));
      })
    );
  });
});
