import { type FileOptions } from './fileSource';
import { check, read, rowsOf, type Wanted } from './testing/formFile';

const DAY = '2024-11-03T';

describe('times in text', () => {
  it.each<[string, string[], string[]]>([
    [
      'with day before month, known from a value over 12',
      ['03/11/2024 10:00:00 a', '13/11/2024 10:00:00 b'],
      ['2024-11-03T10:00:00Z', '2024-11-13T10:00:00Z'],
    ],
    [
      'with month before day, known from a value over 12',
      ['11/03/2024 10:00:00 a', '11/13/2024 10:00:00 b'],
      ['2024-11-03T10:00:00Z', '2024-11-13T10:00:00Z'],
    ],
    [
      'with either, known from the date of the file',
      ['03/11/2024 10:00:00 a', '03/11/2024 10:00:01 b'],
      ['2024-11-03T10:00:00Z', '2024-11-03T10:00:01Z'],
    ],
    [
      'with years of two digits',
      ['03/11/24 10:00:00 a', '03/11/24 10:00:01 b'],
      ['2024-11-03T10:00:00Z', '2024-11-03T10:00:01Z'],
    ],
    ['with points', ['03.11.2024 10:00:00,5 a'], ['2024-11-03T10:00:00.500Z']],
    [
      'of twelve hours',
      ['11/3/24, 1:05:00 PM a', '11/3/24, 12:05:00 AM b'],
      ['2024-11-03T00:05:00Z', '2024-11-03T13:05:00Z'],
    ],
    [
      'in German',
      ['3. Okt. 2024 10:00:00 a', '12. März 2024 10:00:00 b'],
      ['2024-03-12T10:00:00Z', '2024-10-03T10:00:00Z'],
    ],
    [
      'in French',
      ['[03 août 2024 10:00:00] a', '[03 déc. 2023 10:00:00] b'],
      ['2023-12-03T10:00:00Z', '2024-08-03T10:00:00Z'],
    ],
    [
      'in French, of a month that English calls alike and one that it does not',
      ['30 nov. 2023 10:00:00 a', '30 nov. 2023 11:00:00 b', '1 déc. 2023 10:00:00 c'],
      ['2023-11-30T10:00:00Z', '2023-11-30T11:00:00Z', '2023-12-01T10:00:00Z'],
    ],
    ['of logcat', ['11-03 10:00:00.123  1  2 W Window: a'], ['2024-11-03T10:00:00.123Z']],
    [
      'of redis',
      ['811:M 03 Nov 2024 10:00:00.123 * a', '811:M 03 Nov 2024 10:00:01.123 # b'],
      ['2024-11-03T10:00:00.123Z', '2024-11-03T10:00:01.123Z'],
    ],
    ['of multilog', ['@4000000067277ae2075bca00 a'], ['2024-11-03T13:30:00.123Z']],
    [
      'of twelve hours without seconds',
      ['10:00AM ERR a', '12:30PM INF b'],
      ['2024-11-03T10:00:00Z', '2024-11-03T12:30:00Z'],
    ],
    [
      'of zap, as a number',
      ['1.730628000123e+09\tinfo\ta', '1.730628001e+09\tinfo\tb'],
      ['2024-11-03T10:00:00.123Z', '2024-11-03T10:00:01Z'],
    ],
    [
      'of Erlang',
      ['=ERROR REPORT==== 3-Nov-2024::10:00:00.5 ===', '=INFO REPORT==== 3-Nov-2024::10:00:01 ==='],
      ['2024-11-03T10:00:00.500Z', '2024-11-03T10:00:01Z'],
    ],
    [
      'of syslog, before one that is a value',
      ['Nov  3 10:00:00 h CEF:0|a|b|rt=1730627000123', 'Nov  3 10:00:01 h CEF:0|a|b|c d rt=1730627000124'],
      ['2024-11-03T10:00:00Z', '2024-11-03T10:00:01Z'],
    ],
    [
      'before other values behind commas',
      ['1,2024/11/03 10:00:00,001234567890,TRAFFIC', '1,2024/11/03 10:00:01,001234567890,TRAFFIC'],
      ['2024-11-03T10:00:00Z', '2024-11-03T10:00:01Z'],
    ],
    [
      'without leading zeros',
      ['20241103-9:5:1:7|Step|1|a', '20241103-9:5:1:70|Step|1|b'],
      ['2024-11-03T09:05:01.007Z', '2024-11-03T09:05:01.070Z'],
    ],
    [
      'behind words',
      ['7 node-1 unix.hw 1730640600 1 a', '8 node-1 unix.hw 1730640601 1 b'],
      ['2024-11-03T13:30:00Z', '2024-11-03T13:30:01Z'],
    ],
    [
      'behind a long address',
      ['2001:0db8:85a3:08d3:1319:8a2e:0370:7348 - ada.lovelace [03/Nov/2024:14:30:44 +0100] "GET /a HTTP/1.1" 500 1'],
      ['2024-11-03T13:30:44Z'],
    ],
    [
      'of two programs in one file',
      ['2024-11-03 10:00:00 a', '[03/Nov/2024:10:00:01 +0000] b', '2024-11-03 10:00:02 c'],
      ['2024-11-03T10:00:00Z', '2024-11-03T10:00:01Z', '2024-11-03T10:00:02Z'],
    ],
  ])('are read: %s', async (_, lines, times) => {
    const { table, notices } = await read('times.log', lines.join('\n'));
    expect(Array.from(table.timeMs, (ms) => new Date(ms).toISOString().replace('.000Z', 'Z'))).toEqual(times);
    expect(notices.filter(({ text }) => text.includes('could not be read'))).toEqual([]);
  });

  it('are read behind a colon, as Python writes them by itself', () =>
    check('x.log', 'ERROR:root:2024-11-03 10:00:00,100 a\nINFO:shop.cart:2024-11-03 10:00:01,100 b', [
      [`${DAY}10:00:00.100Z`, 'a', { level: 'ERROR' }],
      [`${DAY}10:00:01.100Z`, 'b', { level: 'INFO' }],
    ]));

  const WHICH_FIRST = /^Dates such as "03\/11\/2024.*" are taken for day, month, year: .*--time-format/;
  it.each<[name: string, content: string]>([
    ['x.log', '03/11/2024 10:00:00 INFO a\n03/11/2024 10:00:01 INFO b'],
    ['x.csv', 'time,message\n03/11/2024 10:00:00,a\n03/11/2024 10:00:01,b'],
    ['x.ndjson', '{"date":"03/11/2024 10:00:00","msg":"a"}\n{"date":"03/11/2024 10:00:01","msg":"b"}'],
  ])('are said to be guessed where either of two numbers can be the day: %s', async (name, content) => {
    const { table, notices } = await read(name, content);
    expect(table.timeMs[0]).toBe(Date.parse(`${DAY}10:00:00Z`));
    expect(notices.filter(({ severity }) => severity === 'warning').map(({ text }) => text)).toEqual([
      expect.stringMatching(WHICH_FIRST),
    ]);
  });

  it.each<[name: string, content: string]>([
    ['x.log', '13/10/2024 10:00:00 INFO a\n03/11/2024 10:00:01 INFO b'],
    ['x.ndjson', '{"date":"13/10/2024 10:00:00","msg":"a"}\n{"date":"03/11/2024 10:00:01","msg":"b"}'],
    ['same.log', '10/10/2024 10:00:00 INFO a'],
    ['later.log', '10/11/2024 10:00:00 INFO a'],
  ])('are not guessed where a value, or the date of the file, shows the order: %s', async (name, content) => {
    const { table, notices } = await read(name, content);
    expect(new Date(table.timeMs[0]).getUTCMonth()).toBe(9);
    expect(notices.filter(({ text }) => text.startsWith('Dates'))).toEqual([]);
  });

  it('take their day from the name of the file, or from its header', async () => {
    await check('app-2020-02-28.log', '23:59:59 a\n00:00:01 b', [
      ['2020-02-28T23:59:59Z', 'a'],
      ['2020-02-29T00:00:01Z', 'b'],
    ]);
    await check('glog.log', 'Log file created at: 2020/02/28 10:00:00\nE0228 10:00:01.000000 1 a.go:1] x', [
      ['2020-02-28T10:00:01Z', 'x', { level: 'ERROR' }],
    ]);
  });

  it('are those of the settings where these say so', async () => {
    await check(
      'x.log',
      '10h30 03|11|2024 a\n10h31 03|11|2024 b',
      [
        ['2024-11-03T09:30:00Z', 'a'],
        ['2024-11-03T09:31:00Z', 'b'],
      ],
      {
        timeFormat: "HH'h'mm dd|MM|yyyy",
        timeZone: 'Europe/Paris',
      }
    );
    await check('x.csv', 'time,message\n2024-11-03 10:30:00,a', [['2024-11-03T09:30:00Z', 'a']], {
      timeZone: 'Europe/Paris',
    });
    await check('x.ndjson', '{"ts":"2024-11-03 10:30:00","msg":"a"}', [['2024-11-03T09:30:00Z', 'a']], {
      timeZone: 'Europe/Paris',
    });
  });
});

describe('lines without a time of their own', () => {
  it('belong to the log before where they look so, and are counted where they do not', async () => {
    const { table, notices } = await read(
      'x.log',
      '2024-11-03 10:00:00 ERROR failed\njava.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\nCaused by: d\n2024-11-03 10:00:01 INFO state\nNext run: 2027-01-01 00:00:00\n2024-11-03 10:00:02 INFO on'
    );
    expect(table.length).toBe(3);
    expect(notices).toEqual([
      {
        severity: 'warning',
        text: '1 lines have no time where the others have theirs; they count as part of the log before them; the first: line 6: "Next run: 2027-01-01 00:00:00".',
      },
    ]);
  });

  it.each<[name: string, crash: string, message: string, level?: string]>([
    [
      'Python',
      'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nValueError: no owner',
      'Traceback',
    ],
    [
      'Go',
      'panic: runtime error: index out of range\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/main.go:7 +0x1d\nexit status 2',
      'index out of range',
      'CRITICAL',
    ],
    [
      'Java',
      'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat a.B.c(B.java:1)',
      'heap space',
    ],
    ['Java without a head', 'java.lang.IllegalStateException: no stock\n\tat a.B.c(B.java:1)', 'no stock'],
    [
      'Node',
      '/srv/app.js:12\n    throw new Error("no");\n    ^\n\nError: no\n    at main (/srv/app.js:12:9)\n\nNode.js v20.1.0',
      '/srv/app.js:12',
    ],
    ['.NET without a head', 'System.InvalidOperationException: no funds\n   at Shop.Pay()', 'no funds'],
    ['.NET', 'Unhandled exception. System.InvalidOperationException: no funds\n   at Shop.Pay()', 'no funds'],
    ['Elixir as it exits', '** (EXIT from #PID<0.1.0>) an exception was raised:\n    ** (RuntimeError) lost', 'EXIT'],
    ['Erlang', '=CRASH REPORT==== 3-Nov-2024::10:00:00 ===\n  crasher:', 'crasher'],
    ['Deno', 'error: Uncaught (in promise) TypeError: lost\n    at file:///a.ts:1:2', 'Uncaught'],
    ['Perl', 'Died: lost at a.pl line 3.', 'lost'],
    ['Rust', "thread 'main' panicked at src/main.rs:2:5:\nno stock\nnote: run with `RUST_BACKTRACE=1`", 'panicked'],
    ['Ruby', "/srv/a.rb:7:in `total': undefined method (NoMethodError)\n\tfrom /srv/a.rb:9", 'undefined method'],
    [
      'PHP',
      'PHP Fatal error:  Uncaught TypeError: bad in /srv/a.php:12\nStack trace:\n#0 {main}',
      'Uncaught TypeError',
      'CRITICAL',
    ],
  ])('are an error of their own where %s died', async (_, crash, message, level = 'ERROR') => {
    await check('x.log', `2024-11-03 10:00:00 INFO taking a job\n${crash}\n2024-11-03 10:00:09 INFO up`, [
      [`${DAY}10:00:00Z`, 'taking', { level: 'INFO' }],
      [`${DAY}10:00:00Z`, message, { level }],
      [`${DAY}10:00:09Z`, 'up', { level: 'INFO' }],
    ]);
  });

  it('are an error of their own behind a warning, but not behind the error that prints its trace', async () => {
    const trace = 'Traceback (most recent call last):\n  File "a", line 1\nMemoryError';
    await check(
      'x.log',
      `2024-11-03 10:00:00,1 WARNING a: low\n${trace}\n2024-11-03 10:00:01,1 ERROR a: no\n${trace}`,
      [
        [`${DAY}10:00:00.100Z`, 'low', { level: 'WARNING' }],
        [`${DAY}10:00:00.100Z`, 'Traceback', { level: 'ERROR' }],
        [`${DAY}10:00:01.100Z`, 'no', { level: 'ERROR' }],
      ]
    );
  });

  it('belong to a warning where they are the exception that it names', async () => {
    await check('x.log', '2024-11-03 10:00:00 WARN retrying\njava.io.IOException: reset\n\tat a.B.c(B.java:1)', [
      [`${DAY}10:00:00Z`, 'retrying', { level: 'WARNING' }],
    ]);
  });

  it('are no parts of rows that begin as they do, but rows of another shape or counted', async () => {
    const rows = ['"MAIL"\t7\t"2024-11-03 10:00:00"\t"in"', '"MAIL"\t7\t"2024-11-03 10:00:01"\t"out"'];
    const content = [
      ...rows,
      '"ERROR"\t"2024-11-03 10:00:02"\t"lost the way to the mailbox of its owner"',
      '"MAIL"\t"none"',
    ].join('\n');
    const { table, notices } = await read('x.log', content);
    expect(rowsOf(table).map(({ time, level }) => [time, level])).toEqual([
      [`${DAY}10:00:00Z`, 'UNKNOWN'],
      [`${DAY}10:00:01Z`, 'UNKNOWN'],
      [`${DAY}10:00:02Z`, 'ERROR'],
    ]);
    expect(notices.map(({ text }) => text).join()).toContain('the first: line 4: ');
  });

  it('are an error of their own amid objects too', async () => {
    await check(
      'x.ndjson',
      '{"time":"2024-11-03T10:00:00Z","level":"info","msg":"up"}\nTypeError: x is not a function\n    at main (/srv/a.js:1:1)\n{"time":"2024-11-03T10:00:01Z","level":"info","msg":"again"}',
      [
        [`${DAY}10:00:00Z`, 'up'],
        [`${DAY}10:00:00Z`, 'x is not a function', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'again'],
      ]
    );
  });

  it('say the level and message of the line before, as java.util.logging writes them', async () => {
    await check('x.log', 'Nov 03, 2024 2:30:00 PM a.Cart add\nSEVERE: no stock\njava.lang.IllegalStateException: x', [
      [`${DAY}14:30:00Z`, 'no stock', { level: 'ERROR' }],
    ]);
  });
});

describe('frames', () => {
  const CASES: Array<[string, string, Wanted[]]> = [
    [
      'CRI, its parts put together',
      '2024-11-03T10:00:00.1Z stdout P {"level":"error","msg":"a very \n2024-11-03T10:00:00.2Z stdout P long \n2024-11-03T10:00:00.3Z stdout F one"}\n2024-11-03T10:00:01Z stderr F WARN b',
      [
        [`${DAY}10:00:00.100Z`, 'a very long one', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'b', { level: 'WARNING' }],
      ],
    ],
    [
      'CRI, the parts of each stream by themselves, and the last that never ends',
      '2024-11-03T10:00:00.1Z stdout P half P A \n2024-11-03T10:00:00.2Z stderr F ERROR db down\n2024-11-03T10:00:00.3Z stdout P half P B \n2024-11-03T10:00:00.4Z stdout F half C\n2024-11-03T10:00:01Z stdout P cut',
      [
        [`${DAY}10:00:00.100Z`, 'half P A half P B half C'],
        [`${DAY}10:00:00.200Z`, 'db down', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'cut'],
      ],
    ],
    [
      "Docker's files, the parts of each stream by themselves",
      '{"log":"half A ","stream":"stdout","time":"2024-11-03T10:00:00.1Z"}\n{"log":"ERROR db down\\n","stream":"stderr","time":"2024-11-03T10:00:00.2Z"}\n{"log":"half B\\n","stream":"stdout","time":"2024-11-03T10:00:00.3Z"}',
      [
        [`${DAY}10:00:00.100Z`, 'half A half B'],
        [`${DAY}10:00:00.200Z`, 'db down', { level: 'ERROR' }],
      ],
    ],
    [
      "Docker's files",
      '{"log":"a ","stream":"stdout","time":"2024-11-03T10:00:00Z"}\n{"log":"whole\\n","stream":"stdout","time":"2024-11-03T10:00:00Z"}\n{"log":"ERROR b\\n","stream":"stderr","time":"2024-11-03T10:00:01Z"}',
      [
        [`${DAY}10:00:00Z`, 'whole'],
        [`${DAY}10:00:01Z`, 'b', { level: 'ERROR' }],
      ],
    ],
    [
      'Docker Compose',
      'cart-1  | 2024-11-03 10:00:00 ERROR a\npay-1   | {"ts":"2024-11-03T10:00:01Z","level":"warn","msg":"b"}',
      [
        [`${DAY}10:00:00Z`, 'a', { level: 'ERROR', service: 'cart' }],
        [`${DAY}10:00:01Z`, 'b', { level: 'WARNING', service: 'pay' }],
      ],
    ],
    [
      'kubectl --prefix --timestamps',
      '[pod/cart-7d9f8b6c5-x2x4z/cart] 2024-11-03T10:00:00.1Z 2024-11-03 10:00:00,100 ERROR a\n[pod/pay-7d9f8b6c5-x2x4z/pay] 2024-11-03T10:00:01.1Z 2024-11-03 10:00:01,100 INFO b',
      [
        [`${DAY}10:00:00.100Z`, 'a', { level: 'ERROR', service: 'cart' }],
        [`${DAY}10:00:01.100Z`, 'b', { level: 'INFO', service: 'pay' }],
      ],
    ],
    [
      'stern',
      'cart-7d9f8b6c5-x2x4z cart 2024-11-03T10:00:00Z ERROR a\npay-7d9f8b6c5-x2x4z pay 2024-11-03T10:00:01Z INFO b',
      [
        [`${DAY}10:00:00Z`, 'a', { level: 'ERROR', service: 'cart' }],
        [`${DAY}10:00:01Z`, 'b', { level: 'INFO', service: 'pay' }],
      ],
    ],
    [
      'syslog of RFC 3164',
      '<11>Nov  3 10:00:00 web1 cart[811]: a\n<14>Nov  3 10:00:01 web1 pay: {"level":"warn","msg":"b"}',
      [
        [`${DAY}10:00:00Z`, 'a', { level: 'ERROR', service: 'cart' }],
        [`${DAY}10:00:01Z`, 'b', { level: 'WARNING', service: 'pay' }],
      ],
    ],
    [
      'syslog with ISO times',
      '2024-11-03T10:00:00.123456+00:00 web1 kernel: [12346.678901] Out of memory\n2024-11-03T10:00:01+00:00 web1 sshd[811]: a',
      [
        [`${DAY}10:00:00.123Z`, '[12346.678901] Out of memory', { service: 'kernel' }],
        [`${DAY}10:00:01Z`, 'a', { service: 'sshd' }],
      ],
    ],
    [
      'syslog of RFC 5424',
      '<11>1 2024-11-03T10:00:00+01:00 web1 cart 811 ID1 [ex@1 a="]\\"" b="2"][x@1] a\n73 <14>1 2024-11-03T10:00:01Z web1 pay - - - b',
      [
        [`${DAY}09:00:00Z`, 'a', { level: 'ERROR', service: 'cart' }],
        [`${DAY}10:00:01Z`, 'b', { level: 'INFO', service: 'pay' }],
      ],
    ],
    [
      'journalctl -o short-iso',
      '2024-11-03T10:00:00+0100 web1 cart[811]: ERROR a\n2024-11-03T10:00:01+0100 web1 systemd[1]: Started b',
      [
        [`${DAY}09:00:00Z`, 'a', { level: 'ERROR', service: 'cart' }],
        [`${DAY}09:00:01Z`, 'Started b', { service: 'systemd' }],
      ],
    ],
    [
      'a trace, its tabs as rsyslog writes them',
      [
        'Nov  3 10:00:00 web1 shop[811]: ERROR a',
        'Nov  3 10:00:00 web1 shop[811]: #011at com.example.A.b(A.java:1)',
        'Nov  3 10:00:00 web1 shop[811]: #011#011... 3 more',
        'Nov  3 10:00:01 web1 shop[811]: INFO served #011',
      ].join('\n'),
      [
        [`${DAY}10:00:00Z`, 'a', { level: 'ERROR', service: 'shop' }],
        [`${DAY}10:00:01Z`, 'served #011', { level: 'INFO' }],
      ],
    ],
    [
      'Heroku',
      '2024-11-03T10:00:00.123456+00:00 app[web.1]: ERROR a\n2024-11-03T10:00:01.123456+00:00 heroku[router]: at=error code=H12 desc="b"',
      [
        [`${DAY}10:00:00.123Z`, 'a', { level: 'ERROR', service: 'web' }],
        [`${DAY}10:00:01.123Z`, '', { service: 'router' }],
      ],
    ],
    [
      'Fluentd',
      '2024-11-03T10:00:00+01:00\tdocker.cart\t{"log":"a","level":"error"}',
      [[`${DAY}09:00:00Z`, 'a', { level: 'ERROR' }]],
    ],
    [
      'Fluent Bit',
      '[0] docker.cart: [[1730640600.123456789, {}], {"log"=>"a \\"b\\"", "level"=>"error"}]',
      [[`${DAY}13:30:00.123Z`, 'a "b"', { level: 'ERROR' }]],
    ],
    [
      'colours',
      '\x1b[2m2024-11-03T10:00:00Z\x1b[0m \x1b[31mERROR\x1b[0m a',
      [[`${DAY}10:00:00Z`, 'a', { level: 'ERROR' }]],
    ],
    [
      "journald's export",
      '__CURSOR=s=1\n__REALTIME_TIMESTAMP=1730640600000000\nPRIORITY=3\nSYSLOG_IDENTIFIER=cart\nMESSAGE=a\n\n__CURSOR=s=2\n__REALTIME_TIMESTAMP=1730640601000000\nMESSAGE=b\n',
      [
        [`${DAY}13:30:00Z`, 'a', { level: 'ERROR', service: 'cart' }],
        [`${DAY}13:30:01Z`, 'b'],
      ],
    ],
    [
      "MySQL's slow queries",
      '# Time: 2024-11-03T10:00:00Z\n# User@Host: a[a] @  []\n# Query_time: 2.5  Lock_time: 0\nSET timestamp=1;\nSELECT 1\nFROM a;\n',
      [[`${DAY}10:00:00Z`, 'SELECT 1\nFROM a;', { responseTime: 2500 }]],
    ],
  ];
  it.each<[name: string, content: string, wanted: Wanted[]]>([
    [
      'syslog, whose programs write at once',
      'Nov  3 10:00:00 web1 cart[811]: ERROR could not reserve\nNov  3 10:00:00 web1 cart[811]: java.lang.IllegalStateException: no stock\nNov  3 10:00:00 web1 pay[912]: INFO paid\nNov  3 10:00:00 web1 cart[811]:         at a.B.c(B.java:1)\nNov  3 10:00:01 web1 cart[811]: Caused by: java.io.IOException: reset',
      [
        [`${DAY}10:00:00Z`, 'could not reserve', { level: 'ERROR', service: 'cart' }],
        [`${DAY}10:00:00Z`, 'paid', { level: 'INFO', service: 'pay' }],
      ],
    ],
    [
      'syslog, of a program that dies and is started again',
      'Nov  3 10:00:00 web1 pay[912]: Traceback (most recent call last):\nNov  3 10:00:00 web1 pay[912]:   File "a.py", line 3, in <module>\nNov  3 10:00:00 web1 pay[912]: ValueError: no owner\nNov  3 10:00:01 web1 pay[913]: INFO started',
      [
        [`${DAY}10:00:00Z`, 'Traceback', { level: 'ERROR', service: 'pay' }],
        [`${DAY}10:00:01Z`, 'started', { level: 'INFO', service: 'pay' }],
      ],
    ],
    [
      'Heroku',
      '2024-11-03T10:00:00.1+00:00 app[web.1]: ERROR failed\n2024-11-03T10:00:00.1+00:00 app[web.2]: INFO b\n2024-11-03T10:00:00.1+00:00 app[web.1]:     at pay (/srv/a.js:1:1)',
      [
        [`${DAY}10:00:00.100Z`, 'failed', { level: 'ERROR', service: 'web' }],
        [`${DAY}10:00:00.100Z`, 'b', { level: 'INFO', service: 'web' }],
      ],
    ],
    [
      'Heroku, as it sends it on',
      '89 <190>1 2024-11-03T10:00:00.1+00:00 host app web.1 - ERROR failed\n89 <190>1 2024-11-03T10:00:00.1+00:00 host app web.1 -     at pay (/srv/a.js:1:1)',
      [[`${DAY}10:00:00.100Z`, 'failed', { level: 'ERROR', service: 'web' }]],
    ],
    [
      'Docker Compose',
      'cart-1  | 2024-11-03 10:00:00 ERROR a\npay-1   | 2024-11-03 10:00:01 INFO b\ncart-1  |     at a.B.c(B.java:1)\n',
      [
        [`${DAY}10:00:00Z`, 'a', { level: 'ERROR', service: 'cart' }],
        [`${DAY}10:00:01Z`, 'b', { level: 'INFO', service: 'pay' }],
      ],
    ],
  ])('have traces joined to the log of the same program: %s', (_, content, wanted) => check('x.log', content, wanted));

  it('leave lines apart that are indented but no trace, later, or have a level of their own', () =>
    check(
      'x.log',
      'Nov  3 10:00:00 web1 kernel: Memory:\nNov  3 10:00:00 web1 kernel:   4096K cache\nNov  3 10:00:00 web1 cart[1]: ERROR a\nNov  3 10:00:00 web1 cart[1]:   INFO b\nNov  3 10:00:09 web1 cart[1]:   at ease',
      [
        [`${DAY}10:00:00Z`, 'Memory'],
        [`${DAY}10:00:00Z`, '4096K'],
        [`${DAY}10:00:00Z`, 'a', { level: 'ERROR' }],
        [`${DAY}10:00:00Z`, 'b', { level: 'INFO' }],
        [`${DAY}10:00:09Z`, 'at ease'],
      ]
    ));

  it('have a level that a failed request goes before', () =>
    check(
      'x.log',
      '<158>1 2024-11-03T10:00:00Z host heroku router - at=error code=H12 desc="Request timeout" method=GET path="/a" host=x request_id=8601b555 fwd="198.51.100.7" dyno=web.1 connect=1ms service=30000ms status=503 bytes=0\n<190>Nov  3 10:00:01 lb1 nginx: 198.51.100.7 - - [03/Nov/2024:10:00:01 +0000] "GET /a HTTP/1.1" 200 615 "-" "curl/8.5.0"',
      [
        [`${DAY}10:00:00Z`, 'GET /a', { level: 'ERROR', status: 503, responseTime: 30_000 }],
        [`${DAY}10:00:01Z`, 'GET /a', { level: 'INFO', status: 200 }],
      ]
    ));

  it.each(CASES)('are taken off: %s', (_, content, wanted) => check('x.log', content, wanted));
});

describe('envelopes', () => {
  const A = { time: '2024-11-03T10:00:00Z', level: 'error', message: 'a' };
  const B = { time: '2024-11-03T10:00:01Z', level: 'info', message: 'b' };
  const WANTED: Wanted[] = [
    [`${DAY}10:00:00Z`, 'a', { level: 'ERROR' }],
    [`${DAY}10:00:01Z`, 'b', { level: 'INFO' }],
  ];
  const ms = Date.parse(A.time);
  it.each<[string, unknown]>([
    ['a list', { exportedAt: 'x', timestamp: '2024-11-03T15:00:00Z', logs: [A, B] }],
    [
      'CloudTrail',
      {
        Records: [
          { eventTime: A.time, eventName: 'a', level: 'error', message: 'a' },
          { eventTime: B.time, level: 'info', message: 'b' },
        ],
      },
    ],
    ["Elasticsearch's answer", { took: 1, hits: { total: { value: 2 }, hits: [{ _source: A }, { _source: B }] } }],
    [
      "Loki's answer",
      {
        status: 'success',
        data: {
          resultType: 'streams',
          result: [
            { stream: { level: 'error' }, values: [[`${ms}000000`, 'a']] },
            { stream: { level: 'info' }, values: [[`${ms + 1000}000000`, 'b']] },
          ],
        },
      },
    ],
    [
      'what is pushed to Loki',
      {
        streams: [
          {
            stream: { app: 'cart' },
            values: [
              [`${ms}000000`, 'level=error msg=a'],
              [`${ms + 1000}000000`, 'level=info msg=b', { id: '1' }],
            ],
          },
        ],
      },
    ],
    [
      "CloudWatch's events",
      {
        events: [
          { timestamp: ms, message: 'ERROR a', ingestionTime: ms + 9 },
          { timestamp: ms + 1000, message: 'INFO b' },
        ],
      },
    ],
    [
      "CloudWatch Logs Insights' answer",
      {
        results: [A, B].map(({ time, level, message }) => [
          { field: '@timestamp', value: time.replace('T', ' ').replace('Z', '.000') },
          { field: '@message', value: `${level.toUpperCase()} ${message}` },
        ]),
      },
    ],
    [
      "Azure's answer",
      {
        tables: [
          {
            name: 'x',
            columns: [{ name: 'TimeGenerated', type: 'datetime' }, { name: 'Level' }, { name: 'Message' }],
            rows: [
              [A.time, 'error', 'a'],
              [B.time, 'info', 'b'],
            ],
          },
        ],
      },
    ],
    [
      'a data frame of Grafana',
      {
        schema: { fields: [{ name: 'Time' }, { name: 'Line' }, { name: 'level' }] },
        data: {
          values: [
            [ms, ms + 1000],
            ['a', 'b'],
            ['error', 'info'],
          ],
        },
      },
    ],
    [
      'the frames of a query',
      {
        results: {
          A: {
            frames: [
              {
                schema: { fields: [{ name: 'Time' }, { name: 'body' }, { name: 'severity' }] },
                data: {
                  values: [
                    [ms, ms + 1000],
                    ['a', 'b'],
                    ['error', 'info'],
                  ],
                },
              },
            ],
          },
        },
      },
    ],
    [
      'OpenTelemetry',
      {
        resourceLogs: [
          {
            resource: { attributes: [{ key: 'service.name', value: { stringValue: 'cart' } }] },
            scopeLogs: [
              {
                logRecords: [
                  { timeUnixNano: `${ms}000000`, severityNumber: 17, body: { stringValue: 'a' } },
                  { timeUnixNano: `${ms + 1000}000000`, severityNumber: 9, body: { stringValue: 'b' } },
                ],
              },
            ],
          },
        ],
      },
    ],
  ])('are opened: %s', async (_, envelope) => {
    await check('x.json', JSON.stringify(envelope), WANTED);
    await check('x.json', JSON.stringify(envelope, null, 2), WANTED);
  });

  it('give their logs the service that they name', async () => {
    await check('x.json', JSON.stringify({ service: 'cart', logs: [A, B] }), [
      [`${DAY}10:00:00Z`, 'a', { service: 'cart' }],
      [`${DAY}10:00:01Z`, 'b', { service: 'cart' }],
    ]);
  });

  it('are none where the object is a log with a list in it', async () => {
    await check('x.ndjson', JSON.stringify({ ...A, spans: [{ time: B.time }, { time: B.time }] }), [WANTED[0]]);
  });

  const lines = [A, B].map((log) => JSON.stringify(log));
  it.each<[string, string]>([
    ['with trailing commas', lines.map((line) => `${line},`).join('\n')],
    ['as a sequence', lines.map((line) => `\x1e${line}\n`).join('')],
    ['one behind the other', lines.join('')],
    ['with byte order marks amid', lines.map((line) => `\ufeff${line}`).join('\n')],
    ['as Python writes them', lines.map((line) => line.replaceAll('"', "'")).join('\n')],
    ['in a list with a comma too much', `[\n${lines.join(',\n')},\n]`],
  ])('may be left out: objects %s', (_, content) => check('x.json', content, WANTED));

  it('may have their time in a field of any name', async () => {
    await check('x.ndjson', '{"when":{"at":"03/Nov/2024:10:00:00 +0000"},"level":"error","msg":"a"}', [WANTED[0]]);
  });
});

describe('tables', () => {
  const WANTED: Wanted[] = [
    [`${DAY}10:00:00Z`, 'a', { level: 'ERROR', service: 'cart' }],
    [`${DAY}10:00:01Z`, 'b', { level: 'INFO', service: 'cart' }],
  ];
  const rows = (separator: string) =>
    ['2024-11-03T10:00:00Z|error|cart|a', '2024-11-03T10:00:01Z|info|cart|b']
      .map((row) => row.replaceAll('|', separator))
      .join('\n');
  it.each<[string, string]>([
    ['between bars', `timestamp|level|service|message\n${rows('|')}`],
    ['between tabs', `timestamp\tlevel\tservice\tmessage\n${rows('\t')}`],
    ['behind remarks', `# exported\n# 2 rows\ntimestamp,level,service,message\n${rows(',')}`],
    ['behind a remark that is the header', `#timestamp,level,service,message\n${rows(',')}`],
    ['behind sep=', `sep=;\n"timestamp";"level";"service";"message"\n${rows(';')}`],
    [
      'with a JSON of labels',
      'labels,Time,Line\n"{""app"":""cart"",""level"":""error""}",2024-11-03T10:00:00Z,a\n"{""app"":""cart"",""level"":""info""}",2024-11-03T10:00:01Z,b',
    ],
    [
      'with day and time of day apart',
      'Date,Time,Level,Service,Message\n2024-11-03,10:00:00,error,cart,a\n2024-11-03,10:00:01,info,cart,b',
    ],
    [
      'with quotes behind a backslash',
      'timestamp,level,service,message\n2024-11-03T10:00:00Z,error,cart,"a \\"x\\", y"\n2024-11-03T10:00:01Z,info,cart,b',
    ],
    [
      'with dates of the United States',
      'timestamp,level,service,message\n11/3/2024 10:00:00 AM,error,cart,a\n11/3/2024 10:00:01 AM,info,cart,b',
    ],
    [
      'with a message that is JSON',
      'time,service,line\n2024-11-03T10:00:00Z,cart,"{""level"":""error"",""msg"":""a""}"\n2024-11-03T10:00:01Z,cart,"{""level"":""info"",""msg"":""b""}"',
    ],
  ])('are read: %s', (_, content) => check('x.csv', content, WANTED));

  it('of PostgreSQL are known without a header, whatever the file is called', () =>
    check(
      'postgresql.log',
      '2024-11-03 10:00:00.123 UTC,"app","shop",811,"10.0.0.4:51234",6727.32b,1,"SELECT",2024-11-03 09:59:00 UTC,3/12,0,ERROR,42P01,"relation ""orders"" does not exist",,,,,,"select * from orders where a = b",15,,"psql"\n2024-11-03 10:00:01.123 UTC,"app","shop",811,"10.0.0.4:51234",6727.32b,2,"SELECT",2024-11-03 09:59:00 UTC,3/12,0,LOG,00000,"duration: 2500.5 ms  statement: select 1",,,,,,,,,"psql"\n',
      [
        [`${DAY}10:00:00.123Z`, 'relation "orders"', { level: 'ERROR' }],
        [`${DAY}10:00:01.123Z`, 'duration', { level: 'INFO', responseTime: 2500.5 }],
      ]
    ));

  it('may have no header, and statuses that their values show', () =>
    check('x.csv', '2024-11-03T10:00:00Z,ERROR,could not reserve,503,12\n2024-11-03T10:00:01Z,INFO,saved it,200,15', [
      [`${DAY}10:00:00Z`, 'could not reserve', { level: 'ERROR', status: 503 }],
      [`${DAY}10:00:01Z`, 'saved it', { level: 'INFO', status: 200 }],
    ]));

  it('may have no header, and a cell more than it', async () => {
    const plain: Wanted[] = [
      [`${DAY}10:00:00Z`, 'could not reserve', { level: 'ERROR' }],
      [`${DAY}10:00:01Z`, 'saved it', { level: 'INFO' }],
    ];
    await check('x.csv', '2024-11-03T10:00:00Z,ERROR,could not reserve\n2024-11-03T10:00:01Z,INFO,saved it', plain);
    await check(
      'x.csv',
      'Level,Date and Time,Source\nError,11/3/2024 10:00:00 AM,SCM,"could not reserve\n\nagain"\nInformation,11/3/2024 10:00:01 AM,SCM,saved it',
      plain
    );
  });

  it.each<[string, string]>([
    [
      '#Software: IIS\n#Date: 2024-11-03 10:00:00\n#Fields: date time cs-method cs-uri-stem sc-status time-taken\n2024-11-03 10:00:00 GET /a 500 15\n2024-11-03 10:00:01 GET /b 200 16',
      'W3C',
    ],
    [
      '#Date: 2024-11-03 10:00:00\n#Fields: time cs-method cs-uri-stem sc-status time-taken\n10:00:00 GET /a 500 15\n#Date: 2024-11-03 10:00:01\n#Fields: time cs-method cs-uri-stem sc-status time-taken\n10:00:01 GET /b 200 16',
      'W3C without a date',
    ],
    [
      '#Version: 1.0\n#Fields: date time x-edge-location cs-method cs-uri-stem sc-status time-taken\n2024-11-03\t10:00:00\tFRA\tGET\t/a\t500\t15\n2024-11-03\t10:00:01\tFRA\tGET\t/b\t200\t16',
      'CloudFront',
    ],
    [
      '#Fields: date time cs-method sc-status\n2024-11-03 10:00:00 GET 500\n#Fields: date time sc-status cs-method\n2024-11-03 10:00:01 200 GET',
      'W3C whose columns change',
    ],
    [
      '#Fields: x-time cs-method sc-status\n2024-11-03T10:00:00Z GET 500\n#Fields: x-time sc-status cs-method\n2024-11-03T10:00:01Z 200 GET',
      'W3C with a time in one column, whose columns change',
    ],
    [
      '#Fields: date time cs-method sc-status\n2024-11-03 10:00:00 GET 500\n#Fields: date time s-ip cs-method cs-uri-stem sc-status\n2024-11-03 10:00:01 10.0.0.1 GET /a 200',
      'W3C with more columns further down',
    ],
    [
      '#Fields: date time s-ip cs-method sc-status\n#Fields: date time s-ip cs-method sc-status\n2024-11-03 10:00:00 10.0.0.1 GET 500\n#Fields: date time sc-status\n2024-11-03 10:00:01 200',
      'W3C with fewer columns further down',
    ],
  ])('name their columns in #Fields: %#', async (content) => {
    const { table } = await read('x.log', content);
    expect(Array.from(table.timeMs)).toEqual([Date.parse(`${DAY}10:00:00Z`), Date.parse(`${DAY}10:00:01Z`)]);
    expect([...table.statusCode]).toEqual([500, 200]);
  });
});

describe('encodings', () => {
  const TEXT = '2024-11-03 10:00:00 ERROR Köln\n2024-11-03 10:00:01 INFO b\n';
  const wanted: Wanted[] = [
    [`${DAY}10:00:00Z`, 'Köln', { level: 'ERROR' }],
    [`${DAY}10:00:01Z`, 'b'],
  ];
  it.each<[string, Uint8Array]>([
    ['Latin-1', Buffer.from(TEXT, 'latin1')],
    ['carriage returns', Buffer.from(TEXT.replaceAll('\n', '\r'))],
    ['zero bytes at the head', Buffer.concat([new Uint8Array(4096), Buffer.from(TEXT)])],
  ])('are reported: %s', (_, content) => check('x.log', content, wanted));

  it.each([true, false])('of sixteen bits are an error that says what to do, with a mark: %s', async (hasMark) => {
    const content = Buffer.from(`${hasMark ? '\ufeff' : ''}${TEXT}`, 'utf16le');
    await expect(read('x.log', content)).rejects.toThrow(/UTF-16.*iconv/);
  });
});

describe('what is said of a form', () => {
  it('names the frame, the place of the time, and the fields with the reason', async () => {
    expect((await read('x.log', '2024-11-03T10:00:00Z stdout F a\n')).form()).toEqual([
      'form: plain text; in the frame of CRI',
    ]);
    expect((await read('x.log', 'a 03/11/2024 10:00:00 b\n')).form()).toEqual([
      'form: plain text',
      'time: in the form of 03/11/2024 14:30:00 behind 1 words; dates are dmy',
    ]);
    expect(
      (
        await read('x.ndjson', '{"when":"2024-11-03 10:00:00","lvl":"error","what":"a"}\n', {
          mapping: { message: 'what' },
        })
      ).form()
    ).toEqual([
      'form: NDJSON, an object a line',
      'time: field when, by its values',
      'level: field lvl, by its name',
      'message: field what, by the settings',
    ]);
    expect((await read('x.csv', '2024-11-03T10:00:00Z,ERROR,could not\n')).form()).toEqual([
      'form: a table',
      'its first line is a row: columns are recognised by their values',
      'time: column "column 1", by its values',
      'level: column "column 2", by its values',
      'message: column "column 3", by its values',
    ]);
  });
});

describe('objects', () => {
  it('of Serilog have their template filled in', () =>
    check(
      'x.ndjson',
      '{"@t":"2024-11-03T10:00:00Z","@mt":"Order {Id} failed in {Elapsed:0.0} ms","@l":"Error","Id":7,"Elapsed":12.34}',
      [[`${DAY}10:00:00Z`, 'Order 7 failed in 12.3 ms', { level: 'ERROR', responseTime: 12.34 }]]
    ));

  it('of journald may hold the bytes of a message', () =>
    check(
      'x.ndjson',
      '{"__REALTIME_TIMESTAMP":"1730628000000000","PRIORITY":"3","SYSLOG_IDENTIFIER":"cart","MESSAGE":[27,91,51,49,109,110,111,195,169]}',
      [[`${DAY}10:00:00Z`, 'noé', { level: 'ERROR', service: 'cart' }]]
    ));

  it('of CloudTrail stay as they are where they have no message', async () => {
    const event = { eventTime: `${DAY}10:00:00Z`, eventName: 'GetObject' };
    await check('x.json', JSON.stringify({ Records: [event] }), [[`${DAY}10:00:00Z`, JSON.stringify(event)]]);
  });

  it('at the end of a text say what it lacks, and an error in them is no message', () =>
    check(
      'x.log',
      '2024-11-03 10:00:00 ERROR failed {"error":"timeout","status":503}\n2024-11-03 10:00:01 INFO app {"msg":"b"}',
      [
        [`${DAY}10:00:00Z`, 'failed {', { level: 'ERROR', status: 503 }],
        [`${DAY}10:00:01Z`, 'b', { level: 'INFO' }],
      ]
    ));
});

describe('services', () => {
  const log = (second: number, namespace: string, name: string) =>
    `{"time":"2024-11-03T10:00:0${second}Z","body":"a","resource":{"service.name":"${name}","service.namespace":"${namespace}"}}`;

  it('are told by their namespace, too, where several have one of the same name', () =>
    check('x.ndjson', [log(0, 'shop', 'api'), log(1, 'bank', 'api')].join('\n'), [
      [`${DAY}10:00:00Z`, 'a', { service: 'shop/api' }],
      [`${DAY}10:00:01Z`, 'a', { service: 'bank/api' }],
    ]));

  it('have their name alone where that is enough', () =>
    check('x.ndjson', [log(0, 'shop', 'api'), log(1, 'bank', 'ledger')].join('\n'), [
      [`${DAY}10:00:00Z`, 'a', { service: 'api' }],
      [`${DAY}10:00:01Z`, 'a', { service: 'ledger' }],
    ]));

  it('are what a preset says, where the logs have its fields', async () => {
    const fields =
      '{"time":"2024-11-03T10:00:00Z","service.name":"shop","kubernetes":{"container":{"name":"cart"}},"msg":"a"}\n';
    const serviceBy = async (options: Partial<FileOptions>) =>
      rowsOf((await read('preset.ndjson', fields, options)).table)[0].service;
    expect(await serviceBy({})).toBe('shop');
    expect(await serviceBy({ preset: 'kubernetes' })).toBe('cart');
    expect(await serviceBy({ preset: 'openTelemetry' })).toBe('shop');
    await expect(read('x.log', '2024-11-03 10:00:00 ERROR a\n', { preset: 'kubernetes' })).rejects.toThrow(
      /--preset has no effect.*Leave it out/
    );
  });
});

describe('tables of people', () => {
  it.each<[string, string]>([
    ['one after the other', '2024-11-03,10:00:00,ERROR,till,drawer stuck\n2024-11-03,10:00:01,INFO,till,it closed\n'],
    ['of twelve hours', '11/03/2024,10:00:00 AM,Error,till,drawer stuck\n11/03/2024,10:00:01 AM,Info,till,it closed\n'],
    [
      'behind other columns, without a name that says so',
      'ERROR,drawer stuck,10:00:00,03.11.2024\nINFO,it closed,10:00:01,03.11.2024\n',
    ],
  ])('have day and time in two columns without a header: %s', (_, content) =>
    check('till.csv', content, [
      [`${DAY}10:00:00Z`, 'drawer stuck', { level: 'ERROR' }],
      [`${DAY}10:00:01Z`, 'it closed', { level: 'INFO' }],
    ])
  );

  it.each<[string, string]>([
    ['German', 'Datum;Uhrzeit;Stufe;Dienst;Nachricht;Dauer (ms)'],
    ['French', 'Date;Heure;Niveau;Service;Message;Durée (ms)'],
    ['Spanish', 'Fecha;Hora;Nivel;Servicio;Mensaje;Duración (ms)'],
    ['Russian', 'Дата;Время;Уровень;Сервис;Сообщение;duration_ms'],
    ['Chinese', '日期;时间;级别;服务;消息;duration_ms'],
  ])('name their columns in %s', (_, header) =>
    check(
      'till.csv',
      `${header}\n03.11.2024;10:00:00;ERROR;till;drawer;1.234,5\n03.11.2024;10:00:01;INFO;till;closed;7\n`,
      [
        [`${DAY}10:00:00Z`, 'drawer', { level: 'ERROR', service: 'till', responseTime: 1234.5 }],
        [`${DAY}10:00:01Z`, 'closed', { level: 'INFO', service: 'till', responseTime: 7 }],
      ]
    )
  );
});

describe('XML', () => {
  const event = (level: number, second: number, data: string) =>
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='SCM'/><EventID>7031</EventID><Level>${level}</Level><TimeCreated SystemTime='2024-11-03T10:00:0${second}.1234567Z'/><EventRecordID>${second}</EventRecordID></System><EventData>${data}</EventData></Event>`;
  const events = [event(2, 0, '<Data>the service ended</Data>'), event(4, 1, "<Data Name='state'>running</Data>")];
  const WANTED: Wanted[] = [
    [`${DAY}10:00:00.123Z`, 'the service ended', { level: 'ERROR', service: 'SCM' }],
    [`${DAY}10:00:01.123Z`, 'state: running', { level: 'INFO', service: 'SCM' }],
  ];
  it.each<[string, string]>([
    ['a line each', events.join('\n')],
    ['within one element', `<?xml version="1.0"?><Events>${events.join('')}</Events>`],
    ['over several lines', `<?xml version="1.0"?>\n<Events>\n${events.join('\n').replaceAll('><', '>\n<')}\n</Events>`],
  ])('of Windows events is read: %s', (_, content) => check('x.xml', content, WANTED));

  it('of Windows events without their text says the number, who failed, and each value', () => {
    const audit = (id: number, keywords: string, second: number) =>
      `<Event><System><Provider Name='Auditing'/><EventID Qualifiers='0'>${id}</EventID><Level>0</Level><Keywords>${keywords}</Keywords><TimeCreated SystemTime='2024-11-03T10:00:0${second}Z'/></System><EventData><Data Name='TargetUserName'>ada</Data><Data Name='IpAddress'>-</Data><Data Name='LogonType'>3</Data></EventData></Event>`;
    const warning = `<Event><System><Provider Name='Disk'/><EventID>153</EventID><Level>3</Level><TimeCreated SystemTime='2024-11-03T10:00:02Z'/></System></Event>`;
    return check(
      'x.xml',
      `${audit(4624, '0x8020000000000000', 0)}\n${audit(4625, '0x8010000000000000', 1)}\n${warning}`,
      [
        [
          `${DAY}10:00:00Z`,
          'event 4624 of Auditing: TargetUserName: ada, IpAddress: -, LogonType: 3',
          { level: 'INFO' },
        ],
        [
          `${DAY}10:00:01Z`,
          'event 4625 of Auditing: TargetUserName: ada, IpAddress: -, LogonType: 3',
          { level: 'WARNING' },
        ],
        [`${DAY}10:00:02Z`, 'event 153 of Disk', { level: 'WARNING', service: 'Disk' }],
      ]
    );
  });

  it('of Java is read', async () => {
    await check(
      'jul.xml',
      '<?xml version="1.0"?>\n<!DOCTYPE log SYSTEM "logger.dtd">\n<log>\n<record>\n  <date>2024-11-03T10:00:00Z</date>\n  <level>SEVERE</level>\n  <message>no stock</message>\n</record>\n</log>',
      [[`${DAY}10:00:00Z`, 'no stock', { level: 'ERROR' }]]
    );
    await check(
      'log4j.log',
      '<log4j:event logger="a.B" timestamp="1730628000123" level="WARN" thread="main">\n<log4j:message><![CDATA[slow]]></log4j:message>\n</log4j:event>\n',
      [[`${DAY}10:00:00.123Z`, 'slow', { level: 'WARNING' }]]
    );
  });
});

describe('second lines', () => {
  it('are what a log says whose first line is a time', () =>
    check(
      'alert.log',
      '2024-11-03T10:00:00.123456+00:00\nThread 1 advanced\n2024-11-03T10:00:01+00:00\nErrors in file x.trc:\nORA-00600: internal error code\n',
      [
        [`${DAY}10:00:00.123Z`, 'Thread 1 advanced', { level: 'UNKNOWN' }],
        [`${DAY}10:00:01Z`, 'Errors in file', { level: 'ERROR' }],
      ]
    ));

  it('are what a log says whose first line is a category of .NET', () =>
    check(
      'x.log',
      '2024-11-03 10:00:00 fail: Shop.Pay[13]\n      no owner\n      System.Exception: x\n2024-11-03 10:00:01 info: Shop.Cart[0]\n      added\n',
      [
        [`${DAY}10:00:00Z`, 'no owner', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'added', { level: 'INFO' }],
      ]
    ));

  it.each<[string, (line: string, i: number) => string]>([
    ['Docker', (log) => JSON.stringify({ log: `${log}\n`, stream: 'stdout', time: `${DAY}10:00:00Z` })],
    ['CRI', (line) => `${DAY}10:00:00Z stdout F ${line}`],
    ['syslog', (line) => `Nov  3 10:00:00 web1 shop[811]: ${line}`],
    ['Compose', (line, i) => `shop-1  | ${i % 2 === 0 ? `${DAY}10:00:00Z ` : ''}${line}`],
  ])('of .NET are what a log says within the frame of %s', (_, frame) =>
    check(
      'x.log',
      ['info: Shop.Cart[0]', '      added', 'fail: Shop.Pay[13]', '      no owner']
        .map((line, i) => `${frame(line, i)}\n`)
        .join(''),
      [
        [`${DAY}10:00:00Z`, 'added', { level: 'INFO' }],
        [`${DAY}10:00:00Z`, 'no owner', { level: 'ERROR' }],
      ]
    )
  );
});

describe('logs of one producer', () => {
  it.each<[string, string, string, Wanted[]]>([
    [
      'LTSV',
      'x.log',
      'time:2024-11-03T10:00:00Z\tlevel:error\tmsg:no stock\tstatus:500\treqtime:0.120\ntime:2024-11-03T10:00:01Z\tlevel:info\tmsg:added\tstatus:200\treqtime:0.080\n',
      [
        [`${DAY}10:00:00Z`, 'no stock', { level: 'ERROR', status: 500, responseTime: 120 }],
        [`${DAY}10:00:01Z`, 'added', { level: 'INFO', status: 200, responseTime: 80 }],
      ],
    ],
    [
      'journalctl, whose remarks are none',
      'x.log',
      '-- Logs begin at Sun 2024-11-03 08:00:00 UTC, end at Sun 2024-11-03 11:00:00 UTC. --\nNov 03 10:00:00 web1 cart[811]: added\n-- Boot 0af7651916cd43dd8448eb211c80319c --\nNov 03 10:00:01 web1 cart[811]: added more\n',
      [
        [`${DAY}10:00:00Z`, 'added', { service: 'cart' }],
        [`${DAY}10:00:01Z`, 'added more', { service: 'cart' }],
      ],
    ],
    [
      'Dovecot, a program and a level without a host',
      'x.log',
      'Nov 03 10:00:00 auth: Fatal: no socket\nNov 03 10:00:01 imap-login: Warning: slow\n',
      [
        [`${DAY}10:00:00Z`, 'no socket', { level: 'CRITICAL', service: 'auth' }],
        [`${DAY}10:00:01Z`, 'slow', { level: 'WARNING', service: 'imap-login' }],
      ],
    ],
    [
      'Postfix',
      'x.log',
      'Nov  3 10:00:00 mx1 postfix/smtp[811]: 4F3A: to=<a@example.com>, relay=none, delay=1.5, delays=0.1/0/0.4/1, dsn=2.0.0, status=sent (250 OK)\n',
      [[`${DAY}10:00:00Z`, '4F3A', { service: 'postfix/smtp', responseTime: 1500 }]],
    ],
    [
      'Samba, whose first line is where it is from',
      'x.log',
      '[2024/11/03 10:00:00.123456,  0] ../source3/smbd/server.c:1(main)\n  smbd started\n[2024/11/03 10:00:01.123456,  1] ../source3/smbd/service.c:9(make)\n  connect failed\n',
      [
        [`${DAY}10:00:00.123Z`, 'smbd started'],
        [`${DAY}10:00:01.123Z`, 'connect failed'],
      ],
    ],
    [
      'Erlang, whose first line is level and time',
      'x.log',
      '=ERROR REPORT==== 3-Nov-2024::10:00:00 ===\nno socket\n\n=INFO REPORT==== 3-Nov-2024::10:00:01 ===\nstarted\n',
      [
        [`${DAY}10:00:00Z`, 'no socket', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'started', { level: 'INFO' }],
      ],
    ],
    [
      'glog with years',
      'x.log',
      'I20241103 10:00:00.123456 811 cart.cc:42] added\nE20241103 10:00:01.123456 811 cart.cc:43] lost\n',
      [
        [`${DAY}10:00:00.123Z`, 'added', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'lost', { level: 'ERROR' }],
      ],
    ],
    [
      'TeamCity',
      'x.log',
      '[10:00:00]i: Starting\n[10:00:01]W: slow\n[10:00:02]E: Process exited with code 1\n',
      [
        [`${DAY}10:00:00Z`, 'Starting'],
        [`${DAY}10:00:01Z`, 'slow', { level: 'WARNING' }],
        [`${DAY}10:00:02Z`, 'exited', { level: 'ERROR' }],
      ],
    ],
    [
      'Sidekiq, in seconds',
      'x.ndjson',
      '{"ts":"2024-11-03T10:00:00Z","pid":811,"lvl":"INFO","msg":"done","ctx":{"class":"CartJob","jid":"b4a5","elapsed":1.5}}\n',
      [[`${DAY}10:00:00Z`, 'done', { responseTime: 1500 }]],
    ],
    [
      'Sidekiq as text',
      'x.log',
      '2024-11-03T10:00:00.123Z pid=811 tid=abc class=CartJob jid=b4a5 elapsed=1.5 INFO: done\n',
      [[`${DAY}10:00:00.123Z`, 'done', { level: 'INFO', responseTime: 1500 }]],
    ],
    [
      "Apple's unified log",
      'x.ndjson',
      '{"timestamp":"2024-11-03 10:00:00.123456+0000","messageType":"Fault","eventMessage":"gone","processImagePath":"/usr/libexec/cartd"}\n',
      [[`${DAY}10:00:00.123Z`, 'gone', { level: 'CRITICAL', service: 'cartd' }]],
    ],
    [
      'BIG-IP and BusyBox, a severity before the program',
      'x.log',
      'Nov  3 10:00:00 lb1 err mcpd[811]: lost\nNov  3 10:00:01 ap1 daemon.warn dnsmasq[812]: slow\nNov  3 10:00:02 kern.info kernel: up\n',
      [
        [`${DAY}10:00:00Z`, 'lost', { level: 'ERROR', service: 'mcpd' }],
        [`${DAY}10:00:01Z`, 'slow', { level: 'WARNING', service: 'dnsmasq' }],
        [`${DAY}10:00:02Z`, 'up', { level: 'INFO', service: 'kernel' }],
      ],
    ],
    [
      'Configuration Manager',
      'x.log',
      '<![LOG[lost basket]LOG]!><time="10:00:00.123+000" date="11-03-2024" component="Cart" context="" type="3" thread="1" file="a.cpp:1">\n',
      [[`${DAY}10:00:00.123Z`, 'lost basket', { level: 'ERROR', service: 'Cart' }]],
    ],
    [
      'Tornado',
      'x.log',
      '[E 241103 10:00:00 web:2239] 500 GET /orders (192.0.2.1) 2500.00ms\n',
      [[`${DAY}10:00:00Z`, 'GET /orders', { level: 'ERROR', status: 500, responseTime: 2500 }]],
    ],
    [
      'CEF behind a host',
      'x.log',
      'Nov  3 10:00:00 fw1 CEF:0|Acme|Wall|1.0|100|probe seen|9|src=192.0.2.1\nNov  3 10:00:01 fw1 CEF:0|Acme|Wall|1.0|101|accepted|2|src=192.0.2.1\n',
      [
        [`${DAY}10:00:00Z`, 'probe seen', { level: 'CRITICAL', service: 'Wall' }],
        [`${DAY}10:00:01Z`, 'accepted', { level: 'INFO', service: 'Wall' }],
      ],
    ],
    [
      'CEF alone, with its own time',
      'x.log',
      'CEF:0|Acme|Wall|1.0|100|probe seen|5|rt=1730628000123 src=192.0.2.1\n',
      [[`${DAY}10:00:00.123Z`, 'probe seen', { level: 'WARNING', service: 'Wall' }]],
    ],
    [
      'Palo Alto',
      'x.log',
      'Nov  3 10:00:00 pa1 1,2024/11/03 10:00:00,007200001056,THREAT,vulnerability,1,a,b,any,high,client-to-server,1\nNov  3 10:00:01 pa1 1,2024/11/03 10:00:01,007200001056,SYSTEM,general,0,,informational,"admin logged in",1\n',
      [
        [`${DAY}10:00:00Z`, 'THREAT', { level: 'ERROR', service: 'pa1' }],
        [`${DAY}10:00:01Z`, 'SYSTEM', { level: 'INFO', service: 'pa1' }],
      ],
    ],
    [
      'FortiGate behind a priority, whose service is a protocol',
      'x.log',
      '<189>date=2024-11-03 time=10:00:00 devname="fw1" logid="13" level="notice" service="HTTPS" msg="closed"\n<185>date=2024-11-03 time=10:00:01 devname="fw1" logid="14" level="alert" service="HTTP" msg="dropped"\n',
      [
        [`${DAY}10:00:00Z`, 'closed', { level: 'INFO', service: 'fw1' }],
        [`${DAY}10:00:01Z`, 'dropped', { level: 'CRITICAL', service: 'fw1' }],
      ],
    ],
    [
      'AWS Lambda, whose own lines have no time',
      'x.log',
      'START RequestId: 0af7-65 Version: 1\n2024-11-03T10:00:00.123Z\t0af7-65\tINFO\tadded\nREPORT RequestId: 0af7-65\tDuration: 102.25 ms\tBilled Duration: 103 ms\n',
      [
        [`${DAY}10:00:00.123Z`, 'added', { level: 'INFO' }],
        [`${DAY}10:00:00.123Z`, 'REPORT', { responseTime: 102.25, level: 'UNKNOWN' }],
      ],
    ],
    [
      'Zeek',
      'http.log',
      '#separator \\x09\n#path\thttp\n#fields\tts\tuid\tmethod\turi\tstatus_code\n#types\ttime\tstring\tstring\tstring\tcount\n1730628000.123456\tC1\tGET\t/a\t503\n',
      [[`${DAY}10:00:00.123Z`, 'GET /a', { status: 503, level: 'ERROR' }]],
    ],
    [
      'events of Kubernetes, the last of several alike',
      'x.json',
      '{"kind":"List","items":[{"kind":"Event","type":"Warning","message":"Back-off","firstTimestamp":"2024-11-03T08:00:00Z","lastTimestamp":"2024-11-03T10:00:00Z"}]}',
      [[`${DAY}10:00:00Z`, 'Back-off', { level: 'WARNING' }]],
    ],
  ])('are read: %s', (_, name, content, wanted) => check(name, content, wanted));
});

describe('values', () => {
  it('of bare numbers are known from all of the file, and said once', async () => {
    const { table, notices } = await read(
      'x.ndjson',
      [12_500_000, 950_000_000, 2_000_000_000]
        .map((duration, i) => `{"time":"2024-11-03T10:00:0${i}Z","level":"info","msg":"x","duration":${duration}}\n`)
        .join('')
    );
    expect(rowsOf(table).map(({ responseTime }) => responseTime)).toEqual([12.5, 950, 2000]);
    expect(notices).toEqual([
      {
        severity: 'info',
        text:
          'The numbers of "duration" are taken for nanoseconds: half of the values are 950,000,000 or more, which is 950 ms. ' +
          'If that is wrong, set the unit of response times (fields.responseTimeUnit).',
      },
    ]);
  });

  it('of a column are known from its first rows', async () => {
    const { table } = await read(
      'x.csv',
      'time,level,message,duration\n2024-11-03T10:00:00Z,info,a,0.12\n2024-11-03T10:00:01Z,info,b,0.25\n2024-11-03T10:00:02Z,info,c,3\n'
    );
    expect(rowsOf(table).map(({ responseTime }) => responseTime)).toEqual([120, 250, 3000]);
  });

  it('of a column that may say many things are levels where they are words', async () => {
    const { table } = await read(
      'x.csv',
      'time,status,message\n2024-11-03T10:00:00Z,error,a\n2024-11-03T10:00:01Z,info,b\n'
    );
    expect(rowsOf(table).map(({ level, status }) => [level, status])).toEqual([
      ['ERROR', 0],
      ['INFO', 0],
    ]);
  });

  it('of the columns of IIS and CloudFront are in their units, and make up the message', async () => {
    const iis = await read(
      'u_ex.log',
      '#Fields: date time cs-method cs-uri-stem sc-status sc-win32-status time-taken\n2024-11-03 10:00:00 GET /a 500 0 15012\n'
    );
    expect(rowsOf(iis.table)).toMatchObject([
      { level: 'ERROR', status: 500, responseTime: 15_012, message: 'GET /a 500 Internal Server Error' },
    ]);
    const cloudFront = await read(
      'E1.log',
      '#Version: 1.0\n#Fields: date time x-edge-location cs-method cs(Host) cs-uri-stem sc-status time-taken\n2024-11-03\t10:00:00\tFRA50\tGET\td1.cloudfront.net\t/a\t503\t0.123\n'
    );
    expect(rowsOf(cloudFront.table)).toMatchObject([{ level: 'ERROR', status: 503, responseTime: 123 }]);
  });
});
