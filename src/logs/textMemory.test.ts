import fc from 'fast-check';
import { learnForm } from './form/learnForm';
import { createLineParser, emptyRecord } from './lineParser';
import { type LogRecord } from './logTable';
import { TextMemory } from './textMemory';
import { ValueSample } from './values/valueSample';

const NEAR = Date.UTC(2024, 10, 4);

const record = (message: string): LogRecord => ({ ...emptyRecord(), message });
const AROUND = { level: -1, service: '' };

describe('TextMemory', () => {
  it('gives what a text said, where the same is around it', () => {
    const memory = new TextMemory();
    const into = emptyRecord();
    memory.keep(' ERROR lost', '14:30 ERROR lost', AROUND, { ...record('lost'), statusCode: 502, responseTime: 12 });
    expect(memory.recall(' ERROR lost', '', AROUND, into)).toBe(true);
    expect(into).toMatchObject({ message: 'lost', statusCode: 502, responseTime: 12 });
    expect(memory.recall(' ERROR lost', '', { ...AROUND, service: 'cart' }, into)).toBe(false);
    expect(memory.recall(' ERROR found', '', AROUND, into)).toBe(false);
    memory.keep(' lost', '14:30 lost', AROUND, record('14:30 lost'));
    expect(memory.recall(' lost', '14:31 lost', AROUND, into)).toBe(true);
    expect(into.message).toBe('14:31 lost');
  });

  it('gives up where few texts come again', () => {
    const memory = new TextMemory();
    for (let n = 0; n <= 4096; n++) {
      memory.keep(`order ${n}`, '', AROUND, record(`order ${n}`));
    }
    memory.keep('order', '', AROUND, record('order'));
    expect(memory.recall('order', '', AROUND, emptyRecord())).toBe(false);
  });
});

const STAMPS = ['2024-11-03 14:30:00', '2024-11-03 14:30:01', '2024-11-03 14:30:01.250', '[2024-11-03 14:30:02]'];
/** Times behind words, such as the name of a file. */
const BEHIND = [
  'api.log 2024-11-03 14:30:00.100',
  'api.log 2024-11-03 14:30:01.200',
  'pay.log.1 2024-11-03 14:30:01.300',
  'ERROR 2024-11-03 14:30:02.400',
  'INFO [main] 2024-11-03 14:30:02.500',
];
const SYSLOG = ['Nov  3 14:30:00 web1 cart[811]:', '<11>Nov  3 14:30:02 web1 cart:', 'Nov  3 14:31:02 web1 pay:'];
const TEXTS = [
  ' ERROR lost',
  ' lost',
  ' GET /orders took 12 ms',
  ' warn: slow status=404',
  ' - - "GET / HTTP/1.1" 502 12',
  ' said {"level":"error","time":"2024-11-03T10:00:00Z"}',
  ' 2024-11-03 14:29:59,100 INFO TraceID: 0123456789abcdef0123',
  '',
];

describe('a line whose text came before', () => {
  const lines = fc.array(
    fc.tuple(fc.constantFrom(...STAMPS, ...SYSLOG), fc.constantFrom(...TEXTS)).map((parts) => parts.join('')),
    { minLength: 4, maxLength: 20 }
  );
  const behind = fc.array(
    fc.tuple(fc.constantFrom(...BEHIND), fc.constantFrom(...TEXTS)).map((parts) => parts.join('')),
    { minLength: 4, maxLength: 20 }
  );

  it('says what it says where no text is remembered', () => {
    fc.assert(
      fc.property(fc.oneof(lines, behind), (texts) => {
        const form = learnForm(texts, { nearMs: NEAR });
        const remembering = createLineParser({}, { nearMs: NEAR, form });
        // A parser that learns looks at each line.
        const looking = createLineParser({}, { nearMs: NEAR, form, sample: new ValueSample() });
        for (const text of [...texts, ...texts]) {
          const [remembered, looked] = [emptyRecord(), emptyRecord()];
          remembering.parse(text, {}, remembered);
          looking.parse(text, {}, looked);
          expect(remembered).toEqual(looked);
        }
      })
    );
  });
});
