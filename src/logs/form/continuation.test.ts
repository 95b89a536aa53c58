import { isContinuation, openingOf } from './continuation';

describe('isContinuation', () => {
  it.each([
    'at a.B.c(B.java:1)',
    '... 3 more',
    'Caused by: java.io.IOException',
    '[stacktrace]',
    '#0 /srv/a.php(1): b()',
    'File "a.py", line 1',
    'goroutine 1 [running]:',
    'exit status 2',
    'stack backtrace:',
    'note: run with it',
    ']',
    '}',
    ')',
    '"}',
    '| a |',
    '    ^',
    '^',
    '-----',
    '=====  ',
    '  indented',
    '\tindented',
  ])('is true of %j', (line) => expect(isContinuation(line)).toBe(true));

  it.each(['attached', 'a', '..', 'hello', '- item', '= 1', '[info] x', '#x', 'E', 'note', '{', 'exit', '警告', ''])(
    'is false of %j',
    (line) => expect(isContinuation(line)).toBe(false)
  );
});

describe('openingOf', () => {
  it('is the quote or bar that most logs begin with', () => {
    expect(openingOf(['"a"\t1', '"b"\t2', 'c'])).toBe('"'.charCodeAt(0));
    expect(openingOf(['| a |', '| b |'])).toBe('|'.charCodeAt(0));
    expect(openingOf(['"a"', 'b', 'c', 'd'])).toBeUndefined();
    expect(openingOf([']', ']'])).toBeUndefined();
    expect(openingOf([])).toBeUndefined();
  });

  it('begins no part of another log then', () => {
    expect(isContinuation('"ERROR"\t812', '"'.charCodeAt(0))).toBe(false);
    expect(isContinuation('"ERROR"\t812')).toBe(true);
    expect(isContinuation(']', '"'.charCodeAt(0))).toBe(true);
  });
});
