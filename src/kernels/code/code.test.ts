import { execFileSync } from 'node:child_process';

describe('the kernels', () => {
  it('are what assembly/ compiles to', () => {
    execFileSync('node', ['scripts/build-kernel.mjs', '--check']);
  });
});
