import { check, type Wanted } from './testing/formFile';

const DAY = '2024-11-03T';

describe('blocks of lines that are a log each', () => {
  it.each<[string, string, Wanted[]]>([
    [
      "OSSEC's alerts, whose number has no fraction of a second",
      [
        '** Alert 1730628000.811: - syslog,sshd,',
        '2024 Nov 03 10:00:00 web1->/var/log/auth.log',
        "Rule: 5716 (level 5) -> 'authentication failed.'",
        'Nov  3 10:00:00 web1 sshd[811]: Failed password for ada',
        '',
        '** Alert 1730628001.2811: mail  - syslog,',
        '2024 Nov 03 10:00:01 web1->/var/log/syslog',
        "Rule: 1002 (level 12) -> 'Unknown problem'",
        'Nov  3 10:00:01 web1 cart[811]: lost',
      ].join('\n'),
      [
        [`${DAY}10:00:00Z`, 'Failed password', { level: 'INFO' }],
        [`${DAY}10:00:01Z`, 'Unknown problem', { level: 'ERROR' }],
      ],
    ],
    [
      'IBM MQ, whose numbers of messages end with a level',
      [
        '11/03/24 10:00:00 - Process(811.1) User(mqm) Program(x)',
        '                    Host(mq1) Installation(Installation1)',
        "AMQ5041I: The task 'CLUSTER-MONITOR' has ended.",
        '',
        'EXPLANATION:',
        'The task has ended.',
        '----- a.c : 1043 -------------------------------------------------------',
        '11/13/24 10:00:01 - Process(812.1) User(mqm) Program(y)',
        "AMQ9209E: Connection to host '192.0.2.1' closed.",
      ].join('\n'),
      [
        [`${DAY}10:00:00Z`, 'AMQ5041I: The task', { level: 'INFO' }],
        ['2024-11-13T10:00:01Z', 'AMQ9209E: Connection', { level: 'ERROR' }],
      ],
    ],
    [
      "apt's history",
      [
        '',
        'Start-Date: 2024-11-03  10:00:00',
        'Commandline: apt-get upgrade',
        'Upgrade: libssl3:amd64 (3.0.11, 3.0.15)',
        'End-Date: 2024-11-03  10:00:09',
        '',
        'Start-Date: 2024-11-03  10:01:00',
        'Commandline: apt-get install shop',
        'Error: Sub-process /usr/bin/dpkg returned an error code (1)',
        'End-Date: 2024-11-03  10:01:09',
      ].join('\n'),
      [
        [`${DAY}10:00:00Z`, 'Upgrade: libssl3', { level: 'INFO' }],
        [`${DAY}10:01:00Z`, 'Sub-process', { level: 'ERROR' }],
      ],
    ],
    [
      "ModSecurity's audit",
      [
        '--0a1b2c3d-A--',
        '[03/Nov/2024:11:00:00 +0100] id1 192.0.2.1 51000 192.0.2.2 80',
        '--0a1b2c3d-B--',
        'GET /a?x=1 HTTP/1.1',
        'Host: shop.example.com',
        '--0a1b2c3d-F--',
        'HTTP/1.1 403 Forbidden',
        '--0a1b2c3d-H--',
        'Message: Access denied with code 403 (phase 2).',
        '--0a1b2c3d-Z--',
        '',
        '--0a1b2c3e-A--',
        '[03/Nov/2024:11:00:01 +0100] id2 192.0.2.1 51001 192.0.2.2 80',
        '--0a1b2c3e-B--',
        'POST /b HTTP/1.1',
        '--0a1b2c3e-F--',
        'HTTP/1.1 500 Internal Server Error',
        '--0a1b2c3e-Z--',
      ].join('\n'),
      [
        [`${DAY}10:00:00Z`, 'Access denied', { level: 'WARNING', status: 403 }],
        [`${DAY}10:00:01Z`, 'POST /b', { level: 'ERROR', status: 500 }],
      ],
    ],
  ])('are read: %s', (_, content, wanted) => check('x.log', content, wanted));
});
