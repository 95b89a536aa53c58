import fc from 'fast-check';
import { SeismologError } from '../errors';
import { infinitiesIn } from './testing/infinities';
import { anyOddity, withOddLine } from './testing/oddJson';
import { recordAnswers, type RecordedAnswers } from './testing/recordedAnswers';
import { questions, QUESTIONS, STORES } from './testing/smallStores';

const RUNS = 100;

describe.each(Object.entries(STORES))('an odd answer of %s', (_, start) => {
  it.each(QUESTIONS)(
    'to %s is read without a number beyond all, or refused as an error of the store',
    async (question) => {
      const { source, close } = await start();
      const ask = questions(source)[question];
      let answers: RecordedAnswers | undefined;
      try {
        answers = await recordAnswers(async () => ask());
        const { length, change } = answers;
        const property = fc.asyncProperty(fc.nat(1000), anyOddity, async (number, oddity) => {
          change(number % Math.max(1, length), (body) => withOddLine(body, oddity));
          let outcome: unknown;
          try {
            outcome = await ask();
          } catch (error) {
            expect(error).toBeInstanceOf(SeismologError);
          }
          expect(infinitiesIn(outcome)).toEqual([]);
          expect(Object.keys(Object.prototype)).toEqual([]);
        });
        await fc.assert(property, { numRuns: RUNS, seed: 11 });
      } finally {
        answers?.restore();
        await close();
      }
    },
    120_000
  );
});
