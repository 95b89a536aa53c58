import fc from 'fast-check';
import { type SourceType } from './sources';
import { interpolateExpr, interpolateFilters, interpolateList } from './variables';

type Variables = Record<string, string | string[]>;

/** Fills in $name and ${name}; `${name:raw}` and the like as Grafana does, without asking for a format. */
function replacerOf(variables: Variables) {
  return {
    replace: (text = '', _scope?: unknown, format?: (value: string | string[]) => string): string =>
      text.replace(/\$(\w+)|\$\{(\w+)(:\w+)?\}/g, (whole, plain, braced, own) => {
        const value = variables[(plain ?? braced) as string];
        return value === undefined ? whole : own || !format ? String(value) : format(value);
      }),
  };
}

const fill = (source: SourceType, expr: string, variables: Variables) =>
  interpolateExpr(expr, source, replacerOf(variables));

describe('a variable in LogQL', () => {
  it.each<[string, string, Variables, string]>([
    ['is a value between quotes', '{env="$env"}', { env: 'a"} or {b="c\\' }, '{env="a\\"} or {b=\\"c\\\\"}'],
    ['matches itself in a regular expression', '{env=~"$env"}', { env: 'a.b' }, '{env=~"a\\\\.b"}'],
    ['matches itself in a line filter', '{a="b"} |~ "$x" != "$x"', { x: '(a' }, '{a="b"} |~ "\\\\(a" != "(a"'],
    ['of several values is an alternation', '{env=~"$env"}', { env: ['a.b', 'c'] }, '{env=~"a\\\\.b|c"}'],
    ['is a value between backticks', '{a="b"} |= `say $x`', { x: 'a"b\\' }, '{a="b"} |= `say a"b\\`'],
    ['leaves no backticks', '{a="b"} |= `"$x`', { x: 'a` | drop b' }, '{a="b"} |= "\\"a` | drop b"'],
    ['is a number where one stands', '| status >= $min', { min: '500' }, '| status >= 500'],
    ['is a duration where one stands', '| took > $min', { min: '1.5s' }, '| took > 1.5s'],
    ['is a string where anything else stands', '{env=$env}', { env: '"} | line' }, '{env="\\"} | line"}'],
    ['stays in its comment', '{a="b"} # $x\n', { x: 'one\n| drop a' }, '{a="b"} # one | drop a\n'],
    ['with :raw goes in as it is', '${query:raw} |= "x"', { query: '{a="b"}' }, '{a="b"} |= "x"'],
    ['with :raw stays a regular expression', '{a=~"${re:raw}"}', { re: 'a.*' }, '{a=~"a.*"}'],
  ])('%s', (_, expr, variables, filled) => {
    expect(fill('loki', expr, variables)).toBe(filled);
  });

  it('leaves its place for no value whatever', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('="$x"', '=~"$x"', '=`$x`', '=$x'), (x, matcher) => {
        const filled = String(fill('loki', `{env${matcher}} # end`, { x }));
        const [, value = ''] = /^\{env=~?(.*)\} # end$/s.exec(filled) ?? [];
        expect(value).toMatch(/^(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[\w.:]+)$/s);
      }),
      { numRuns: 2000 }
    );
  });
});

describe('a variable in Lucene', () => {
  it.each<[string, string, Variables, string]>([
    ['is a word as it is', 'level:$level', { level: 'error' }, 'level:error'],
    ['is a phrase', 'level:$level', { level: 'a OR b' }, 'level:"a OR b"'],
    ['is no operator', 'a:$x', { x: 'NOT' }, 'a:"NOT"'],
    ['is a value between quotes', 'text:"$x"', { x: '" OR *:*' }, 'text:"\\" OR *:*"'],
    ['of several values is one of them', 'app:$x', { x: ['a "b"', 'c'] }, 'app:("a \\"b\\"" OR "c")'],
    ['of several values is one of them between quotes', 'app:"$x"', { x: ['a', 'c'] }, 'app:("a" OR "c")'],
    ['with :raw goes in as it is', '${x:raw}', { x: 'app:a* OR *:*' }, 'app:a* OR *:*'],
  ])('%s', (_, expr, variables, filled) => {
    expect(fill('elasticsearch', expr, variables)).toBe(filled);
  });

  it('leaves its place for no value whatever', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('$x', '"$x"'), (x, place) => {
        expect(fill('elasticsearch', `a:${place}`, { x })).toMatch(/^a:(?:"(?:[^"\\]|\\.)*"|\w+|\d+\.\d+)$/s);
      }),
      { numRuns: 2000 }
    );
  });
});

describe('a variable in LogsQL', () => {
  it.each<[string, string, Variables, string]>([
    ['is a string', 'level:$level', { level: 'error' }, 'level:"error"'],
    ['is no operator', 'a:$x', { x: 'a or b' }, 'a:"a or b"'],
    ['is a number or a duration', 'took:>$min', { min: '1.5s' }, 'took:>1.5s'],
    ['is a value between quotes', 'text:="$x"', { x: '" or *' }, 'text:="\\" or *"'],
    ['is a value between single quotes', "text:'a $x'", { x: `it's "b"` }, `text:"a it's \\"b\\""`],
    ['is a value between backticks', 'text:`a\\d $x`', { x: '`' }, 'text:"a\\\\d `"'],
    ['of several values is one of them', 'app:$x error', { x: ['a "b"', 'c'] }, 'app:in("a \\"b\\"", "c") error'],
    ['of several values is one of them, exactly', 'app:="$x"', { x: ['a', 'c'] }, 'app:in("a", "c")'],
    ['of several values is one of a stream', '{app="$x"}', { x: ['a', 'c'] }, '{app in ("a", "c")}'],
    ['of several values is none of them', '{app!="$x"}', { x: ['a', 'c'] }, '{app not_in ("a", "c")}'],
    ['of several values stands in a list', 'app:in($x)', { x: ['a', 'c'] }, 'app:in("a", "c")'],
    ['of several words is one of them', '$x error', { x: ['a', 'c'] }, '("a" or "c") error'],
    ['matches itself', 'app:~"^$x"', { x: 'a.b' }, 'app:~"^a\\\\.b"'],
    ['of several values matches each', 'app:~"$x"', { x: ['a.b', 'c'] }, 'app:~"a\\\\.b|c"'],
    ['stays in its comment', '* # $x\n', { x: 'one\n| stats' }, '* # one | stats\n'],
    ['with :raw goes in as it is', '${x:raw}', { x: 'app:a* or b' }, 'app:a* or b'],
  ])('%s', (_, expr, variables, filled) => {
    expect(fill('victorialogs', expr, variables)).toBe(filled);
  });

  it('leaves its place for no value whatever', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('$x', '"$x"', "'$x'", '`$x`'), (x, place) => {
        expect(fill('victorialogs', `a:${place}`, { x })).toMatch(/^a:(?:"(?:[^"\\]|\\.)*"|\d[\w.]*)$/s);
      }),
      { numRuns: 2000 }
    );
  });
});

it('a variable in JSON is a text for any value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (x) => {
      const filled = fill('grafana', '{"expr":"a $x"}', { x });
      expect(JSON.parse(String(filled))).toEqual({ expr: `a ${x}` });
    })
  );
});

describe('a variable in a list', () => {
  const list = (names: string[], variables: Variables) => interpolateList(names, replacerOf(variables));

  it.each<[string, string[], Variables, string[]]>([
    ['is no service without a value', ['$x'], { x: '' }, []],
    // So Grafana fills in a "Custom all value".
    ['is no choice, so all, where it says *', ['${x:raw}'], { x: '*' }, []],
  ])('%s', (_, names, variables, expected) => {
    expect(list(names, variables)).toEqual(expected);
  });

  it('is its values among the others', () => {
    expect(list(['$x', 'd'], { x: ['a', 'b'] })).toEqual(['a', 'b', 'd']);
    expect(list(['web-$x'], { x: ['a', 'b'] })).toEqual(['web-a', 'web-b']);
  });

  it.each(['${x:csv}', '${x:pipe}', '${x:regex}', '${x:raw}'])('is its values as %s, too', (name) => {
    expect(list([name], { x: ['a', 'b'] })).toEqual(['a', 'b']);
  });

  it.each(['.*', '.+', '*', '$__all'])('that says %s for all leaves the list empty, which is all', (all) => {
    expect(list(['${x:csv}', 'd'], { x: all })).toEqual([]);
    expect(list([all], {})).toEqual([all]);
  });
});

describe('a variable in a filter', () => {
  const filled = (
    filter: { operator?: '=' | '!=' | '=|' | '=~'; value: string; values?: string[] },
    value: string | string[]
  ) => interpolateFilters([{ key: 'level', operator: '=', ...filter }], replacerOf({ level: value }));

  it('is one value, one of several, or none of several', () => {
    expect(filled({ value: '$level' }, 'ERROR')).toEqual([{ key: 'level', operator: '=', value: 'ERROR' }]);
    const [a, b] = ['ERROR', 'INFO'];
    expect(filled({ value: '$level' }, [a, b])).toEqual([{ key: 'level', operator: '=|', value: a, values: [a, b] }]);
    expect(filled({ operator: '!=', value: '${level:csv}' }, [a, b])).toEqual([
      { key: 'level', operator: '!=|', value: a, values: [a, b] },
    ]);
    expect(filled({ operator: '=|', value: 'x', values: ['$level', 'x'] }, [a, b])).toEqual([
      { key: 'level', operator: '=|', value: a, values: [a, b, 'x'] },
    ]);
    expect(filled({ operator: '=~', value: '$level' }, ['a.b', 'c'])).toEqual([
      { key: 'level', operator: '=~', value: 'a\\.b|c' },
    ]);
  });

  it('that stands for all filters nothing; what is no variable stays', () => {
    expect(filled({ value: '$level' }, '*')).toEqual([]);
    expect(filled({ value: '*' }, 'ERROR')).toEqual([{ key: 'level', operator: '=', value: '*' }]);
    expect(filled({ value: '' }, 'ERROR')).toEqual([{ key: 'level', operator: '=', value: '' }]);
  });
});
