import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type ViewType } from '../../src/query/views';
import { ALERT_RULES } from './alertRules';
import { alertingFiles } from './files';
import { RECORDING_RULES } from './recordingRules';

interface Rule {
  uid: string;
  title: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  record?: { metric: string; from: string };
  data: Array<{ datasourceUid: string; model: { queryType?: ViewType } }>;
}

interface Rules {
  groups: Array<{ name: string; interval: string; rules: Rule[] }>;
}

const RULES = 'provisioning/alerting/rules.yaml';
const RECORDED = 'provisioning/recording/recording-rules.yaml';
const read = (path: string) => readFileSync(path, 'utf8');
const rulesIn = (text: string) => (parse(text) as Rules).groups.flatMap(({ rules }) => rules);

it('the rules stand there as the code describes them (npm run alerting)', () => {
  for (const { path, text } of alertingFiles()) {
    expect({ path, text: read(path) }).toEqual({ path, text });
  }
});

it.each([RULES, RECORDED])('%s watches another data source by one substitution', (path) => {
  const text = read(path).replace(/&dataSource .*/, '&dataSource my-own');
  const uids = rulesIn(text).flatMap(({ data, labels }) => [
    labels.data_source,
    ...data.map(({ datasourceUid }) => datasourceUid),
  ]);

  expect(new Set(uids)).toEqual(new Set(['my-own', '__expr__']));
});

it('Terraform has the same rules as the files', () => {
  const inFiles = [RULES, RECORDED].map((path) => rulesIn(read(path)));
  const inModules = ['rules.tf', 'recording-rules.tf'].map((name) => read(`provisioning/terraform/${name}`));

  inFiles.forEach((rules, i) => {
    const uids = Array.from(inModules[i].matchAll(/^ {4}uid += "(.+)"$/gm), ([, uid]) => uid);
    expect(uids).toEqual(rules.map(({ uid }) => uid));
  });
});

it('a rule without data says so, in place of labels and values that it does not have', () => {
  const texts = rulesIn(read(RULES)).flatMap(({ annotations: { summary, description } }) => [summary, description]);

  for (const text of texts.filter((each) => each.includes('{{'))) {
    expect(text).toMatch(/^\{\{ if \$values\.B \}\}.+\{\{ else \}\}[^{}]+\{\{ end \}\}$/s);
  }
});

it('incidents are asked for often enough for a message within half a minute', () => {
  const { groups } = parse(read(RULES)) as Rules;
  const [often] = groups.filter(({ rules }) => rules.some(({ uid }) => uid === 'seismolog-incident'));
  const { policies } = parse(read('provisioning/alerting/policies.yaml')) as {
    policies: Array<{ routes: Array<{ group_by: string[]; group_wait: string }> }>;
  };
  const [{ group_by: groupBy, group_wait: wait }] = policies[0].routes;

  expect(often.interval).toBe('10s');
  expect(wait).toBe('5s');
  // Else a second incident waits for the next round of the first.
  expect(groupBy).toContain('id');
});

it('no rule has the uid or the title of another', () => {
  const all = [...ALERT_RULES, RECORDING_RULES].flatMap(({ rules }) => rules.map(({ uid, title }) => [uid, title]));

  expect(new Set(all.flat()).size).toBe(2 * all.length);
});

it('what is recorded are metrics as Prometheus names them', () => {
  const rules = rulesIn(read(RECORDED));

  expect(rules.map(({ record }) => record?.from)).toEqual(['B', 'B', 'B']);
  rules.forEach(({ record }) => expect(record?.metric).toMatch(/^seismolog_[a-z_]+$/));
});
