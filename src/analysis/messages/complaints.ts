/** What a line complains of, recognised by its words or else by its status. */
export interface Complaint {
  /**
   * Alternatives that are literals or nearly so: bounded, so that they run over each different message in linear time.
   */
  readonly words: RegExp;
  /**
   * Words that are a complaint whatever the level of their line, which its writer may not name or may set too low: sshd
   * says "Failed password" without a level, or as information.
   */
  readonly plainWords: RegExp;
  readonly statusCodes: readonly number[];
}

/**
 * The complaints that incidents and anomalies are derived from, each in its own order of what comes first. The words
 * are those of common servers, runtimes, databases and clients.
 */
export const COMPLAINTS = {
  authentication: {
    words:
      /auth\w{0,20} (?:fail|error|denied|reject)|fail\w{0,10} to (?:auth|log ?in|log ?on)|fail\w{0,10} (?:login|password|auth)|(?:login|log-in|sign.?in|logon) (?:attempt|fail)|(?:wrong|invalid|bad|incorrect|expired) (?:\w{1,30} )?(?:password|credential|user|token|signature|api key)|unauthori[sz]ed|forbidden|(?:access|permission) denied|brute.?force|account .{0,40}locked|(?:failed|bad) su\b|login[_ ]error|invalid[_ ]user[_ ]credentials|password check failed/i,
    plainWords:
      /fail\w{0,10} (?:password|login|logon|authentication|publickey) (?:for|from|of|by|attempt)|authentication failure|invalid user \S{1,64} from|(?:login|logon|password) (?:failed|incorrect)|check pass; user unknown|too many (?:authentication|login|logon) (?:failures|attempts)|maximum authentication attempts exceeded|possible break-?in attempt|\d incorrect password attempts?|failed to log ?(?:on|in)\b|account (?:is |has been |was )?locked|(?:\bauth|authentication) failed|access denied for user|\b(?:failed|bad) su\b|failed login \(|login_error|invalid_user_credentials|password check failed/i,
    statusCodes: [401, 403],
  },
  memory: {
    words:
      /out of memory|\boom\b|oom.?kill|outofmemory|memory (?:usage|leak|limit|pressure|exhaust)|heap (?:space|usage)|(?:gc|garbage collect\w{0,10}) (?:overhead|pause)|cannot allocate memory/i,
    plainWords: /out of memory:|outofmemoryerror|oom-?killer|killed process \d|cannot allocate memory/i,
    statusCodes: [],
  },
  diskSpace: {
    words:
      /no space left|enospc|disk (?:is )?(?:usage|space|full|quota)|(?:volume|file ?system|partition) (?:is )?full|out of inodes|read-?only file ?system/i,
    plainWords:
      /no space left on device|enospc|(?:disk|volume|file ?system|partition) is full|out of inodes|remounting file ?system read-?only/i,
    statusCodes: [],
  },
  connections: {
    words:
      /(?:connection|thread|worker) pool|pool (?:is )?exhausted|too many (?:connections|clients|open files)|remaining connection slots|emfile/i,
    plainWords:
      /too many (?:connections|clients already|open files)|remaining connection slots are reserved|\bemfile\b/i,
    statusCodes: [],
  },
  database: {
    words:
      /(?:database|\bdb\b|sql|postgres|mysql|mariadb|oracle|mongo|redis|cassandra|jdbc|hikari).{0,200}(?:connect|timeout|timed out|unavailable|refused|pool|deadlock|lost|down)|connection pool|pool\b.{0,200}(?:exhaust|connection)|(?:connect|pool).{0,200}(?:database|\bdb\b|sql)|deadlock/i,
    plainWords: /deadlock (?:found|detected)/i,
    statusCodes: [],
  },
  queues: {
    words:
      /queue (?:is )?(?:full|length|depth|size|overflow|backlog)|backlog (?:is )?(?:full|grow)|consumer lag|backpressure/i,
    plainWords: /queue is full|queue overflow/i,
    statusCodes: [],
  },
  rateLimits: {
    words:
      /rate.?limit\w{0,10} (?:exceeded|reached|hit)|exceeded (?:the |its )?rate.?limit|too many requests|throttl|(?:api|request) quota (?:exceeded|exhausted)/i,
    plainWords: /rate.?limit (?:exceeded|reached|hit)|too many requests|quota (?:exceeded|exhausted)/i,
    statusCodes: [429],
  },
  network: {
    words:
      /network|packet loss|\bdns\b|latency|econnreset|etimedout|ehostunreach|socket (?:hang|timeout|closed)|connection reset|tls handshake|broken pipe/i,
    plainWords: /no route to host|network is unreachable|ehostunreach/i,
    statusCodes: [],
  },
  unavailability: {
    words:
      /service (?:is )?(?:unavailable|down|unreachable)|unavailable|unreachable|not reachable|connection (?:refused|time-?out)|econnrefused|no (?:healthy|available) (?:upstream|backend|host|server)|circuit.?breaker|health.?check fail|outage|bad gateway|gateway time-?out/i,
    plainWords:
      /connection refused|econnrefused|no (?:healthy|available|live) (?:upstream|backend|server)|bad gateway|gateway time-?out/i,
    statusCodes: [502, 503, 504],
  },
} as const satisfies Readonly<Record<string, Complaint>>;

/** Any of the words that are a complaint whatever the level of their line. */
export const PLAIN_WORDS = new RegExp(
  Object.values(COMPLAINTS)
    .map(({ plainWords }) => plainWords.source)
    .join('|'),
  'i'
);

const DEPRECATION = /\bdeprecat(?:ed|ion)/i;

/** Whether a message warns of what a later version will not have: whatever its words, of nothing that happens now. */
export function isDeprecation(message: string): boolean {
  return DEPRECATION.test(message) && !PLAIN_WORDS.test(message);
}
