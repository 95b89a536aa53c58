import fc from 'fast-check';
import { CancelledError } from '../../../errors';
import { textColumn } from '../../../logs/textColumn';
import { mineTemplates } from './mineTemplates';
import { templateText } from './shape';

const NEVER = () => undefined;

/** Each template and the messages that are of it, by the template. */
function templates(messages: string[], maxShapes?: number): Record<string, string[]> {
  const { shapes, templateOf } = mineTemplates(textColumn(messages), NEVER, maxShapes);
  const result: Record<string, string[]> = {};
  messages.forEach((message, m) => {
    const shape = shapes[templateOf[m]];
    (result[shape ? templateText(shape, messages[shape.message]) : 'other'] ??= []).push(message);
  });
  return Object.fromEntries(Object.entries(result).sort());
}

const each = (values: string, template: (value: string) => string) => values.split(' ').map(template);

describe('mineTemplates', () => {
  it('groups messages that differ in values', () => {
    expect(templates(['Took 5 ms', 'Took 7 ms', 'Lost 10.0.0.1', 'Lost 10.0.0.2:80'])).toEqual({
      'Lost <*>': ['Lost 10.0.0.1', 'Lost 10.0.0.2:80'],
      'Took <*>': ['Took 5 ms', 'Took 7 ms'],
    });
  });

  it('keeps words apart that are few: states, methods', () => {
    const messages = each('started stopped paused resumed', (state) => `Virtual machine was ${state} by its owner`);
    expect(Object.keys(templates(messages))).toHaveLength(4);
  });

  it('takes words that are many for values', () => {
    const messages = each('red green blue white black pink', (colour) => `Colour of the wall is ${colour} now`);
    expect(Object.keys(templates(messages))).toEqual(['Colour of the wall is <*> now']);
  });

  it('takes few words for values where the words before say so', () => {
    const messages = each('root ftp backup', (user) => `session closed for user ${user}`);
    expect(Object.keys(templates(messages))).toEqual(['session closed for user <*>']);
  });

  it('takes a word for a value where others have a value in its place', () => {
    expect(Object.keys(templates(['Job 4711 was started', 'Job nightly was started']))).toEqual([
      'Job <*> was started',
    ]);
  });

  it('takes names that differ in their number for values', () => {
    expect(Object.keys(templates(['request via eth0', 'request via eth1']))).toEqual(['request via <*>']);
    expect(Object.keys(templates(['no answer from rack_A8 yet', 'no answer from rack_B5 yet']))).toEqual([
      'no answer from <*> yet',
    ]);
  });

  it('takes a value in brackets that is there or not for one template', () => {
    const messages = ['Sent 12 bytes to 10.0.0.1', 'Sent 1200 bytes (1.2 KB) to 10.0.0.1'];
    expect(Object.keys(templates(messages))).toEqual(['Sent <*> bytes (<*>) to <*>']);
    expect(Object.keys(templates(['peer 10.0.0.1 () left', 'peer 10.0.0.2 (192.168.0.7) left']))).toEqual([
      'peer <*> (<*>) left',
    ]);
  });

  it('distinguishes what words in brackets say', () => {
    expect(Object.keys(templates(['closed 10.0.0.1 (no session)', 'closed 10.0.0.1']))).toHaveLength(2);
  });

  it('takes the address of a host for a value whatever its capitals', () => {
    expect(Object.keys(templates(['open MX-Alpha.example.com:443 now', 'open 10.0.0.1:443 now']))).toEqual([
      'open <*> now',
    ]);
  });

  it('mines the text behind the header of a logger', () => {
    const messages = Array.from({ length: 30 }, (_, i) => `[pool-${i}] app.${i % 2 ? 'Cart' : 'Order'}: took ${i} ms`);
    messages.push('[main] app.Order: ready to serve', '[main] app.Cart: saved all');
    expect(Object.keys(templates(messages))).toEqual(['ready to serve', 'saved all', 'took <*>']);
  });

  it('finds values in several places at once', () => {
    const people = each('ann bob eve joe', (name) => name);
    const messages = people.map((name, i) => `user ${name} moved from ${'rome oslo bonn graz'.split(' ')[i]}`);
    expect(Object.keys(templates(messages))).toEqual(['user <*> moved from <*>']);
  });

  it('does not take single words, or what a line begins with, for values', () => {
    const messages = each('normal warning running blocked critical active closing', (word) => word);
    const commands = each('boot wait halt stop start kill dump', (command) => `${command} (command 12)`);
    expect(Object.keys(templates([...messages, ...commands]))).toHaveLength(14);
  });

  it('gives the same groups in any order', () => {
    const words = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', '17', 'x.y', 'p_q');
    const message = fc.tuple(words, words, words).map(([x, y, z]) => `move ${x} then take ${y} for ${z}`);
    const shuffled = fc
      .uniqueArray(message, { minLength: 2, maxLength: 60 })
      .chain((messages) =>
        fc.tuple(fc.constant(messages), fc.shuffledSubarray(messages, { minLength: messages.length }))
      );
    fc.assert(
      fc.property(shuffled, ([messages, others]) => {
        const groups = (given: string[]) =>
          Object.entries(templates(given)).map(([template, group]) => [template, [...group].sort()]);
        expect(groups(others)).toEqual(groups(messages));
      })
    );
  });

  it('puts aside what is too varied to be grouped', () => {
    const words = Array.from(
      { length: 200 },
      (_, i) => 'abcdefghij'[i % 10] + 'klmnopqrstuvwxyzklmn'[Math.floor(i / 10)]
    );
    const messages = words.map((word, i) => `${word} ${words[(i * 7 + 3) % 200]} ${words[(i * 11 + 5) % 200]}`);
    const { other, ...rest } = templates(messages, 20);
    expect(Object.keys(rest)).toHaveLength(20);
    expect(other).toHaveLength(180);
  });

  it('makes room by merging before it puts anything aside', () => {
    const words = Array.from({ length: 100 }, (_, i) => 'abcdefghij'[i % 10] + 'klmnopqrst'[Math.floor(i / 10)]);
    const messages = words.map((word) => `Colour of the wall is ${word} now`);
    expect(Object.keys(templates(messages, 20))).toEqual(['Colour of the wall is <*> now']);
  });

  it('ends when it is cancelled', () => {
    const cancel = () => {
      throw new CancelledError();
    };
    expect(() => mineTemplates(textColumn(['a']), cancel)).toThrow(CancelledError);
  });
});
