import { type SourceType } from '../sources';
import { type Filter } from './filter';
import { narrowed } from './narrow';

const filter = (key: string, operator: Filter['operator'], ...values: string[]): Filter => ({
  key,
  operator,
  value: values[0] ?? '',
  values: values.length > 1 ? values : [],
});
const of = (source: SourceType, expr: string, ...filters: Filter[]) => narrowed({ source, fields: {} }, expr, filters);

describe("the store's query, narrowed", () => {
  it('stays as it is without a filter, and with those on what the analysis gives', () => {
    expect(of('loki', '{a="b"} # all')).toBe('{a="b"} # all');
    expect(of('generated', '', filter('service', '=', 'api'), filter('anomaly', '!=', 'timeout'))).toBe('');
  });

  const PARSED = '| json filter0_json="env" | logfmt filter0_logfmt="env" | drop __error__, __error_details__';
  const DROPPED = '| drop filter0, filter0_json, filter0_logfmt';
  const each = (join: string, condition: string) =>
    ['env', 'filter0_json', 'filter0_logfmt'].map((name) => name + condition).join(join);

  it.each<[Filter, string]>([
    [filter('env', '=', 'a"b'), `${PARSED} | ${each(' or ', '="a\\"b"')} ${DROPPED}`],
    [filter('env', '!=', 'a'), `${PARSED} | ${each(' , ', '!="a"')} ${DROPPED}`],
    [filter('env', '=|', 'a.b', 'c'), `${PARSED} | ${each(' or ', '=~"a\\\\.b|c"')} ${DROPPED}`],
    [filter('env', '!=|', 'a', 'c'), `${PARSED} | ${each(' , ', '!~"a|c"')} ${DROPPED}`],
    [filter('env', '=~', 'a.*'), `${PARSED} | ${each(' or ', '=~"a.*"')} ${DROPPED}`],
    [
      filter('env', '>', '5'),
      `${PARSED} | label_format filter0=\`{{ or .env .filter0_json .filter0_logfmt }}\` | filter0 > 5 | __error__="" ${DROPPED}`,
    ],
    [
      filter('http.x-y', '=', '1'),
      '| json filter0_json="http[\\"x-y\\"]" | drop __error__, __error_details__ | http_x_y="1" or filter0_json="1" ' +
        DROPPED,
    ],
    [filter('template', '=', 'user <*> logged in'), '|= "user" |= "logged"'],
    [filter('template', '!=', 'user <*> logged in'), '!~ "user.*logged"'],
    [filter('template', '=|', 'user <*> logged in', 'disk full'), '|~ "user.*logged|disk.*full"'],
    [filter('template', '!=|', 'user <*> logged in', 'disk full'), '!~ "user.*logged|disk.*full"'],
    [filter('template', '=~', 'disk (?:full|gone)'), '|~ "disk (?:full|gone)"'],
    [filter('template', '!~', 'disk "a"'), '!~ "disk \\"a\\""'],
  ])('in LogQL: %j', (one, stages) => {
    expect(of('loki', '{a="b"} # all', one)).toBe(`{a="b"} # all\n ${stages}`);
  });

  it.each<[Filter, string]>([
    [filter('http.status', '=', '5 "x"'), 'http.status:"5 \\"x\\""'],
    [filter('env', '!=', 'a'), 'NOT env:"a"'],
    [filter('env', '=|', 'a', 'c'), 'env:("a" OR "c")'],
    [filter('env', '!~', 'a/.*'), 'NOT env:/a\\/.*/'],
    [filter('took', '<', '1.5'), 'took:<1.5'],
    [filter('template', '!=', 'user <*> logged in'), 'NOT ("user" AND "logged")'],
    [filter('template', '=|', 'user <*> logged in', 'disk full'), '(("user" AND "logged") OR ("disk" AND "full"))'],
  ])('in Lucene: %j', (one, condition) => {
    expect(of('elasticsearch', 'a:b OR c:d', one)).toBe(`(a:b OR c:d) AND ${condition}`);
    expect(of('elasticsearch', '', one)).toBe(condition);
  });

  it.each<[Filter, string]>([
    [filter('env', '=', 'a"b'), '"env":="a\\"b"'],
    [filter('env', '!=', 'a'), '!"env":="a"'],
    [filter('env', '=|', 'a', 'c'), '"env":in("a", "c")'],
    [filter('env', '=~', 'a|c'), '"env":~"^(?:a|c)$"'],
    [filter('took', '>', '2'), '"took":>2'],
    [filter('template', '=', 'user <*> logged in'), '("user" "logged")'],
    [filter('template', '!=|', 'user <*> logged in', 'disk full'), '!(("user" "logged") or ("disk" "full"))'],
    [filter('template', '=~', 'disk (?:full|gone)'), '(~"disk (?:full|gone)")'],
  ])('in LogsQL: %j', (one, condition) => {
    expect(of('victorialogs', 'a:b # all', one)).toBe(`a:b # all\n| filter ${condition}`);
  });

  it('is refused, with what can be done, where it cannot be', () => {
    expect(() => of('generated', '', filter('level', '=', 'ERROR'))).toThrow(
      'A filter on level needs a store with a query language, and these logs come from: Generated logs. ' +
        'Here filters work on service and anomaly.'
    );
    expect(() => of('loki', '', filter('took', '>', 'fast'))).toThrow(
      'The filter took > needs a number; it has: "fast".'
    );
    expect(() => of('loki', '', filter('template', '>', 'a'))).toThrow('cannot be ">": it is a text');
    expect(() => of('elasticsearch', '', filter('template', '=~', 'a'))).toThrow(
      /against single words, not against a line/
    );
  });

  it('leaves a template alone that has no word to look for, and with it those that it is one of', () => {
    expect(of('loki', '{a="b"}', filter('template', '=|', '<*>', 'disk full'))).toBe('{a="b"}\n');
  });
});
