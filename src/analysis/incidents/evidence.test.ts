import { evidenceText, mergeEvidence } from './evidence';

const errors = { measure: 'errors', text: '50% errors (75 of 150 logs)' } as const;
const texts = (...all: Parameters<typeof mergeEvidence>[0]) => mergeEvidence(all).map(evidenceText);

describe('mergeEvidence', () => {
  it('gives one value of a measure, with all that it was compared with', () => {
    const fixed = { ...errors, against: ['threshold 30%'] };
    const relative = { ...errors, text: '48% errors (76 of 158 logs)', against: ['usually 1%'] };
    expect(texts(fixed, relative, fixed)).toEqual(['50% errors (75 of 150 logs), threshold 30%, usually 1%']);
  });

  it('keeps what is about another service, another measure, or another thing', () => {
    const ofApi = { ...errors, service: 'api' };
    const slow = { measure: 'response time', text: 'mean 900 ms over 150 responses' } as const;
    const silent = { text: 'no log in 10 minutes' };
    expect(texts(ofApi, { ...errors, service: 'database' }, slow, silent, silent, { text: 'a new line' })).toEqual([
      'api: 50% errors (75 of 150 logs)',
      'database: 50% errors (75 of 150 logs)',
      'mean 900 ms over 150 responses',
      'no log in 10 minutes',
      'a new line',
    ]);
  });
});
