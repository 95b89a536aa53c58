import { drawView } from './registry';
import { normalAnalysis } from './testing/analyses';
import { type ViewRequest } from './view';

const analysis = normalAnalysis();

function draw(request: Partial<ViewRequest> = {}, of = analysis) {
  const base = { services: [], limit: undefined, timeZone: 'UTC', maxDataPoints: 1000 };
  return drawView('quality', of, { ...base, ...request })[0];
}

const namesOf = ({ fields }: ReturnType<typeof draw>) => fields.map(({ name }) => name);

it('gives a rule one number a row, by labels of its own', () => {
  const frame = draw({ forAlert: true });
  expect(namesOf(frame)).toEqual(['what', 'service', 'rule', 'recall']);
  const [what, service, rule] = frame.fields.map(({ values }) => Array.from<unknown>(values));
  const labels = what.map((one, row) => JSON.stringify([one, service[row], rule[row]]));
  expect(new Set(labels).size).toBe(labels.length);
});

it('leaves out rows without the number that is asked for', () => {
  const [, , , delay] = draw({ metric: 'delay' }).fields;
  expect(Array.from<unknown>(delay.values)).not.toContain(NaN);
});

it('has only the services asked for', () => {
  const service = draw({ services: ['database'] }).fields[1];
  expect(new Set<unknown>(service.values)).toEqual(new Set(['database']));
});

it('says so where nothing was marked', () => {
  const { meta, fields } = draw({ forAlert: true }, { ...analysis, events: [] });
  expect(fields).toEqual([]);
  expect(meta.notices?.at(-1)?.text).toMatch(/No incident was marked in this range.*seismolog:incident/);
});
