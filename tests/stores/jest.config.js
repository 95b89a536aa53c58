const { projects, testTimeout } = require('../../jest.config.js');

const { transform } = projects.find(({ displayName }) => displayName === 'backend');

/** Real stores, one after the other: `npm run test:stores`. */
/** @type {import('jest').Config} */
module.exports = {
  rootDir: '../..',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/stores/**/*.test.ts'],
  // A store that starts, takes logs and counts them on a small machine.
  testTimeout: 5 * testTimeout,
  // What is skipped is printed.
  verbose: true,
  transform,
};
