import { check, type Wanted } from './testing/formFile';

const DAY = '2024-11-03T';

describe('what producers write in their own way', () => {
  it.each<[string, string, string, Wanted[]]>([
    [
      "Snort's alerts, of the month first and without a year",
      'alert.log',
      '11/03-10:00:00.123456  [**] [1:2019401:3] ET SCAN [**] [Classification: Scan] [Priority: 2] {TCP} 192.0.2.1:1 -> 192.0.2.2:2\n11/03-10:00:01.123456  [**] [1:1390:8] SHELLCODE [**] [Priority: 1] {UDP} 192.0.2.1:1 -> 192.0.2.2:2\n',
      [
        [`${DAY}10:00:00.123Z`, 'ET SCAN', { level: 'WARNING' }],
        [`${DAY}10:00:01.123Z`, 'SHELLCODE', { level: 'ERROR' }],
      ],
    ],
    [
      "Suricata's, of the month first though the file is nearer to the other order",
      'fast.log',
      '03/11/2024-10:00:00.123456  [**] [1:2200074:2] SURICATA TCPv4 [**] [Classification: x] [Priority: 3] {TCP} 192.0.2.1:1 -> 192.0.2.2:2\n',
      [['2024-03-11T10:00:00.123Z', 'SURICATA', { level: 'INFO' }]],
    ],
    [
      'tcpdump, whose counters are no times',
      'x.log',
      '10:00:00.550475 IP 192.0.2.1.43436 > 192.0.2.2.22: Flags [S], options [mss 1460,TS val 1708275146 ecr 0], length 0\n10:00:01.550475 IP 192.0.2.2.22 > 192.0.2.1.43436: Flags [S.], options [mss 1460,TS val 1384291663 ecr 1708275146], length 0\n',
      [
        [`${DAY}10:00:00.550Z`, 'Flags [S]'],
        [`${DAY}10:00:01.550Z`, 'Flags [S.]'],
      ],
    ],
    [
      'a computer of many years, whose times are digits behind words',
      'x.log',
      '134681 node-246 unix.hw state_change 1577804742 1 Component changed\n134682 node-247 unix.hw state_change 1730628000 1 Component changed\n',
      [
        ['2019-12-31T15:05:42Z', 'Component'],
        [`${DAY}10:00:00Z`, 'Component'],
      ],
    ],
    [
      'Redis before 3.0, and its Sentinel',
      'x.log',
      '[3574] 03 Nov 10:00:00.731 # Sentinel is 2e3b\n[3574] 03 Nov 10:00:01.731 * +slave 192.0.2.1\n',
      [
        [`${DAY}10:00:00.731Z`, 'Sentinel', { level: 'WARNING' }],
        [`${DAY}10:00:01.731Z`, '+slave', { level: 'INFO' }],
      ],
    ],
    [
      'WebSphere, a letter behind thread and class',
      'x.log',
      '[11/3/24 10:00:00:123 UTC] 00000042 WebContainer  W   com.shop.Cart: slow\n[11/3/24 10:00:01:123 UTC] 00000042 WsServerImpl  A   open for business\n',
      [
        [`${DAY}10:00:00.123Z`, 'slow', { level: 'WARNING' }],
        [`${DAY}10:00:01.123Z`, 'open', { level: 'INFO' }],
      ],
    ],
    [
      'DB2, its zone in minutes',
      'db2diag.log',
      '2024-11-03-11.00.00.123456+060 I1A1       LEVEL: Error\nMESSAGE : lost\n2024-11-03-11.00.01.123456+060 I2A1       LEVEL: Info\nMESSAGE : found\n',
      [
        [`${DAY}10:00:00.123Z`, 'I1A1', { level: 'ERROR' }],
        [`${DAY}10:00:01.123Z`, 'I2A1', { level: 'INFO' }],
      ],
    ],
    [
      'SSSD, microseconds behind a colon',
      'x.log',
      '(Sun Nov  3 10:00:00:259149 2024) [sssd] [sss_ini_call] (0x0020): not allowed\n(Sun Nov  3 10:00:01:259149 2024) [sssd] [sss_ini_call] (0x0020): again\n',
      [
        [`${DAY}10:00:00.259Z`, 'not allowed'],
        [`${DAY}10:00:01.259Z`, 'again'],
      ],
    ],
    [
      'Robot Framework, a level between dashes',
      'x.log',
      '20241103 10:00:00.908 - FAIL - lost\n20241103 10:00:01.908 - INFO - found\n',
      [
        [`${DAY}10:00:00.908Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:01.908Z`, 'found', { level: 'INFO' }],
      ],
    ],
    [
      'logcat in its long form',
      'x.log',
      '[ 11-03 10:00:00.123   811:  812 E/Cart     ]\nlost\n\n[ 11-03 10:00:01.123   811:  812 I/Cart     ]\nfound\n',
      [
        [`${DAY}10:00:00.123Z`, 'Cart', { level: 'ERROR' }],
        [`${DAY}10:00:01.123Z`, 'Cart', { level: 'INFO' }],
      ],
    ],
    [
      'PM2, a time before each line of a trace',
      'x.log',
      '2024-11-03T10:00:00: Error: lost\n2024-11-03T10:00:00:     at a (/srv/a.js:1:2)\n2024-11-03T10:00:05: ok\n',
      [
        [`${DAY}10:00:00Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:05Z`, 'ok'],
      ],
    ],
    [
      'what is called a table and is none',
      'x.csv',
      '2024-11-03 10:00:00 ERROR lost, again\n2024-11-03 10:00:01 INFO found\n',
      [
        [`${DAY}10:00:00Z`, 'lost, again', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'found', { level: 'INFO' }],
      ],
    ],
    [
      'Sophos and FortiGate, whose zone stands by itself',
      'x.log',
      'date=2024-11-03 time=11:00:00 tz="+0100" level="error" msg="lost"\ndate=2024-11-03 time=11:00:01 timezone="CET" level="notice" msg="found"\n',
      [
        [`${DAY}10:00:00Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'found', { level: 'INFO' }],
      ],
    ],
    [
      'Azure, whose own fields are an object in a text',
      'x.ndjson',
      '{"time":"2024-11-03T10:00:00.123Z","category":"AppServiceHTTPLogs","properties":"{\\"CsMethod\\":\\"GET\\",\\"CsUriStem\\":\\"/a\\",\\"ScStatus\\":500,\\"TimeTaken\\":123}"}\n',
      [[`${DAY}10:00:00.123Z`, '', { level: 'ERROR', status: 500, responseTime: 123 }]],
    ],
    [
      'a day of the year',
      'x.ndjson',
      '{"time":"2024-308T10:00:00Z","level":"error","msg":"lost"}\n{"time":"2024-308T10:00:01Z","level":"info","msg":"found"}\n',
      [
        [`${DAY}10:00:00Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'found', { level: 'INFO' }],
      ],
    ],
    [
      'Cisco IOS XR',
      'x.log',
      'RP/0/RSP0/CPU0:Nov  3 10:00:00.123 UTC: mgr[257]: %PKT_INFRA-LINK-3-UPDOWN : Interface Gi0/1, changed state to Down\n',
      [[`${DAY}10:00:00.123Z`, 'Interface', { level: 'ERROR' }]],
    ],
    [
      'Puppet',
      'x.log',
      '2024-11-03 11:00:00 +0100 Puppet (err): no catalog\n2024-11-03 11:00:01 +0100 Puppet (notice): applied\n',
      [
        [`${DAY}10:00:00Z`, 'no catalog', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'applied', { level: 'INFO' }],
      ],
    ],
    [
      "Winston's lowest level",
      'x.log',
      '2024-11-03 10:00:00 silly: x\n2024-11-03 10:00:01 info: y\n',
      [
        [`${DAY}10:00:00Z`, 'x', { level: 'DEBUG' }],
        [`${DAY}10:00:01Z`, 'y', { level: 'INFO' }],
      ],
    ],
    [
      "Erlang's reports, those of crashes as errors",
      'x.log',
      '=PROGRESS REPORT==== 3-Nov-2024::10:00:00.123456 ===\n    application: shop\n    started_at: nonode@nohost\n=CRASH REPORT==== 3-Nov-2024::10:00:01.123456 ===\n  crasher:\n    initial call: cart:init/1\n',
      [
        [`${DAY}10:00:00.123Z`, 'application: shop', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'crasher', { level: 'ERROR' }],
      ],
    ],
    [
      'Nextcloud, whose levels are numbers of its own',
      'nextcloud.log',
      [2, 1, 3, 0, 4]
        .map(
          (level, i) =>
            `{"reqId":"U1","level":${level},"time":"${DAY}10:00:0${i}+00:00","remoteAddr":"192.0.2.1","app":"core","message":"m","userAgent":"x"}\n`
        )
        .join(''),
      ['WARNING', 'INFO', 'ERROR', 'DEBUG', 'CRITICAL'].map((level, i): Wanted => [
        `${DAY}10:00:0${i}Z`,
        'm',
        { level },
      ]),
    ],
    [
      'Loguru, which says how long the program ran so far',
      'x.ndjson',
      '{"text":"x","record":{"elapsed":{"repr":"0:00:00.012","seconds":0.012},"level":{"name":"ERROR","no":40},"message":"lost","time":{"timestamp":1730628000.123456}}}\n',
      [[`${DAY}10:00:00.123Z`, 'lost', { level: 'ERROR', responseTime: NaN }]],
    ],
    [
      'a shipper that hands on lines of syslog',
      'x.ndjson',
      `{"timestamp":"${DAY}10:00:00Z","message":"<11>Nov  3 11:00:00 web1 cart[811]: lost"}\n{"timestamp":"${DAY}10:00:01Z","message":"Nov  3 11:00:01 web1 pay[812]: paid"}\n`,
      [
        [`${DAY}10:00:00Z`, 'lost', { level: 'ERROR', service: 'cart' }],
        [`${DAY}10:00:01Z`, 'paid', { service: 'pay' }],
      ],
    ],
    [
      'Zeek, whose protocols are no levels',
      'conn.log',
      '#separator \\x09\n#fields\tts\tuid\tservice\tconn_state\n1730628000.1\tC1\thttp\tSF\n1730628001.1\tC2\thttp\tSF\n',
      [
        [`${DAY}10:00:00.100Z`, '', { level: 'UNKNOWN' }],
        [`${DAY}10:00:01.100Z`, '', { level: 'UNKNOWN' }],
      ],
    ],
    [
      'Chromium, of a month and a day behind its process',
      'x.log',
      '[811:812:1103/100000.123456:ERROR:gpu_init.cc(523)] lost\n[811:813:1103/100001.123456:INFO:x.cc(1)] fine\n',
      [
        [`${DAY}10:00:00.123Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:01.123Z`, 'fine', { level: 'INFO' }],
      ],
    ],
    [
      'Kibana before 8, whose tags say the level',
      'x.ndjson',
      `{"type":"log","@timestamp":"${DAY}10:00:00Z","tags":["error","elasticsearch"],"message":"lost"}\n{"type":"log","@timestamp":"${DAY}10:00:01Z","tags":["plugins"],"message":"x"}\n`,
      [
        [`${DAY}10:00:00Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'x', { level: 'UNKNOWN' }],
      ],
    ],
    [
      'CEF with a space',
      'x.log',
      'Nov  3 10:00:00 gw CEF: 0|Acme|Wall|9.4|201|Threat blocked|7|proto=TCP msg=blocked\n',
      [[`${DAY}10:00:00Z`, 'blocked', { level: 'ERROR', service: 'Wall' }]],
    ],
    [
      'RFC 5424, of a program called as a level is',
      'x.log',
      '<35>1 2024-11-03T10:00:00+00:00 fw1.example.com audit 24409 - [meta sequenceId="4"] /index.php: refused\n',
      [[`${DAY}10:00:00Z`, '/index.php', { level: 'ERROR', service: 'audit' }]],
    ],
    [
      'an object with spaces in it behind words',
      'x.log',
      `${DAY}10:00:00.613304+00:00 192.0.2.1  {     "status": "503",     "message": "lost" }\n`,
      [[`${DAY}10:00:00.613Z`, 'lost', { status: 503, level: 'ERROR' }]],
    ],
    [
      'Redis behind the time of a collector',
      'x.log',
      'redis-1  | 2024-11-03T10:00:00.019558005Z 1:M 03 Nov 2024 10:00:00.018 * Ready\nweb-1    | 2024-11-03T10:00:01.584725130Z  * Serving\nweb-1    | 2024-11-03T10:00:02.584725130Z  * Running\n',
      [
        [`${DAY}10:00:00.019Z`, 'Ready', { level: 'INFO', service: 'redis' }],
        [`${DAY}10:00:01.584Z`, 'Serving', { service: 'web' }],
        [`${DAY}10:00:02.584Z`, 'Running', { service: 'web' }],
      ],
    ],
    [
      "Logback's own",
      'x.log',
      '10:00:00,123 |-INFO in ch.qos.logback.classic.LoggerContext[default] - up\n10:00:01,123 |-ERROR in ch.qos.logback.core.joran.action.AppenderAction - lost\n',
      [
        [`${DAY}10:00:00.123Z`, 'up', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'lost', { level: 'ERROR' }],
      ],
    ],
    [
      'Tarantool, a letter before an angle bracket',
      'x.log',
      '2024-11-03 10:00:00.123 [811] main/103/a.lua I> ready\n2024-11-03 10:00:01.123 [811] main/118/x/ W> slow\n2024-11-03 10:00:02.123 [811] main/118/x/ !> SystemError lost\n2024-11-03 10:00:03.123 [811] main C> gone\n',
      [
        [`${DAY}10:00:00.123Z`, 'ready', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'slow', { level: 'WARNING' }],
        [`${DAY}10:00:02.123Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:03.123Z`, 'gone', { level: 'CRITICAL' }],
      ],
    ],
    [
      'Ceph, whose numbers say how much is said',
      'x.log',
      '2024-11-03T10:00:00.123+0000 7f8a1b2c3d40  0 up\n2024-11-03T10:00:01.123+0000 7f8a1b2c3d40 -1 osd.1 lost\n2024-11-03T10:00:02.123+0000 7f8a1b2c3d40 10 tick\n',
      [
        [`${DAY}10:00:00.123Z`, 'up', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:02.123Z`, 'tick', { level: 'DEBUG' }],
      ],
    ],
    [
      'Icinga, a level before a slash',
      'x.log',
      '[2024-11-03 11:00:00 +0100] warning/ApiListener: slow\n[2024-11-03 11:00:01 +0100] critical/TcpSocket: lost\n',
      [
        [`${DAY}10:00:00Z`, 'slow', { level: 'WARNING' }],
        [`${DAY}10:00:01Z`, 'lost', { level: 'CRITICAL' }],
      ],
    ],
    [
      'cloud-init, whose module is no program of syslog',
      'x.log',
      '2024-11-03 10:00:00,123 - util.py[DEBUG]: up\n2024-11-03 10:00:01,123 - main.py[WARNING]: slow\n',
      [
        [`${DAY}10:00:00.123Z`, 'up', { level: 'DEBUG' }],
        [`${DAY}10:00:01.123Z`, 'slow', { level: 'WARNING' }],
      ],
    ],
    [
      'Zabbix, whose lines begin with spaces and the number of a process',
      'x.log',
      '   811:20241103:100000.123 up\n   812:20241103:100001.123 slow query: 4.250000 sec, "select 1"\n',
      [
        [`${DAY}10:00:00.123Z`, 'up'],
        [`${DAY}10:00:01.123Z`, 'slow', { responseTime: 4250 }],
      ],
    ],
    [
      'FoundationDB, elements that have attributes alone',
      'x.xml',
      '<?xml version="1.0"?>\n<Trace>\n<Event Severity="10" Time="1730628000.123456" DateTime="2024-11-03T10:00:00Z" Type="Start" Machine="192.0.2.1:4500" />\n<Event Severity="40" Time="1730628001.123456" DateTime="2024-11-03T10:00:01Z" Type="FileNotFound" Machine="192.0.2.1:4500" />\n</Trace>\n',
      [
        [`${DAY}10:00:00.123Z`, 'Start', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'FileNotFound', { level: 'ERROR' }],
      ],
    ],
    [
      'Solr, its own milliseconds',
      'x.log',
      '2024-11-03 10:00:00.123 INFO  (qtp1-20) [c:shop] o.a.s.c.S.Request [shop] path=/select hits=12 status=0 QTime=45\n',
      [[`${DAY}10:00:00.123Z`, 'path=/select', { level: 'INFO', responseTime: 45, status: 0 }]],
    ],
    [
      'CockroachDB and Meteor, a letter before the whole date',
      'x.log',
      'I241101 10:00:00.123456 1 a.go:1 up\nE20241102-10:00:00.123(0)? lost\nW20241103-10:00:00.123(0)? lost\n',
      [
        ['2024-11-01T10:00:00.123Z', 'up', { level: 'INFO' }],
        ['2024-11-02T10:00:00.123Z', 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:00.123Z`, 'lost', { level: 'WARNING' }],
      ],
    ],
    [
      'Passenger, a letter before the time',
      'x.log',
      '[ N 2024-11-03 10:00:00.1234 811/T1 a.cpp:1 ]: up\n[ E 2024-11-03 10:00:01.1234 811/T1 a.cpp:2 ]: lost\n',
      [
        [`${DAY}10:00:00.123Z`, 'up', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'lost', { level: 'ERROR' }],
      ],
    ],
    [
      'tslog, a level between tabs',
      'x.log',
      '2024-11-03 10:00:00.123\tSILLY\t/srv/a.ts:1\tlook\n2024-11-03 10:00:01.123\tFATAL\t/srv/a.ts:2\tgone\n',
      [
        [`${DAY}10:00:00.123Z`, 'look', { level: 'DEBUG' }],
        [`${DAY}10:00:01.123Z`, 'gone', { level: 'CRITICAL' }],
      ],
    ],
    [
      'requests in quotes behind the time',
      'x.log',
      '2024/11/03 10:00:00 "GET http://shop/a HTTP/1.1" from 192.0.2.1:1 - 500 12B in 1.5ms\n2024/11/03 10:00:01 [web1/abc-000001] "POST http://shop/b HTTP/1.1" from 192.0.2.1:1 - 200 2B in 250.5µs\n2024/11/03 10:00:02 INFO "GET /c/" 404 12ms\n',
      [
        [`${DAY}10:00:00Z`, 'GET /a 500', { status: 500, responseTime: 1.5, level: 'ERROR' }],
        [`${DAY}10:00:01Z`, 'POST /b 200', { status: 200, responseTime: 0.2505, level: 'INFO' }],
        [`${DAY}10:00:02Z`, 'GET /c/ 404', { status: 404, responseTime: 12, level: 'INFO' }],
      ],
    ],
    [
      'stunnel, Solace and quill, a level joined to other words',
      'x.log',
      '2024.11.03 10:00:00 LOG3[811]: lost\n2024-11-03T10:00:01.123+00:00 <local0.err> solace event: lost\n2024-11-03 10:00:02.123456789 [811] main.cpp:13      LOG_CRITICAL  root     gone\n',
      [
        [`${DAY}10:00:00Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:01.123Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:02.123Z`, 'gone', { level: 'CRITICAL' }],
      ],
    ],
    [
      "Oracle's cloud, an object around the log's own",
      'x.ndjson',
      '{"datetime":1730628000123,"logContent":{"data":{"level":"ERROR","message":"lost"},"source":"cart"}}\n',
      [[`${DAY}10:00:00.123Z`, 'lost', { level: 'ERROR' }]],
    ],
  ])('is read: %s', (_, name, content, wanted) => check(name, content, wanted));
});
