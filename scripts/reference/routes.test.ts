import { readFileSync } from 'node:fs';
import { ROUTES } from '../../src/backend/answers/resource';

it('describes every resource route, and no other', () => {
  const headings = readFileSync('docs/reference/resources.md', 'utf8').matchAll(/^## (.+)$/gm);
  expect(Array.from(headings, ([, name]) => name)).toEqual(Object.keys(ROUTES));
});
