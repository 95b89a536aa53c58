import { defineConfig } from 'eslint/config';
import grafanaConfig from '@grafana/eslint-config/flat.js';
import regexp from 'eslint-plugin-regexp';

export default defineConfig([
  { ignores: ['assembly/', 'dist/', 'build/', 'coverage/', 'node_modules/'] },
  ...grafanaConfig,
  {
    // Logs, stores and callers choose the texts: no regular expression of ours may take more than linear time, whatever
    // the text.
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { project: './tsconfig.json' } },
    rules: {
      'react/prop-types': 'off',
      'react/react-in-jsx-scope': 'off',
      '@typescript-eslint/no-deprecated': 'warn',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': 'error',
    },
  },
  {
    // What strangers write has bounds (src/boundedJson.ts); what we wrote ourselves needs none.
    files: ['src/**/*.{ts,tsx}'],
    ignores: [
      'src/**/*.test.{ts,tsx}',
      'src/**/testing/**',
      'src/boundedJson.ts',
      'src/backend/frameJson.ts',
      'src/backend/state/stateDatabase.ts',
      'src/logs/values/describeGuesses.ts',
      'src/report/html/browser.ts',
      'src/views/forecastRecord.ts',
    ],
    rules: {
      'no-restricted-properties': ['error', { object: 'JSON', property: 'parse', message: 'Use parseJson.' }],
    },
  },
  {
    // Playwright's fixtures are called `use`, which is no React hook.
    files: ['tests/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    // Fixtures fill in fields that Grafana's types still require though they are deprecated.
    files: ['src/testDataSource.ts', 'src/components/config/testing/*.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
]);
