import { placeAt, written } from './completion';

describe('what can stand next', () => {
  it.each([
    ['loki', '{', { typed: '' }],
    ['loki', '{app="a", na', { typed: 'na' }],
    ['loki', '{app="a"} | sta', { typed: 'sta' }],
    ['loki', '{app="', { key: 'app', typed: '', isQuoted: true }],
    ['loki', '{app="a", env=~"pr', { key: 'env', typed: 'pr', isQuoted: true }],
    ['loki', '{app="a"} | status=5', { key: 'status', typed: '5', isQuoted: false }],
    ['elasticsearch', '', { typed: '' }],
    ['elasticsearch', 'a:b AND log.le', { typed: 'log.le' }],
    ['elasticsearch', 'a:b AND log.level:er', { key: 'log.level', typed: 'er', isQuoted: false }],
    ['victorialogs', 'a:b service:="ch', { key: 'service', typed: 'ch', isQuoted: true }],
  ] as const)('in %s after %s', (source, before, place) => {
    expect(placeAt(source, before)).toMatchObject(place);
  });

  it.each([
    ['loki', '{app="a"} '],
    ['elasticsearch', 'a:"b c" '.trim()],
    ['grafana', '{"expr": "'],
    ['generated', ''],
  ] as const)('is not known in %s after %s', (source, before) => {
    expect(placeAt(source, before)).toBeUndefined();
  });

  it('is written as the language has it', () => {
    expect(written('loki', { typed: '', isQuoted: false }, 'http.status')).toBe('http_status');
    expect(written('loki', { key: 'a', typed: '', isQuoted: true }, 'say "hi"')).toBe('say \\"hi\\"');
    expect(written('loki', { key: 'a', typed: '', isQuoted: false }, 'b')).toBe('"b"');
    expect(written('elasticsearch', { typed: '', isQuoted: false }, 'log.level')).toBe('log.level:');
    expect(written('elasticsearch', { key: 'a', typed: '', isQuoted: false }, 'two words')).toBe('"two words"');
    expect(written('victorialogs', { typed: '', isQuoted: false }, 'a b')).toBe('"a b":');
  });
});
