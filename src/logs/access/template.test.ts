import { ACCESS_FORMATS } from './accessFormats';
import {
  BASES,
  MESSAGES_PLAIN,
  MESSAGES_QUOTED,
  TAILS,
  TIMED_PLAIN,
  TIMED_QUOTED,
  UNTIMED_PLAIN,
  UNTIMED_QUOTED,
} from './compiled';
import { compileTemplate } from './template';

const match = (template: string, text: string, isWhole = false): string[] | undefined => {
  const { expression, parts } = compileTemplate(template, isWhole);
  return expression.exec(text)?.slice(1, parts.length + 1);
};

describe('a template', () => {
  it('stands for its text as it is, and for any spaces where it has one', () => {
    expect(match('[x] (a|b) $status.', '[x]   (a|b)\t200.')).toEqual(['200']);
    expect(match('[x] (a|b) $status.', '[x]   a 200.')).toBeUndefined();
  });

  it('names what its groups are, in order', () => {
    expect(compileTemplate('$word $status $ms').parts).toEqual(['status', 'ms']);
  });

  it('may leave pieces out', () => {
    expect(match('$status{? $ms} $path', '200 12 /a', true)).toEqual(['200', '12', '/a']);
    expect(match('$status{? $ms} $path', '200 /a', true)).toEqual(['200', undefined, '/a']);
  });

  it('is of a whole line, or of its beginning', () => {
    expect(match('$status', '200 more')).toEqual(['200']);
    expect(match('$status', '200 more', true)).toBeUndefined();
    expect(match('$status', '200 \n', true)).toEqual(['200']);
  });

  it('has no token of another name', () => {
    expect(() => compileTemplate('$nothing')).toThrow('There is no token $nothing of access lines.');
    expect(() => compileTemplate('$toString')).toThrow('There is no token $toString');
  });
});

describe('the expressions of all formats', () => {
  const byStart = [TIMED_PLAIN, TIMED_QUOTED, UNTIMED_PLAIN, UNTIMED_QUOTED].flatMap(({ forms }) => forms);
  const all = [...BASES, ...TAILS, ...MESSAGES_PLAIN, ...MESSAGES_QUOTED, ...byStart];

  // An example, gone on with for ever in the middle of it: what is not linear does not come to an end.
  const hostile = ['a', ' ', '"', 'a ', '- ', ', a', '\\"', '[', '] ', '1.', '1 ', 'a.', '(', '{', '/', '1/', 'GET '];

  it.each(ACCESS_FORMATS.map(({ name, example }) => [name, example]))('end on any text: %s', (_, example) => {
    for (const filler of hostile) {
      const text = filler.repeat(20_000);
      for (let cut = 0; cut < example.length; cut += 9) {
        const line = example.slice(0, cut) + text;
        for (const { expression } of all) {
          expression.lastIndex = 0;
          expression.exec(line);
        }
      }
    }
    expect(example).not.toBe('');
  });
});
