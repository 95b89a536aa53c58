import { instantOf } from '../../instant';
import { createLimiter, type Limiter } from '../../windows/limiter';
import { type Span } from '../../windows/span';
import { askInParts } from '../ease';
import { type Row } from '../rows';
import { contradiction } from '../storedLogs';
import { type VictoriaLogsClient } from '../victoriaLogsClient';
import { POINTS } from './queries';

/** Requests at once: a query keeps all processors of the store busy by itself. */
const CONCURRENCY = 3;

/** Asks for counts within the store's limits: what is too much at once is asked for in parts of time. */
export class Querier {
  /** Requests so far. */
  requests = 0;
  private readonly limit: Limiter = createLimiter(CONCURRENCY);

  constructor(
    private readonly client: VictoriaLogsClient,
    private readonly signal: AbortSignal
  ) {}

  /**
   * The rows of a span; a group may come several times, once of each part.
   *
   * @param partMs where parts begin, on multiples of this; left out: anywhere
   * @throws HttpError, QueryError, StoreError, CancelledError
   */
  async rows(query: string, { fromMs, toMs }: Span, partMs?: number): Promise<Row[]> {
    const span = { from: instantOf(fromMs), to: instantOf(toMs) };
    const answers = await askInParts(
      (part) =>
        this.limit(() => {
          this.requests++;
          return this.client.query(query, part, this.signal).then(distinct);
        }),
      span,
      partMs
    );
    return answers.flat();
  }
}

/** @throws StoreError for a group that comes twice: it would be counted twice */
function distinct(rows: Row[]): Row[] {
  const groups = new Set(rows.map((row) => JSON.stringify({ ...row, [POINTS]: undefined })));
  if (groups.size < rows.length) {
    throw contradiction('gave a group of logs twice', 'query');
  }
  return rows;
}
