/**
 * The generator's lines about faults in the words of others: of databases, kernels, runtimes, proxies and clusters, as
 * public reports of incidents quote them. For measuring only: they were written without a look at the words that the
 * detectors know, and no detector may learn from them. `{0}`, `{1}`: the variable parts, in their order.
 */
export const OTHER_WORDS: Readonly<Record<string, readonly string[]>> = {
  // Passwords that are tried.
  'Failed to authenticate user {user} from {ip}': [
    'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost={1}  user={0}',
    'password authentication failed for user "{0}", client {1}',
    'Bind of uid={0} refused: error code 49, invalid credentials (peer {1})',
  ],
  'Failed to authenticate user {user}: token signature invalid': ['JWT of {0} rejected: SignatureVerificationError'],
  'Login attempt with wrong password for {user} from {ip}': ['{0}: incorrect password, remote {1}'],
  'Account {user} locked after too many attempts': ['{0} disabled for 900 s, failcount 10'],
  'Token expired for {user}': ['TokenExpiredError: jwt expired ({0})'],
  // A database that does not answer.
  'Connection timeout to database': [
    'could not connect to server: Operation timed out (host db-primary, port 5432)',
    'HikariPool-1 - Connection is not available, request timed out after 30000ms.',
    'dial tcp 10.40.2.11:5432: i/o timeout',
    'psycopg2.OperationalError: server closed the connection unexpectedly',
  ],
  'Connection pool exhausted: {n} requests waiting': [
    'QueuePool limit of size 20 overflow 10 reached, {0} callers blocked',
    'no more connections allowed (max_client_conn), {0} in line',
  ],
  'Too many connections: {n} clients rejected': [
    'FATAL: sorry, too many clients already ({0})',
    'FATAL: remaining connection slots are reserved for superusers ({0} turned away)',
  ],
  'Primary {host} not reachable': [
    'FATAL: the database system is in recovery mode on {0}',
    'leader {0} gave no heartbeat',
  ],
  'Query on {table} failed: connection lost': ['SSL SYSCALL error: EOF detected while reading {0}'],
  'Service unavailable: database does not answer': ['giving up on db-primary: MySQL server has gone away'],
  'Deadlock detected on {table}': ['ERROR 1213 (40001): try restarting transaction on {0}'],
  'Statement cancelled after {ms} ms': ['canceling statement due to statement_timeout ({0} ms)'],
  // A disk that fills.
  'Disk usage of data volume at {pct}%': [
    '/var/lib/data: {0}% used',
    'low disk watermark passed, {0}% of the shard path in use',
  ],
  'No space left on device: write to {table} failed': [
    'could not extend file base/16384/{0}: ENOSPC',
    'java.io.IOException: ENOSPC while flushing {0}',
  ],
  'Data volume full, switching to read-only': ['FORBIDDEN/12/index read-only / allow delete (api)'],
  // A process that runs out of memory.
  'Memory usage at {pct}% of its limit': [
    'container_memory_working_set is {0}% of memory.max',
    'old gen {0}% after full collection',
  ],
  'Garbage collection paused for {ms} ms': ['[GC pause (G1 Evacuation Pause) (young) (to-space exhausted), {0} ms]'],
  'Out of memory: killed process {n}': [
    'oom-kill:constraint=CONSTRAINT_MEMCG,task=app,pid={0},uid=1000',
    'Last State: Terminated, Reason: OOMKilled, Exit Code: 137 (pid {0})',
  ],
  'Memory limit exceeded': [
    'java.lang.OutOfMemoryError: Java heap space',
    'FATAL ERROR: Reached heap limit Allocation failed',
  ],
  'Memory limit exceeded in job {job}': ['job {0}: java.lang.OutOfMemoryError: GC overhead limit'],
  'Service unavailable: worker restarting': ['Back-off 5m0s restarting failed container'],
  // A network that is slow.
  'Network latency to {host} is {ms} ms': ['ping {0}: rtt {1} ms', 'rtt of peer {0} rose to {1} ms'],
  'Connection timed out after {ms} ms': [
    'read tcp 10.40.3.7:443: i/o timeout ({0} ms)',
    'context deadline exceeded ({0} ms)',
  ],
  // A client that calls too often.
  'API rate limit exceeded for {client}': [
    '{0}: RESOURCE_EXHAUSTED, quota of calls used up',
    'ThrottlingException: Rate exceeded ({0})',
  ],
  'Requests of {client} throttled': ['shedding calls of {0}'],
  'Client {client} at {high}% of its rate limit': ['{0} has used {1}% of its quota'],
  // What answers slowly.
  'Slow response: {ms} ms': ['finished in {0} ms, budget 500 ms'],
  'Request timed out after {ms} ms': ['504: gave up after {0} ms'],
  'Upstream timed out after {ms} ms': ['upstream request timeout, response flag UT, {0} ms'],
  'Slow request {path} took {ms} ms': ['{0} finished in {1} ms, budget 500 ms'],
  'Slow query on {table} took {ms} ms': ['duration: {1} ms  statement: select from {0}'],
  // A service that is gone.
  'Service unavailable: {service} refused the connection': [
    'connect ECONNREFUSED {0}:8080',
    'dial tcp: lookup {0} on 10.96.0.10:53: no such host',
  ],
  'Service unavailable: no healthy instance of {service}': ['no endpoints for {0}, response flag UH'],
  'Service unavailable: no healthy upstream for {path}': ['{0}: 0 of 3 backends up'],
  'Service unavailable: payment provider did not answer': ['acquirer: SocketTimeoutException'],
  // A release that fails.
  'Unhandled exception in request handler for {path}': [
    "TypeError: Cannot read properties of undefined (reading 'id') at {0}",
  ],
  'Replica {host} lost, resynchronising': ['MASTER <-> REPLICA sync started: full resync of {0}'],
  'Connection to {host} reset by peer': ['write: broken pipe ({0})'],
  'Command failed: key {key} holds the wrong kind of value': ['WRONGTYPE Operation against {0}'],
  'SMTP server did not answer within {ms} ms': ['421 4.4.2 mx1: no greeting for {0} ms'],
  'Duplicate key violates unique constraint on {table}': ['ERROR 1062 (23000): entry exists in {0}'],
  'LDAP lookup failed for {user}': ['ldap_search_ext_s of {0}: LDAP_SERVER_DOWN'],
  'Payment processing failed for {order}': ['java.lang.NullPointerException at Capture.java:212 ({0})'],
  'Ledger entry for {order} does not balance': ['AssertionError: debit <> credit ({0})'],
  'Email delivery failed for {user}': ['550 5.1.1 <{0}>: Recipient address rejected'],
  'Template {id} could not be rendered': ['jinja2.exceptions.UndefinedError: {0}'],
  'Job {job} failed: schema mismatch in batch {id}': ['AnalysisException: cannot resolve column in {0}, part {1}'],
  // What was never said before.
  'Certificate chain of {host} contains unknown issuer': ['x509: certificate of {0} signed by unknown authority'],
  'Header X-Debug-Bypass present, inspection skipped for {ip}': ['modsecurity: rule engine off for {0}'],
  'Role administrator granted to {user} by {ip}': ['{0} added to group wheel by {1}'],
  'Clock skew of {n} s against {host}': ['chronyd: system clock wrong by {0} seconds, source {1}'],
  'COPY {table} TO PROGRAM executed by {user}': ['audit: {1} ran COPY {0} TO PROGRAM'],
  'Page checksum mismatch in {table}, block {n}': ['invalid page in block {1} of relation {0}'],
  'Currency table older than {n} days in use': ['using stale rates, age {0} d'],
  'Event {id} lies in the future, kept as it is': ['{0}: eventTime ahead of watermark'],
};
