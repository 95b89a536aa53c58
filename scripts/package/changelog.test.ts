import { changesOf } from './changelog';

const CHANGELOG = `# Changelog

## 1.1.0

### Minor Changes

- A new view.

## 1.0.0 (2026-01-31)

First release.
`;

it('gives what is said of a version', () => {
  expect(changesOf('1.1.0', CHANGELOG)).toBe('### Minor Changes\n\n- A new view.');
  expect(changesOf('1.0.0', CHANGELOG)).toBe('First release.');
});

it('gives nothing for a version that is not in it', () => {
  expect(changesOf('1.1', CHANGELOG)).toBeUndefined();
});
