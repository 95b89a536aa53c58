import { readFileSync } from 'node:fs';
import { ALERTABLE_VIEWS, VIEW_TYPES, viewOf } from './views';

it('the provisioned rules ask for views that a rule can read', () => {
  const rules = readFileSync('provisioning/alerting/rules.yaml', 'utf8');
  const views = [...rules.matchAll(/queryType: (\w+)/g)].map(([, view]) => view);
  expect(views.length).toBeGreaterThan(4);
  expect(views.filter((view) => !(ALERTABLE_VIEWS as readonly string[]).includes(view))).toEqual([]);
});

it.each(VIEW_TYPES)('%s is described by a sentence without its full stop', (type) => {
  expect(viewOf(type).description).toMatch(/^[A-Z].*[^.]$/);
});
