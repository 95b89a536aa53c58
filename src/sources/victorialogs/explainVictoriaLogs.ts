/** What VictoriaLogs' own words mean and what to do; undefined where the status says it as well. */
export function explainVictoriaLogs(status: number, body: string): string | undefined {
  const known = MEANINGS.find(([words]) => words.test(body));
  if (known) {
    return known[1];
  }
  return status === 404
    ? 'Is this the address of a VictoriaLogs? Give it without /select, and with the path prefix of its proxy if there is one.'
    : undefined;
}

const MEANINGS: ReadonlyArray<readonly [words: RegExp, meaning: string]> = [
  [
    /cannot obtain tenantID/,
    'It does not take the tenant: check it in the data source settings (AccountID:ProjectID).',
  ],
  [/cannot parse [`']?query/, 'The query is not valid LogsQL.'],
  [
    /search\.maxQueryTimeRange/,
    'It refuses so long a time range: narrow it, or raise its limit -search.maxQueryTimeRange.',
  ],
  [
    /couldn't start executing the request/,
    'It is busy with other queries: ask less often, or raise its limit -search.maxConcurrentRequests.',
  ],
  [
    /search\.maxQueryDuration/,
    'The query takes longer than it allows: narrow it or its time range, or raise its limit -search.maxQueryDuration.',
  ],
  [/requires more than \d+MB of memory/, 'It is short of memory for this: narrow the query or its time range.'],
  [
    /unsupported path requested/,
    'Is this the address of a VictoriaLogs? VictoriaMetrics and VictoriaTraces answer alike, but hold no logs.',
  ],
];

/** A query that ran out of its time (503) would do so again. */
export function isLasting(body: string): boolean {
  return /couldn't be executed in/.test(body);
}

/** Whether an error says that the customer's own query is wrong. */
export function isAboutQuery(status: number | undefined, said: string): boolean {
  return status === 400 && /cannot parse [`']?query/.test(said);
}
