import fc from 'fast-check';
import { infinitiesIn } from '../../src/sources/testing/infinities';
import { anyOddity, withOddLine } from '../../src/sources/testing/oddJson';
import { recordAnswers, type RecordedAnswers } from '../../src/sources/testing/recordedAnswers';
import { questions, QUESTIONS, STORES } from '../../src/sources/testing/smallStores';
import { check } from './checks';
import { target, type Target } from './target';

interface Recorded {
  readonly answers: RecordedAnswers;
  ask(): unknown;
}

const recorded = new Map<string, Promise<Recorded>>();

/** A store that was asked one question, once in this process. */
function record(store: string, question: (typeof QUESTIONS)[number]): Promise<Recorded> {
  const key = `${store} ${question}`;
  const known = recorded.get(key) ?? start(store, question);
  recorded.set(key, known);
  return known;
}

async function start(store: string, question: (typeof QUESTIONS)[number]): Promise<Recorded> {
  const { source } = await STORES[store]();
  const ask = questions(source)[question];
  return { answers: await recordAnswers(async () => ask()), ask };
}

const anyChanges = fc.array(fc.record({ number: fc.nat(1000), oddity: anyOddity }), { minLength: 1, maxLength: 1 });

/** The answers of a store to one question, one of them odd. */
function storeTarget(store: string, question: (typeof QUESTIONS)[number]): Target {
  return target({
    name: `${store}: ${question}`,
    atOnce: 100,
    inputs: anyChanges,
    async run([{ number, oddity }]) {
      const { answers, ask } = await record(store, question);
      answers.change(number % Math.max(1, answers.length), (body) => withOddLine(body, oddity));
      const outcome = await ask();
      check(outcome !== undefined, 'the store was asked nothing');
      const infinite = infinitiesIn(outcome);
      check(infinite.length === 0, `${infinite.join(', ')} is infinite`);
      check(Object.keys(Object.prototype).length === 0, 'the prototype of all objects has changed');
    },
  });
}

/** What a Grafana is not asked: its data sources give lines alone. */
const NEVER_ASKED = new Set(['Grafana count', 'Grafana readWindows']);

export const STORE_ANSWERS: readonly Target[] = Object.keys(STORES).flatMap((store) =>
  QUESTIONS.filter((question) => !NEVER_ASKED.has(`${store} ${question}`)).map((question) =>
    storeTarget(store, question)
  )
);
