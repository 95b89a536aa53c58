import { ERROR } from './level';
import { emptyRecord } from './lineParser';
import { type LogRecord } from './logTable';
import { guessNotices, ServiceParser } from './serviceForms';

const cart = { service_name: 'cart' };
const pay = { service_name: 'pay' };

function recordOf(parser: ServiceParser, line: string, known: Readonly<Record<string, string>>): LogRecord {
  const record = emptyRecord();
  parser.parse(line, known, record);
  return record;
}

describe('ServiceParser', () => {
  it('reads the numbers of each service in the unit that its own values show', () => {
    const parser = new ServiceParser({});
    parser.learn([
      { line: '{"duration":12500000}', known: cart },
      { line: '{"duration":350}', known: pay },
    ]);
    expect(recordOf(parser, '{"duration":20000000}', cart).responseTime).toBe(20);
    expect(recordOf(parser, '{"duration":20000}', pay).responseTime).toBe(20_000);
    expect(guessNotices(parser.learned, {}).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The numbers of "duration" of cart are taken for nanoseconds: .*fields\.responseTimeUnit/),
    ]);
  });

  it('takes off what is around all lines of a service', () => {
    const parser = new ServiceParser({});
    const lines = ['lost', 'found', 'sold'].map((word) => `shop-web-1  | {"level":"error","msg":"${word}"}`);
    parser.learn(lines.map((line) => ({ line, known: cart })));
    expect(recordOf(parser, lines[0], cart)).toMatchObject({ service: 'cart', level: ERROR, message: 'lost' });
  });

  it('learns a service once, and goes on from what was learned before', () => {
    const first = new ServiceParser({});
    first.learn([{ line: '{"duration":12500000}', known: cart }]);
    const next = new ServiceParser({}, NaN, first.learned);
    expect(next.knows(cart)).toBe(true);
    next.learn([{ line: '{"duration":35}', known: cart }]);
    expect(recordOf(next, '{"duration":20000000}', cart).responseTime).toBe(20);
  });

  it('knows the service by what a stream shares, where lines have more of their own', () => {
    const parser = new ServiceParser({});
    const known = (id: string) => ({ ...cart, trace_id: id });
    parser.learn([{ line: '{"duration":12500000}', known: known('a'), stream: cart }]);
    const record = emptyRecord();
    parser.parse('{"duration":20000000}', known('b'), record, cart);
    expect(record).toMatchObject({ responseTime: 20, traceId: 'b' });
  });

  it('reads objects of fields by the service that they name', () => {
    const parser = new ServiceParser({});
    parser.learn([{ fields: { service: 'cart', latency: 0.012 } }, { fields: { service: 'pay', latency: 80 } }]);
    const times = ['cart', 'pay'].map((service) => {
      const record = emptyRecord();
      parser.parseFields({ service, latency: 0.5 }, record);
      return record.responseTime;
    });
    expect(times).toEqual([500, 0.5]);
  });

  it('guesses nothing where the settings name the unit', () => {
    const mapping = { responseTimeUnit: 'us' } as const;
    const parser = new ServiceParser(mapping);
    parser.learn([{ line: '{"duration":12500000}', known: cart }]);
    expect(recordOf(parser, '{"duration":20000}', cart).responseTime).toBe(20);
    expect(guessNotices(parser.learned, mapping)).toEqual([]);
  });

  it('names the services that have the same field once, and not all of many', () => {
    const parser = new ServiceParser({});
    const services = ['a', 'b', 'c', 'd', 'e'];
    parser.learn(services.map((service) => ({ line: '{"duration":12500000}', known: { service } })));
    const [{ text }, ...more] = guessNotices(parser.learned, {});
    expect(text).toContain('of a, b, c and 2 more are taken for nanoseconds');
    expect(more).toEqual([]);
  });
});
