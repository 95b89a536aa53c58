import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../level';
import { findLevel } from './textLevel';

const NONE = -1;

function levelOf(text: string): number {
  const found = { level: NONE, start: 0, end: 0 };
  findLevel(text, found);
  return found.level;
}

const cases = (lines: ReadonlyArray<readonly [number, string]>) => it.each(lines.map(([level, text]) => [text, level]));

describe('the level in a line of text', () => {
  cases([
    [ERROR, '2025-03-12 08:15:00,123 ERROR [main] it broke'],
    [WARNING, '2025-03-12T08:15:00Z [warn] careful'],
    [INFO, '2025-03-12T08:15:00.123Z [cart] info: added'],
    [INFO, '2025-03-12T08:15:00.123Z [info ] padded in brackets'],
    [ERROR, '2025-03-12 08:15:00 | error    | padded between bars'],
    [ERROR, '2025-03-12 08:15:00.123 [ error ] padded on both sides'],
    [WARNING, '2025-03-12T08:15:00.123+0100 [WARN]  agent: Check is now critical: check=cart'],
    [CRITICAL, '2025-03-12 08:15:00 - app - CRITICAL - gone'],
    [DEBUG, '2025/03/12 08:15:00 [debug] 123#123: epoll add event'],
    [INFO, '[Wed Mar 12 08:15:00.123456 2025] [mpm_event:notice] [pid 811:tid 1] AH00489: configured'],
    [ERROR, '[Wed Mar 12 08:15:00.123456 2025] [core:error] [pid 811:tid 1] AH00037: not allowed'],
    [INFO, '12-Mar-2025 08:15:00.123 INFO [main] org.example.Boot.load Server initialised in [512] milliseconds'],
    [ERROR, '12-Mar-2025 08:15:00.123 general: error: zone example.com/IN: not loaded'],
    [INFO, '12-Mar-2025 08:15:00.123 queries: info: client 198.51.100.7'],
    [INFO, 'INFO: added'],
    [WARNING, 'WARNING:root:slow'],
    [ERROR, 'ERROR - could not reserve'],
    [WARNING, '2025.03.12 08:15:00.123456 [ 811 ] {c6f2a1d0} <Warning> executeQuery: slow'],
    [ERROR, '####<Mar 12, 2025 8:15:00 AM CET> <Error> <Server> <shop>'],
    [ERROR, '=ERROR REPORT==== 12-Mar-2025::08:15:00 ==='],
    [WARNING, '[Mar 12 08:15:00] WARNING[1234][C-0001]: chan_sip.c:4171 retrans_pkt: timeout'],
    [WARNING, '2025-03-12T08:15:00.123456Z 12 [Warning] [MY-010055] [Server] IP address could not be resolved'],
    [INFO, '2025-03-12 08:15:00 0 [Note] InnoDB: Buffer pool(s) load completed'],
    [WARNING, 'Mar 12 08:15:00 mail postfix/smtpd[811]: warning: hostname does not resolve'],
    [ERROR, 'Mar 12 08:15:00 mail dovecot: imap-login: Error: read() failed'],
    [ERROR, 'npm ERR! code ELIFECYCLE'],
    [ERROR, '[10.31 09:00:00] chat.exe - proxy.example.net:5070 error : Could not connect'],
    [ERROR, 'main.c:10:5: error: expected expression'],
    [WARNING, '2025-03-12T08:15:00.123Z ##[warning]Node 16 is old'],
    [CRITICAL, 'fatal: unable to access repository'],
    [INFO, '2025-03-12T08:15:00.123Z info hostd[2099]: up'],
    [INFO, '2025-03-12T08:15:00.123Z\tinfo\tcart/cart.go:42\tstarted'],
  ])('is the word that says it: %s', (text, level) => expect(levelOf(text)).toBe(level));

  cases([
    [ERROR, '[2025-03-12 08:15:00] production.ERROR: Undefined array key "total"'],
    [CRITICAL, '[2025-03-12T08:15:00.123456+01:00] app.CRITICAL: Uncaught PHP Exception [] []'],
    [WARNING, '[08:15:00] [Server thread/WARN]: Can not keep up!'],
    [ERROR, '[2025-03-12 08:15:00,123: ERROR/ForkPoolWorker-1] Task failed'],
    [DEBUG, '2025-03-12 08:15:00.123 CET [811] DEBUG1:  forked new backend'],
  ])('may be joined to a channel, a thread or a number: %s', (text, level) => expect(levelOf(text)).toBe(level));

  cases([
    [WARNING, '<132>Mar 12 08:15:00 web1 shop: slow'],
    [INFO, '<165>1 2025-03-12T08:15:00.003Z web1 cart - ID47 - added'],
    [ERROR, 'E0312 08:15:00.123456       1 controller.go:77] "Unhandled Error" err="connection refused"'],
    [
      ERROR,
      'Mar 12 08:15:00 node1 kubelet[811]: E0312 08:15:00.123400     811 pod_workers.go:1300] "Error syncing pod"',
    ],
    [CRITICAL, 'F0312 08:15:03.123456       1 main.go:9] cannot start'],
    [ERROR, 'E250312 08:15:03.123456 2 server/x.go:2 [n1] 2  lost'],
    [ERROR, 'E20250312 08:15:03.123456 811 cart.cc:42] lost'],
    [WARNING, '03-12 08:15:00.123  1702  2395 W WindowManager: slow'],
    [ERROR, '03-12 08:15:00.123 E/AndroidRuntime( 1702): FATAL EXCEPTION: main'],
    [ERROR, '2025-03-12T08:15:00.123+0100 E STORAGE  [thread1] WiredTiger error'],
    [DEBUG, '2025-03-12T08:15:00.123+0100 D2 COMMAND  [conn12] run command'],
    [ERROR, '[E 250312 08:15:00 web:1871] 500 GET /orders/7 (198.51.100.7) 12.34ms'],
    [CRITICAL, 'F, [2025-03-12T08:15:00.250000 #4711] FATAL -- : gone'],
  ])('may be a number or a letter: %s', (text, level) => expect(levelOf(text)).toBe(level));

  cases([
    [ERROR, 'time="2025-03-12T08:15:00Z" level=error msg="could not reserve"'],
    [CRITICAL, 'ts=2025-03-12T08:15:00Z log_level=fatal'],
    [WARNING, 'x=1 severity="warning" y=2'],
    [WARNING, 'time=2025-03-12T08:15:00Z level=WARN+1 msg=retrying'],
    [ERROR, '2025-03-12-08.15.00.123456+000 I1A1                LEVEL: Error'],
    [NONE, 'Msg 701, Severity: 17, State: 123'],
  ])('may be a value: %s', (text, level) => expect(levelOf(text)).toBe(level));

  cases([
    [
      ERROR,
      '\x1b[2m2025-03-12T08:15:01.123456Z\x1b[0m \x1b[31mERROR\x1b[0m \x1b[2mshop::cart\x1b[0m\x1b[2m:\x1b[0m gone',
    ],
    [WARNING, '2025-03-12T08:15:02.123+0100\t\x1b[33mWARN\x1b[0m\tcart/cart.go:42\tslow'],
    [INFO, '2025-03-12T08:15:02.123Z \x1b[32minfo\x1b[39m: started'],
  ])('may be coloured: %s', (text, level) => expect(levelOf(text)).toBe(level));

  cases([
    [CRITICAL, '[12-Mar-2025 08:15:00 UTC] PHP Fatal error:  Uncaught TypeError: bad argument in /srv/a.php:12'],
    [WARNING, '[12-Mar-2025 08:15:01 Europe/Paris] PHP Warning:  Undefined variable $x in /srv/b.php on line 3'],
    [INFO, '[12-Mar-2025 08:15:02 UTC] PHP Notice:  old thing in /srv/c.php on line 4'],
    [CRITICAL, '2025-03-12 08:15:02 Fatal error: index out of range'],
    [INFO, '2025-03-12 08:15:00.123 CET [4711] LOG:  database system is ready to accept connections'],
    [INFO, '2025-03-12 08:15:02.000 CET [4713] shop@orders STATEMENT:  SELECT * FROM errors'],
    [CRITICAL, '2025-03-12 08:15:03.000 CET [4714] shop@orders FATAL:  too many connections for role "shop"'],
    [WARNING, '811:M 12 Mar 2025 08:15:00.123 # WARNING overcommit_memory is set to 0!'],
    [WARNING, '811:M 12 Mar 2025 08:15:00.123 # Out of memory allocating 1024 bytes'],
    [INFO, '811:M 12 Mar 2025 08:15:00.123 * Ready to accept connections'],
    [ERROR, 'Mar 12 08:15:00 sw1 123: %LINK-3-UPDOWN: Interface GigabitEthernet0/1, changed state to down'],
    [INFO, 'Mar 12 08:15:00 fw1 : %ASA-6-302013: Built outbound TCP connection'],
    [ERROR, '[3/12/25 8:15:00:123 CET] 0000001a webapp SRVE0255E: A WebGroup to handle /x has not been defined.'],
    [CRITICAL, '2025-03-12 08:15:00.123456+0000 0x1234     Fault       0x0   811    0    Shop: x'],
    [CRITICAL, 'FATA[2025-03-12T08:15:00Z] gone'],
    [INFO, '2025-03-12T08:15:00.123456Z 0 [System] [MY-010931] [Server] ready for connections'],
    [ERROR, '::error file=app.js,line=1::Missing semicolon'],
    [DEBUG, '[811]{-1}[-1/-1] 2025-03-12 08:15:00.123456 d commlib          commlibImpl.cpp(00986) : connected'],
    [ERROR, '[811]{300012}[21/-1] 2025-03-12 08:15:00.123456 e Basis            TraceSegment.cpp(00255) : lost'],
    [WARNING, '03/12-08:15:00.123456  [**] [1:2019401:3] ET SCAN [**] [Priority: 2] {TCP} 192.0.2.1:1 -> 192.0.2.2:2'],
    [INFO, '2025-03-12 08:15:00.123 UTC [811] LOG stats: 12 xacts/s, 24 queries/s'],
    [INFO, '12-MAR-2025 08:15:00 * (CONNECT_DATA=(SID=orders)) * (ADDRESS=(PORT=51000)) * establish * orders * 0'],
    [ERROR, '12-MAR-2025 08:15:00 * (CONNECT_DATA=(SID=orders)) * (ADDRESS=(PORT=51000)) * establish * orders * 12514'],
    [DEBUG, '12-Mar-2025 08:15:00.425 query-errors: debug 1: client @0x7f65 192.0.2.1#3076: query failed'],
    [ERROR, '2025-03-12T08:15:00.123Z Er(163) hostd[2099]: [Originator@6876 sub=Vimsvc] lost'],
    [WARNING, '03/12/25 08:15:00.123456 zmc_m1[811].WAR [Capturing slowly]'],
    [ERROR, '=SUPERVISOR REPORT==== 12-Mar-2025::08:15:00 ==='],
    [INFO, '[Nest] 811  - 03/12/2025, 8:15:00 AM     LOG [NestFactory] Starting'],
    [CRITICAL, '(C) 2025-03-12T08:15:00 - Failed to listen'],
    [CRITICAL, '2025-03-12T08:15:00.123+00:00 gw1 system,error,critical login failure for user root'],
    [WARNING, 'Mar 12 08:15:00 gw1 dhcp,warning dhcp1 offering lease without success'],
    [WARNING, '08:15:00,123 |-WARN in ch.qos.logback.core.rolling.RollingFileAppender - slow'],
    [INFO, '2025-03-12 08:15:00.123 | SUCCESS  | shop:pay:43 - paid'],
    [WARNING, '2025-03-12T08:15:00.123Z npm warn deprecated glob@7.2.3'],
    [ERROR, 'E [12/Mar/2025:08:15:00 +0000] [cups-deviced] PID 811 stopped with status 1!'],
    [ERROR, '[2025-03-12 08:15:00.123456 +0000] E [MSGID: 114058] [client.c:1331:x] 0-vol: lost'],
    [WARNING, '2025-03-12T08:15:00Z W! [inputs.disk] Collection was slow'],
    [DEBUG, '[811] 2025/03/12 08:15:00.123456 [TRC] 192.0.2.1:50000 - cid:7 - <<- [PING]'],
    [ERROR, 'ORA-1652: unable to extend temp segment by 128 in tablespace TEMP'],
  ])('is read as its producer writes it: %s', (text, level) => expect(levelOf(text)).toBe(level));

  cases([
    [ERROR, 'SCHWERWIEGEND: Servlet.service() hat eine Ausnahme ausgelöst'],
    [WARNING, 'AVERTISSEMENT: lent'],
    [ERROR, '2025-03-12 08:15:00.123 CET [4711] FEHLER:  Relation »baskets« existiert nicht'],
    [ERROR, '2025-03-12 08:15:00.123 MSK [4711] ОШИБКА:  отношение "baskets" не существует'],
    [WARNING, '警告: 遅い'],
    [ERROR, '2025-03-12 08:15:00.123 CET [4711] BŁĄD:  relacja nie istnieje'],
    [NONE, '2025-03-12 08:15:00 [übersicht] geöffnet: ja'],
    [ERROR, '2025-03-12 08:15:00 FEHLER Verbindung verloren'],
    [WARNING, '2025-03-12 08:15:00 [main] AVERTISSEMENT lent'],
    [ERROR, '2025-03-12 08:15:00 ERRO conexão perdida'],
    [ERROR, '2025-03-12 08:15:00 [エラー] 接続が切れました'],
    [WARNING, '2025-03-12 08:15:00 <警告> 遅い'],
    [ERROR, '2025年3月12日 08:15:00 错误 连接丢失'],
    [ERROR, 'Fehler: Verbindung verloren'],
    [INFO, '信息: Server startup'],
  ])('may be in another language: %s', (text, level) => expect(levelOf(text)).toBe(level));

  cases([
    [ERROR, 'Traceback (most recent call last):'],
    [ERROR, 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space'],
    [ERROR, 'java.lang.NullPointerException: x'],
    [ERROR, 'Caused by: java.net.ConnectException: Connection refused'],
    [ERROR, 'TypeError: y is not a function'],
    [ERROR, 'Unhandled exception. System.InvalidOperationException: no funds'],
    [CRITICAL, 'panic: runtime error: invalid memory address or nil pointer dereference'],
    [ERROR, "thread 'main' panicked at src/main.rs:2:5:"],
    [ERROR, 'ORA-00600: internal error code, arguments: [1]'],
  ])('is at least ERROR for a crash: %s', (text, level) => expect(levelOf(text)).toBe(level));

  it.each([
    'no errors found',
    '2025-03-12 08:15:00 the word FEHLER in a sentence',
    'ERROR_COUNT is 0',
    'information for you',
    'the /error page',
    'trace of light',
    'GET /search?q=ERROR&l=1 took long',
    'GET /search?q=what+is+CRITICAL done',
    'status=ERROR of a job',
    'fetched https://example.com/FATAL.html',
    'user said "this is an ERROR" and left',
    'agent "Consul Health Check ALERT" came by',
    'mail from ERROR@example.com',
    'additional info: none',
    'Nov  3 14:30:00 web1 app[1]: added',
  ])('is not taken from what is only spoken of: %s', (text) => {
    expect(levelOf(text)).toBe(NONE);
  });

  it('is given with its place, the brackets included', () => {
    const found = { level: 0, start: 0, end: 0 };
    findLevel('2025 [warn] careful', found);
    expect(found).toEqual({ level: WARNING, start: 5, end: 11 });
  });

  cases([
    [NONE, 'Build finished: 0 ERROR, 0 WARNING'],
    [NONE, '0 ERROR, 0 WARNING'],
    [NONE, '2025-03-12 08:15:00 scan done, no ERROR found'],
    [NONE, 'finished without any ERROR'],
    [NONE, 'ERROR: 0, WARNING: 0'],
    [NONE, 'summary: error: 0'],
    [WARNING, 'Build finished: 0 ERROR, 3 WARNING'],
    [INFO, 'INFO 0 ERROR'],
    [ERROR, '2025-03-12 08:15:00 0 ERROR could not reserve'],
    [ERROR, '2025-03-12 08:15:00 4711 ERROR could not reserve'],
    [ERROR, 'ERROR: 0x80070005'],
    [ERROR, '2025-03-12 08:15:00,120 ERROR could not reserve'],
  ])('is not said where it is said that there is none: %s', (text, level) => expect(levelOf(text)).toBe(level));

  it('is the first word behind a time of any form', () => {
    const found = { level: NONE, start: 0, end: 0 };
    const time = '12. märz 2025 8:15:00 nachm.';
    findLevel(`${time} Fehler beim Sichern`, found, time.length);
    expect(found.level).toBe(NONE);
    findLevel(`${time} FEHLER beim Sichern`, found, time.length);
    expect(found.level).toBe(ERROR);
    findLevel(`${time} FEHLER beim Sichern`, found);
    expect(found.level).toBe(NONE);
  });
});
