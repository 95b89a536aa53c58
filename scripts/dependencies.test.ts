import { readFileSync } from 'node:fs';
import { dependencies, devDependencies, optionalDependencies, overrides } from '../package.json';

const ALL: Record<string, string> = { ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides };

it.each(Object.entries(ALL))('takes %s at exactly one version', (_, version) => {
  expect(version).toMatch(/^\d+\.\d+\.\d+(?:-[\w.-]+)?$/);
});

it('names no registry in the lock file, so that each uses their own', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/);
});
