import fc from 'fast-check';

/** Lines as programs write them, a few of each form. */
const LINES: readonly string[] = [
  '{"time":"2026-03-01T10:00:00.123456789Z","level":"error","service":"cart","msg":"could not reserve","duration_ms":12.5,"status":503,"trace_id":"0af7651916cd43dd8448eb211c80319c"}',
  '{"ts":1772359200.5,"severity":"WARN","http":{"status":404,"method":"GET"},"took":"1m2.3s","message":"slow"}',
  '{"log":"level=info msg=\\"nested\\" took=5ms\\n","stream":"stdout","time":"2026-03-01T10:00:00Z"}',
  'time=2026-03-01T10:00:00Z level=warn service=db msg="queue length 17" duration=350ms status=200',
  '2026-03-01 10:00:00,123 ERROR [main] c.e.Cart - Connection refused after 12 ms',
  'Mar  1 10:00:00 host sshd[42]: Failed password for root from 10.0.0.1 port 22',
  '<134>1 2026-03-01T10:00:00.5Z host app 42 ID47 [x@1 a="b"] message',
  '10.0.0.1 - ann [01/Mar/2026:10:00:00 +0000] "GET /cart?id=1 HTTP/1.1" 502 1234 "-" "curl/8" 0.123',
  'Mar 1 10:00:00 lb haproxy[1]: 10.0.0.1:5 [01/Mar/2026:10:00:00.123] web be/s1 0/0/1/12/13 200 55 - - ---- 1/1/0/0/0 0/0 "GET / HTTP/1.1"',
  'I0301 10:00:00.123456       1 controller.go:42] Reconciled in 00:00:01.5',
  '[2026-03-01T10:00:00+01:00] production.ERROR: SQL error [1045] {"exception":"[object] (PDO)"} []',
  '1772359200123 INFO took 1,234 ms PT0.5S 1.02:03:04.5',
  'timestamp,level,service,message,response_time_ms,status_code',
  '2026-03-01T10:00:00Z,ERROR,cart,"failed, ""badly""",12.5,500',
  '    at com.example.Cart.reserve(Cart.java:42)',
  '',
];

/** What readers look for, and what breaks them. */
const PIECES: readonly string[] = [
  ...['"', "'", '`', '\\', '{', '}', '[', ']', '(', ')', ',', ':', ';', '=', ' ', '\t', '\r', '\n', '\0', '\u001b[31m'],
  ...['1e999', '-1e999', '1e-999', '9'.repeat(400), '0x1F', 'NaN', 'Infinity', '-0', '1.7e308ms', '5e-324', '1_000'],
  ...['ns', 'us', 'ms', 's', 'm', 'h', 'd', 'PT', 'P1Y', '00:00:', '99:99:99', '24:00:00', '-0001-', '+275760-09-13'],
  ...['2026-02-30', '0000-00-00', '9999-12-31T23:59:60.999999999Z', '+25:00', 'EST', '12 AM', '.123456789012345'],
  ...['null', 'true', '{}', '[]', '""', '\\u0000', '\\ud800', '\ud800', '\ufeff', '\u2028', '\u202e', '日本', '😀'],
  ...['level=', 'status=', 'duration=', 'time=', '"level":', '"status":', '"time":', '"__proto__":{', 'constructor='],
  ...['{"a":'.repeat(200), '['.repeat(500), '"a":1,'.repeat(100), '='.repeat(300), 'x'.repeat(3000), ' - '.repeat(100)],
];

interface Change {
  readonly at: number;
  readonly length: number;
  readonly put: string;
}

const anyPiece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.double().map(String) },
  { weight: 1, arbitrary: fc.integer().map(String) }
);

const anyChange: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(300),
  length: fc.oneof(fc.constant(0), fc.nat(12)),
  put: fc.oneof(fc.constant(''), anyPiece),
});

function changed(text: string, changes: readonly Change[]): string {
  return changes.reduce((result, { at, length, put }) => {
    const from = at % (result.length + 1);
    return result.slice(0, from) + put + result.slice(from + length);
  }, text);
}

/** A line of some form with a few changes, or pieces of lines. */
export const anyLine: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...LINES), fc.array(anyChange, { maxLength: 4 }))
      .map(([line, changes]) => changed(line, changes)),
  },
  { weight: 1, arbitrary: fc.array(anyPiece, { maxLength: 8 }).map((pieces) => pieces.join('')) }
);

/** A few pieces: a number, a time, a duration, nearly. */
export const anyWord: fc.Arbitrary<string> = fc.oneof(
  fc.array(anyPiece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
  fc
    .tuple(
      fc.constantFrom(
        '12.5ms',
        '1m2.3s',
        'PT0.5S',
        '1.02:03:04.5',
        '2026-03-01T10:00:00.123Z',
        '01/Mar/2026:10:00:00 +0000',
        'Mar  1 10:00:00',
        '1772359200.123'
      ),
      fc.array(anyChange, { maxLength: 3 })
    )
    .map(([word, changes]) => changed(word, changes))
);

/** A file of lines that are mostly of one form, with changes across its lines. */
export const anyFile: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...LINES),
    fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: anyLine }), {
      minLength: 1,
      maxLength: 30,
    }),
    fc.array(anyChange, { maxLength: 3 }),
    fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n'),
    fc.constantFrom(
      '',
      '',
      '',
      '\ufeff',
      'timestamp,level,service,message,response_time_ms,status_code\n',
      '[',
      '{"logs":['
    )
  )
  .map(([line, others, changes, end, start]) =>
    changed(start + others.map((other) => other ?? line).join(end), changes)
  );
