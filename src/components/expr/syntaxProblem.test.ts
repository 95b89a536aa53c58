import { SOURCES, type SourceType } from '../../query/sources';
import { placeInError, syntaxProblem } from './syntaxProblem';

describe('a query', () => {
  const examples = Object.entries(SOURCES).flatMap(([source, definition]) =>
    'query' in definition
      ? [definition.query.placeholder, ...definition.query.examples.map(({ expr }) => expr)].map(
          (expr): [SourceType, string] => [source as SourceType, expr]
        )
      : []
  );

  it.each(examples)('of the help is right: %s %s', (source, expr) => {
    expect(syntaxProblem(source, expr)).toBeUndefined();
  });

  it.each(['', '{app="a"} | json | status >= 500 | line_format "{{.msg}}"', '{app="$app"} [$__interval]'])(
    'is right in LogQL: %s',
    (expr) => {
      expect(syntaxProblem('loki', expr)).toBeUndefined();
    }
  );

  it('is wrong in LogQL where its grammar has no place for something', () => {
    expect(syntaxProblem('loki', '{app="a"} |= |')).toEqual({ from: 13, to: 14, kind: 'unexpected' });
    expect(syntaxProblem('loki', '{app=a}')).toMatchObject({ kind: 'unexpected' });
  });
});

it('a place is where the error of a store says', () => {
  const said = 'The query is not valid LogQL. Loki said: parse error at line 2, col 3: syntax error';

  expect(placeInError(said, '{a="b"}\n| nope')).toBe(10);
  expect(placeInError(said, '{a="b"}')).toBeUndefined();
  expect(placeInError('Loki cannot be reached.', '{a="b"}')).toBeUndefined();
  expect(placeInError(undefined, '')).toBeUndefined();
});
