import { ERROR } from '../../logs/level';
import { createRandom } from '../../random/random';
import { defineMessage, drawVariant, messageText } from './messages';

describe('a message', () => {
  it('has a text of its own for each variant', () => {
    for (const template of [
      '{table} of {host}',
      'from {ip}',
      'by {user}',
      'id {id}',
      'order {order}',
      'key {key}',
      '{client}',
      '{path}',
    ]) {
      const message = defineMessage(ERROR, 500, template);
      const texts = Array.from({ length: message.variants }, (_, variant) => messageText(message, variant));
      expect(new Set(texts).size).toBe(message.variants);
    }
  });

  it('without variable parts has one variant, its text', () => {
    const message = defineMessage(ERROR, 503, 'Connection timeout to database');
    expect(message.variants).toBe(1);
    expect(messageText(message, drawVariant(message, createRandom(1)))).toBe('Connection timeout to database');
  });

  it('says a value that is given in its last variable part, held within what the part can say', () => {
    const message = defineMessage(ERROR, 504, 'Query on {table} took {ms} ms');
    const say = (ms: number) => messageText(message, drawVariant(message, createRandom(ms), ms));
    expect(say(1234.4)).toMatch(/^Query on \w+ took 1234 ms$/);
    expect(say(1e9)).toMatch(/took 32767 ms$/);
    expect(say(-5)).toMatch(/took 0 ms$/);
  });

  it('is the same message where its template is the same', () => {
    expect(defineMessage(ERROR, 500, 'Twice {id}').id).toBe(defineMessage(ERROR, 503, 'Twice {id}').id);
    expect(defineMessage(ERROR, 500, 'Another {id}').id).not.toBe(defineMessage(ERROR, 500, 'Twice {id}').id);
  });
});
