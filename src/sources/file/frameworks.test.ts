import { check, type Wanted } from './testing/formFile';

const DAY = '2024-11-03T';

describe('what frameworks and libraries write', () => {
  it.each<[string, string, Wanted[]]>([
    [
      'aiohttp and Odoo, a line of a web server behind a head with its own time',
      '2024-11-03 10:00:00,123 INFO aiohttp.access 192.0.2.1 [03/Nov/2024:09:59:59 +0000] "GET /a HTTP/1.1" 500 200 "-" "curl/8.5"\n2024-11-03 10:00:01,123 811 INFO shop http: 192.0.2.1 - - [03/Nov/2024 10:00:01] "GET /b HTTP/1.1" 404 - 12 0.010 0.020\n',
      [
        [`${DAY}10:00:00.123Z`, 'GET /a 500', { level: 'INFO', status: 500 }],
        [`${DAY}10:00:01.123Z`, 'GET /b', { level: 'INFO', status: 404 }],
      ],
    ],
    [
      'Ktor, a status before its request',
      '2024-11-03 10:00:00.123 [eventLoopGroupProxy-4-1] INFO  Application - 500 Internal Server Error: GET - /a in 250ms\n',
      [[`${DAY}10:00:00.123Z`, 'GET /a 500', { level: 'INFO', status: 500, responseTime: 250 }]],
    ],
    [
      'Chronicles, lnd and plog, short names of levels',
      'NTC 2024-11-03 10:00:00.123+00:00 slow      topics="sync" tid=1\n2024-11-03 10:00:01.123 [CRT] SRV: gone\n2024-11-03 10:00:02.123 VERB  [811] [main@14] look\nFAT 2024-11-03 10:00:03.123+00:00 gone      topics="sync" tid=1\n',
      [
        [`${DAY}10:00:00.123Z`, 'slow', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'gone', { level: 'CRITICAL' }],
        [`${DAY}10:00:02.123Z`, 'look', { level: 'DEBUG' }],
        [`${DAY}10:00:03.123Z`, 'gone', { level: 'CRITICAL' }],
      ],
    ],
    [
      'Twisted, a level behind a module',
      '2024-11-03T11:00:00+0100 [twisted.web#critical] gone\n2024-11-03T11:00:01+0100 [-] up\n',
      [
        [`${DAY}10:00:00Z`, 'gone', { level: 'CRITICAL' }],
        [`${DAY}10:00:01Z`, 'up'],
      ],
    ],
    [
      'Gearman, levels that spaces fill up before the time',
      '  INFO 2024-11-03 10:00:00.123456 [  main ] up\n ERROR 2024-11-03 10:00:01.123456 [     4 ] lost\n',
      [
        [`${DAY}10:00:00.123Z`, 'up', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'lost', { level: 'ERROR' }],
      ],
    ],
    [
      'Actix Web, its seconds last',
      '[2024-11-03T10:00:00Z INFO  actix_web::middleware::logger] 192.0.2.1 "GET /a HTTP/1.1" 500 12 "-" "curl/8.5" 0.001234\n',
      [[`${DAY}10:00:00Z`, 'GET /a 500', { level: 'INFO', status: 500, responseTime: 1.234 }]],
    ],
    [
      ".NET's console for systemd behind a time",
      '2024-11-03T10:00:00.123Z <6>Shop.Cart[14] up\n2024-11-03T10:00:01.123Z <3>Shop.Cart[0] lost\n2024-11-03T10:00:02.123Z <3> is a thread\n',
      [
        [`${DAY}10:00:00.123Z`, 'up', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:02.123Z`, 'is a thread', { level: 'UNKNOWN' }],
      ],
    ],
    [
      'Synology, a level before a tab',
      'info\t2024/11/03 10:00:00\tada:\tlogged in\nwarning\t2024/11/03 10:00:01\tSYSTEM:\tslow\n',
      [
        [`${DAY}10:00:00Z`, 'logged in', { level: 'INFO' }],
        [`${DAY}10:00:01Z`, 'slow', { level: 'WARNING' }],
      ],
    ],
    [
      'Exchange, columns between commas that #Fields names',
      '#Software: Microsoft Exchange Server\n#Fields: date-time,client-ip,event-id,message-subject\n2024-11-03T10:00:00.123Z,192.0.2.1,RECEIVE,Hello\n2024-11-03T10:00:01.123Z,192.0.2.1,FAIL,Hi\n',
      [
        [`${DAY}10:00:00.123Z`, ''],
        [`${DAY}10:00:01.123Z`, ''],
      ],
    ],
    [
      "MinIO's audit",
      '{"time":"2024-11-03T10:00:00.123456789Z","api":{"name":"GetObject","status":"Not Found","statusCode":404,"timeToFirstByte":"1234567ns","timeToResponse":"2345678ns"}}\n',
      [[`${DAY}10:00:00.123Z`, '', { status: 404, level: 'WARNING', responseTime: 2.345678 }]],
    ],
    [
      'Samba, whose cells between bars name no container',
      'Nov  3 10:00:00 fs1 audit[811]: ada|192.0.2.1|web1|share|open|ok|r|a.txt\nNov  3 10:00:01 fs1 audit[811]: ada|192.0.2.1|web1|share|unlink|ok|a.txt\n',
      [
        [`${DAY}10:00:00Z`, 'ada|192.0.2.1', { service: 'audit' }],
        [`${DAY}10:00:01Z`, 'ada|192.0.2.1', { service: 'audit' }],
      ],
    ],
    [
      'Open vSwitch, levels between bars',
      '2024-11-03T10:00:00.123Z|00001|vlog|INFO|up\n2024-11-03T10:00:01.123Z|00002|x|EMER|gone\n',
      [
        [`${DAY}10:00:00.123Z`, 'up', { level: 'INFO' }],
        [`${DAY}10:00:01.123Z`, 'gone', { level: 'CRITICAL' }],
      ],
    ],
    [
      'labels as a list of names and values',
      '{"timestamp":"2024-11-03T10:00:00.123Z","message":"lost","labels":[{"name":"level","value":"error"},{"key":"service","value":"cart"},{"name":"x"},"y"]}\n',
      [[`${DAY}10:00:00.123Z`, 'lost', { level: 'ERROR', service: 'cart' }]],
    ],
    [
      'Slack, a list whose times are the days of creation',
      '{"entries":[{"id":"1","date_create":1730628000,"action":"user_login"},{"id":"2","date_create":1730628001,"action":"user_logout"}]}\n',
      [
        [`${DAY}10:00:00Z`, 'user_login'],
        [`${DAY}10:00:01Z`, 'user_logout'],
      ],
    ],
    [
      'an array whose times are called by their creation',
      '[{"id":"e1","dateCreated":"2024-11-03T10:00:00.123Z","level":"error","title":"lost"},\n{"id":"e2","dateCreated":"2024-11-03T10:00:01.123Z","level":"warning","title":"slow"}]\n',
      [
        [`${DAY}10:00:00.123Z`, 'lost', { level: 'ERROR' }],
        [`${DAY}10:00:01.123Z`, 'slow', { level: 'WARNING' }],
      ],
    ],
  ])('is read: %s', (_, content, wanted) => check('x.log', content, wanted));
});
