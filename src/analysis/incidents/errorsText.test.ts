import { ratioSeries } from '../series/ratioSeries';
import { cumulative } from '../statistics/cumulative';
import { errorsText } from './errorsText';

const errors = Uint32Array.of(0, 30, 33, 0);
const logs = Uint32Array.of(1000, 100, 100, 1000);
const stretch = { from: 1, to: 3 };

/** @param known logs whose level is known, by window */
const text = (known: Uint32Array) =>
  errorsText({ errors: ratioSeries(errors, known, 0, 4), logs: cumulative(logs) }, stretch);

describe('errorsText', () => {
  it('says how many of the logs are errors', () => {
    expect(text(logs)).toBe('32% errors (63 of 200 logs)');
  });

  it('says so of the logs whose level is known, and of how many these are', () => {
    expect(text(Uint32Array.of(0, 77, 77, 0))).toBe('41% errors (63 of 154 logs whose level is known, of 200)');
  });
});
