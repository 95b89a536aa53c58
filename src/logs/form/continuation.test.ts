import { isContinuation } from './continuation';

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
