import fc from 'fast-check';
import { textColumn } from '../../../logs/textColumn';
import { learnHeader } from './header';

/** What is left of messages behind the header that is learned from them. */
function texts(messages: readonly string[]): string[] {
  const headerEnd = learnHeader(textColumn(messages));
  return messages.map((message) => message.slice(headerEnd(message)));
}

const TEXTS = [
  'opened file a.txt',
  'closed the connection',
  'user logged in',
  'cache is cold',
  'retry in 5 s',
  'job 7 done',
];
/** Forty messages, each with one of the texts behind a header. */
const withHeader = (header: (i: number) => string) =>
  Array.from({ length: 40 }, (_, i) => header(i) + TEXTS[i % TEXTS.length]);
const plain = Array.from({ length: 40 }, (_, i) => TEXTS[i % TEXTS.length]);

describe('learnHeader', () => {
  it.each<[string, (i: number) => string]>([
    ['process, thread, level and component', (i) => `1702 ${2000 + i} D ${['Power', 'Window'][i % 2]}Manager: `],
    ['thread and component', (i) => `[main-${i % 3}] org.example.${['Cart', 'Order'][i % 2]}Service: `],
    ['a name with dots and a request', (i) => `nova.compute.manager [req-${i} - - -] `],
    ['parts between bars', (i) => `Step_LSC|3000${i}|`],
    ['what stands before a time, and the time', (i) => `${i} node-${i} unix.hw state 10778${10000 + i} 1 `],
    ['words in capitals', (i) => `RAS ${['KERNEL', 'APP'][i % 2]} INFO `],
    ['brackets within brackets and a dash', (i) => `[Peer[id=${i % 3}]/0:0:0:${i % 2 ? 'Election' : 'Quorum'}@774] - `],
    ['a second time behind a host', (i) => `2005.11.09 dn${i} Nov 9 12:01:0${i % 9} dn${i}/dn${i} cron(pam)[${i}]: `],
    ['a program before a dash', (i) => `${['mail', 'chat'][i % 2]}.exe ${i % 3 ? '' : '*64 '}- `],
    ['a component', (i) => `spark.storage.${['Block', 'Memory', 'Disk'][i % 3]}Store: `],
  ])('leaves %s out of the text', (_, header) => {
    expect(texts(withHeader(header))).toEqual(plain);
  });

  it('finds the headers of several loggers in one log', () => {
    const java = withHeader((i) => `[http-${i}] org.example.Cart: `);
    const android = withHeader((i) => `${i} ${i} I Power: `);
    expect(texts([...java, ...android, ...plain])).toEqual([...plain, ...plain, ...plain]);
  });

  it('takes no text for a header', () => {
    expect(texts(plain)).toEqual(plain);
    const states = Array.from({ length: 40 }, (_, i) => `${['Started', 'Stopped', 'Paused'][i % 3]}: job ${i}`);
    expect(texts(states)).toEqual(states);
    const failures = [...plain, ...withHeader(() => 'Failed: ')];
    expect(texts(failures)).toEqual(failures);
  });

  it('leaves the whole where nothing is behind the header', () => {
    const messages = [...withHeader((i) => `${i} INFO app.Main: `), '7 INFO app.Main: '];
    expect(texts(messages).at(-1)).toBe('7 INFO app.Main: ');
  });

  it('learns nothing from a few messages', () => {
    const few = withHeader(() => 'INFO app.Main: ').slice(0, 10);
    expect(texts(few)).toEqual(few);
  });

  it('never ends behind the message', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 20, maxLength: 60 }), (messages) => {
        const headerEnd = learnHeader(textColumn(messages));
        for (const message of messages) {
          expect(headerEnd(message)).toBeGreaterThanOrEqual(0);
          expect(headerEnd(message)).toBeLessThan(Math.max(1, message.length));
        }
      })
    );
  });
});
