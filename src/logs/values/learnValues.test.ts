import { ERROR, INFO, WARNING } from '../level';
import { ANY_FORM } from '../form/lineForm';
import { createLineParser, emptyRecord } from '../lineParser';
import { type LogRecord } from '../logTable';
import { describeGuesses } from './describeGuesses';
import { type LearnedValues } from './learnedValues';
import { learnValues } from './learnValues';

const learn = (...lines: string[]): LearnedValues =>
  learnValues({}, {}, (parser) => lines.forEach((line) => parser.parse(line, {}, emptyRecord())));

function readBy(values: LearnedValues, line: string): LogRecord {
  const record = emptyRecord();
  createLineParser({}, { form: { ...ANY_FORM, values } }).parse(line, {}, record);
  return record;
}

describe('learnValues', () => {
  it('recognises nanoseconds by the numbers of a field, and all of them are read so', () => {
    const values = learn('{"duration":12500000}', '{"duration":2000000000}', '{"duration":0}');
    expect(values.units.get('duration')?.unit).toBe('ns');
    expect(readBy(values, '{"duration":350000}').responseTime).toBeCloseTo(0.35, 9);
    expect(describeGuesses([{ service: '', values }])).toEqual([
      'The numbers of "duration" are taken for nanoseconds: half of the values are 12,500,000 or more, which is 12.5 ms. ' +
        'If that is wrong, set the unit of response times (fields.responseTimeUnit).',
    ]);
  });

  it('judges each field by itself, also amid text and in nested objects', () => {
    const values = learn('{"data":{"latency":0.12}}', 'done took=45 status=200', '{"elapsed":120345}');
    expect([...values.units].map(([name, { unit }]) => [name, unit])).toEqual([
      ['data.latency', 's'],
      ['took', 'ms'],
      ['elapsed', 'us'],
    ]);
  });

  it('has nothing to say where numbers are milliseconds, as they usually are', () => {
    expect(describeGuesses([{ service: '', values: learn('{"duration":45}', '{"duration":800}') }])).toEqual([]);
  });

  it('says that they are milliseconds where these would be very many', () => {
    const values = learn('{"duration":12034}', '{"duration":9834}', '{"duration":15034}');
    expect(readBy(values, '{"duration":12034}').responseTime).toBe(12_034);
    expect(describeGuesses([{ service: '', values }])[0]).toMatch(
      /^The numbers of "duration" are taken for milliseconds: /
    );
  });

  it('leaves alone what the name, the text or the producer gives', () => {
    const values = learn(
      '{"duration_ms":120000000}',
      '{"duration":"950000000ns"}',
      '{"DownstreamStatus":200,"Duration":950000000}',
      '{"bytes_read":1,"duration":0.01}'
    );
    expect(values.units.size).toBe(0);
  });

  it('finds the unit behind access lines, and names their form', () => {
    const line = (number: number) =>
      `198.51.100.7 - - [12/Mar/2025:08:15:00 +0100] "GET /a HTTP/1.1" 200 615 "-" "curl/8" ${number}`;
    const values = learn(line(1), line(0), line(1), line(2));
    expect(values.accessFormats).toEqual(['Apache, combined with %D']);
    expect(readBy(values, line(2)).responseTime).toBe(2000);
    expect(describeGuesses([{ service: '', values }])[0]).toMatch(
      /^The last numbers of lines of the form "Apache, combined with %D" are taken for seconds: /
    );
  });

  it('finds the scale of levels by all of their numbers', () => {
    const values = learn('{"level":800,"msg":"x"}', '{"level":500,"msg":"x"}');
    expect(readBy(values, '{"level":1000,"msg":"x"}').level).toBe(ERROR);
    const dotNet = learn(...[2, 2, 2, 4].map((level) => `{"level":${level},"msg":"x"}`));
    expect([2, 3].map((level) => readBy(dotNet, `{"level":${level},"msg":"x"}`).level)).toEqual([INFO, WARNING]);
  });

  it('gives way to the settings', () => {
    const mapping = { responseTimeUnit: 'us' } as const;
    const values = learnValues(mapping, {}, (parser) => parser.parse('{"duration":950000000}', {}, emptyRecord()));
    expect(values.units.size).toBe(0);
    const record = emptyRecord();
    const line = '198.51.100.7 - - [12/Mar/2025:08:15:00 +0100] "GET /a HTTP/1.1" 200 615 12000';
    createLineParser(mapping).parse(line, {}, record);
    expect(record.responseTime).toBe(12);
  });
});
