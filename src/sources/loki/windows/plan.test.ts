import { SECOND } from '../../../time/units';
import { ERROR, INFO, WARNING } from '../../../logs/level';
import { emptyRecord } from '../../../logs/lineParser';
import { countQuery, quantileQuery, roundedQuery, selectValues, sumQuery, together } from './logql';
import { type SampledLine } from '../../windows/lines/fieldLocations';
import { type CountPlan, planCounts } from '../../windows/lines/plan';

const names = (plan: CountPlan) => ({
  services: plan.services.map(({ kind, path }) => `${kind} ${path.join('.')}`),
  levels: plan.levels.map(({ kind, path }) => `${kind} ${path.join('.')}`),
  statuses: plan.statuses.map(({ kind, path }) => `${kind} ${path.join('.')}`),
  measures: plan.measures.map(
    ({ location, isDuration }) => `${location.kind} ${location.path.join('.')} ${isDuration}`
  ),
});

function plan(...lines: Array<[known: SampledLine['known'], line: string]>): CountPlan {
  return planCounts(
    lines.map(([known, line]) => ({ known, line })),
    {},
    SECOND
  );
}

describe('planCounts', () => {
  it('takes a field of the name __proto__ for one like any other', () => {
    const lines = ['error', 'info'].map((level) => ({ known: {}, line: `{"__proto__":{"level":"${level}"}}` }));
    planCounts(lines, { level: '__proto__.level' }, SECOND);
    expect(({} as { level?: string }).level).toBeUndefined();
  });

  it('asks for labels alone where they say all, and for no more of them than it takes', () => {
    const known = (level: string) => ({ service_name: 'api', job: 'x', pod: 'y', level, detected_level: level });
    expect(names(plan([known('error'), '{"level":"error"}'], [known('info'), '{"level":"info"}']))).toEqual({
      services: ['label service_name'],
      levels: ['label level'],
      statuses: [],
      measures: [],
    });
  });

  it('looks into lines for what labels do not say', () => {
    const known = { service_name: 'api' };
    const found = plan(
      [known, '{"log":{"level":"error"},"http.status":503,"took":"12ms"}'],
      [known, '{"log":{"level":"info"},"http.status":200,"took":"3s"}'],
      [{ service_name: 'db' }, 'level=warn duration_ms=12']
    );
    expect(names(found)).toEqual({
      services: ['label service_name'],
      levels: ['logfmt level', 'json log.level'],
      statuses: ['json http.status'],
      measures: ['logfmt duration_ms false', 'json took true'],
    });
  });

  it('looks for levels and statuses where all that were seen are the same: rare errors are in no sample', () => {
    const found = plan(
      [{ app: 'a', level: 'info' }, '{"status":200}'],
      [{ app: 'a', level: 'info' }, '{"status":200}']
    );
    expect(names(found)).toMatchObject({ levels: ['label level'], statuses: ['json status'] });
    expect(names(plan([{ app: 'a' }, '{"level":"info"}'])).levels).toEqual(['json level']);
  });

  it('leaves a status out that is never one', () => {
    expect(plan([{ app: 'a' }, '{"status":"running"}'], [{ app: 'a' }, '{"status":"done"}']).statuses).toEqual([]);
  });

  it('reads labels as a line would be read: the usual names in their order, what is no level passed over', () => {
    const found = plan(
      [{ service_name: 'unknown_service', app: 'shop', detected_level: 'unknown' }, 'severity=error'],
      [{ service_name: 'api', app: 'shop', detected_level: 'warn' }, 'severity=debug'],
      [{ service_name: 'api', app: 'x', detected_level: 'info' }, '']
    );
    const severity = found.levels.find(({ kind }) => kind === 'logfmt')?.name ?? '';
    const labels = { service_name: 'unknown_service', app: 'shop', detected_level: 'unknown', [severity]: 'error' };
    expect(found.read(labels)).toMatchObject({ service: 'shop', level: ERROR });
    expect(found.read({ ...labels, service_name: 'api', detected_level: 'warn' })).toMatchObject({
      service: 'api',
      level: WARNING,
    });
  });

  it('notices a line that counting takes for something else', () => {
    const found = plan([{ app: 'a', level: 'info' }, 'fine']);
    const record = { ...emptyRecord(), service: 'a', level: INFO };
    expect(found.fits({ known: { app: 'a', level: 'info' }, line: 'fine' }, record)).toBe(true);
    expect(
      found.fits({ known: { app: 'a', level: 'info' }, line: 'took 3 s' }, { ...record, responseTime: 3000 })
    ).toBe(false);
  });
});

describe('queries', () => {
  const expr = '{job="x"} |= "a" # all';
  const found = plan(
    [{ service_name: 'a', level: 'info' }, '{"status":500,"took":"1s"}'],
    [{ service_name: 'b', level: 'error' }, 'latency_us=20']
  );

  it('count by service, level, status, and whether there is a response time', () => {
    expect(countQuery(expr, found, '[60000ms]')).toBe(
      'sum by (service_name, level, seismolog_statuscode, seismolog_response, latency_us) (count_over_time(\n' +
        '{job="x"} |= "a" # all\n' +
        '| json seismolog_statuscode="[\\"status\\"]", seismolog_responsetime="[\\"took\\"]" | drop __error__, __error_details__ ' +
        '| logfmt seismolog_responsetime_2="latency_us" | drop __error__, __error_details__ ' +
        '| label_format seismolog_response=`{{if or .seismolog_responsetime_2 .seismolog_responsetime ""}}y{{end}}` [60000ms]))'
    );
  });

  it('measure each kind of response time on the lines that have none that goes before it', () => {
    expect(sumQuery(expr, found, 0, '[1m]')).toContain(
      '| seismolog_responsetime_2!="" | unwrap seismolog_responsetime_2 | __error__="" [1m]'
    );
    expect(quantileQuery(expr, found, 1, '[1m]', 0.95)).toMatch(
      /^quantile_over_time\(0\.95, [^]*\| seismolog_responsetime_2="" \| seismolog_responsetime!="" \| unwrap duration\(seismolog_responsetime\) \| __error__="" \[1m\]\) by \(service_name, latency_us\)$/
    );
    expect(roundedQuery(expr, found, 1, '[1m]')).toContain(
      'seismolog_rounded=`{{printf "%.1e" (duration_seconds .seismolog_responsetime)}}`'
    );
  });

  it('measure by parsing lines that name the field alone, where no JSON can write its name otherwise', () => {
    expect(sumQuery(expr, found, 0, '[1m]')).toContain('# all\n|= "latency_us" | logfmt ');
    expect(quantileQuery(expr, found, 1, '[1m]', 0.95)).toContain('# all\n|= "took" | json ');
    expect(roundedQuery(expr, found, 1, '[1m]')).toContain('# all\n|= "took" | json ');
    const other = planCounts([{ known: { app: 'a' }, line: '{"time/ms":20}' }], { responseTime: 'time/ms' }, SECOND);
    expect(sumQuery(expr, other, 0, '[1m]')).toContain('# all\n| json ');
    const beside = plan([{ app: 'a', duration_ms: '20' }, 'x']);
    expect(sumQuery(expr, beside, 0, '[1m]')).toContain('# all\n| drop __error__');
  });

  it('are asked together, each marked by a label', () => {
    expect(together(['sum(a)', 'sum(b)'])).toBe(
      'label_replace(sum(a), "seismolog_leg", "0", "", "") or label_replace(sum(b), "seismolog_leg", "1", "", "")'
    );
  });

  it('narrow the selector to some values, whatever is in them', () => {
    expect(selectValues('{a="b"} |= "{"', 'app', ['x.y', 'a"b'])).toBe('{app=~"x\\\\.y|a\\"b", a="b"} |= "{"');
    expect(selectValues('{}', 'app', ['x'])).toBe('{app=~"x"}');
  });
});
