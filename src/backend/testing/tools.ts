import { Analyst, type AnalystOptions } from '../analyst';
import { type Tools } from '../answers/tools';
import { createLog } from '../log';
import { type Recorded } from '../recorder';
import { createMemory } from '../state/testing/memory';

/** What answers are made with, with all that was logged and recorded. */
export function createTools(
  analyse: AnalystOptions['analyse'] = () => Promise.reject(new Error('Nothing is to be analysed.')),
  cache: Pick<AnalystOptions, 'cacheBytes' | 'cacheMs'> = { cacheBytes: 4, cacheMs: 1 },
  judge: AnalystOptions['judge'] = () => Promise.resolve(undefined)
): Tools & { logged: string[]; recorded: Recorded[] } {
  const logged: string[] = [];
  const recorded: Recorded[] = [];
  const log = createLog((line) => logged.push(line));
  const record = (what: Recorded) => recorded.push(what);
  const analyst = new Analyst({ judge, analyse, ...cache, memory: createMemory(), record, log });
  return { analyst, record, log, limits: { rangeDays: 400 }, logged, recorded };
}
