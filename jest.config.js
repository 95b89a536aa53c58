const transform = {
  // A page has it within: imported with { type: 'text' }.
  'echarts\\.common\\.min\\.js$': '<rootDir>/jest-text.js',
  '^.+\\.m?[tj]sx?$': [
    '@swc/jest',
    {
      sourceMaps: 'inline',
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'automatic' } },
        target: 'es2022',
      },
    },
  ],
};

/** Packages that exist as ES modules only, which jest has to transform; some are of Grafana 13 only. */
const esModules = [
  '@grafana/schema',
  '@react-hookz/web',
  '@ver0/deep-equal',
  '@wojtekmaj/date-utils',
  'd3',
  'd3-color',
  'd3-force',
  'd3-interpolate',
  'd3-scale-chromatic',
  'get-user-locale',
  'marked',
  'memoize',
  'mimic-function',
  'ol',
  'react-calendar',
  'react-colorful',
  'uuid',
];

/** What runs in the browser is tested in jsdom, all the rest in Node. */
const browserHalf = [
  '<rootDir>/src/components/',
  '<rootDir>/src/datasource',
  '<rootDir>/src/module',
  '<rootDir>/src/variableSupport',
];

/** A machine that is busy with other work is no failure. Jest reads it here only, not in the projects. */
const testTimeout = 60_000;

/**
 * Tests run in a context of their own, where each look at a global takes a hundred times as long: hot loops get these
 * as constants. None that a package names a class of its own after, as apache-arrow does `Date` and `Map`.
 */
const sandboxInjectedGlobals = [
  'Math',
  'Number',
  'Array',
  'Object',
  'Float64Array',
  'Float32Array',
  'Uint32Array',
  'Int32Array',
  'Uint16Array',
  'Uint8Array',
];

const fastCheck = { '^fast-check$': '<rootDir>/jest-fast-check.js' };

/** @type {import('jest').Config} */
module.exports = {
  testTimeout,
  // All cores: by default one is left idle, which is half of them on a small machine.
  maxWorkers: '100%',
  projects: [
    {
      displayName: 'browser',
      testEnvironment: 'jsdom',
      // The grammar of LogQL names a node so.
      sandboxInjectedGlobals: sandboxInjectedGlobals.filter((name) => name !== 'Number'),
      testMatch: [
        '<rootDir>/src/components/**/*.test.{ts,tsx}',
        '<rootDir>/src/{datasource,module,variableSupport}.test.{ts,tsx}',
      ],
      setupFiles: ['<rootDir>/jest-polyfills.js'],
      setupFilesAfterEnv: ['<rootDir>/jest-setup.js'],
      moduleNameMapper: { ...fastCheck, '\\.(css|scss|sass)$': 'identity-obj-proxy' },
      transform,
      transformIgnorePatterns: [`node_modules/(?!.*(${esModules.join('|')})/.*)`],
    },
    {
      displayName: 'backend',
      testEnvironment: 'node',
      sandboxInjectedGlobals,
      testMatch: ['<rootDir>/{src,bench,scripts}/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...browserHalf],
      moduleNameMapper: fastCheck,
      transform,
      transformIgnorePatterns: ['node_modules/(?!(echarts|zrender)/)'],
    },
  ],
};
