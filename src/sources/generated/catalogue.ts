import { CRITICAL, DEBUG, ERROR, INFO, UNKNOWN, WARNING } from '../../logs/level';
import { defineMessage, type Message } from './messages';
import { type ServiceName, SERVICES } from './services';

/** What a service says on an ordinary day. */
export interface ServiceMessages {
  /** By level code. */
  readonly byLevel: ReadonlyArray<readonly Message[]>;
  /** What it says of itself, in no request. */
  readonly background: readonly Message[];
}

type Line = readonly [status: number, text: string, slowness?: number];

interface ServiceLines {
  debug: readonly Line[];
  info: readonly Line[];
  /** INFO that belongs to no request. */
  background: readonly Line[];
  warning: readonly Line[];
  error: readonly Line[];
  critical: readonly Line[];
}

const LINES: Record<ServiceName, ServiceLines> = {
  'api-gateway': {
    debug: [
      [200, 'Route matched {path}'],
      [200, 'Upstream selected {host}'],
      [200, 'CORS preflight for {path}', 0.3],
    ],
    info: [
      [200, 'GET {path} completed'],
      [200, 'GET {path} completed for {user}'],
      [201, 'POST /api/v1/orders created {order}', 1.2],
      [204, 'DELETE /api/v1/cart/items/{id} completed'],
      [304, 'GET {path} not modified', 0.5],
      [200, 'Request {id} forwarded to {host}'],
    ],
    background: [
      [200, 'Health check of {host} passed', 0.2],
      [200, 'Routing table reloaded, {n} routes', 0.8],
    ],
    warning: [
      [404, 'Route not found: {path}', 0.5],
      [404, 'Resource not found: {path} requested by {ip}', 0.5],
      [200, 'Slow request {path} took {ms} ms', 4],
      [400, 'Request body rejected: invalid JSON from {ip}', 0.4],
      [200, 'Client {client} at {high}% of its rate limit'],
    ],
    error: [
      [429, 'API rate limit exceeded for {client}', 0.3],
      [500, 'Unhandled exception in request handler for {path}'],
      [503, 'Service unavailable: no healthy upstream for {path}', 2],
      [504, 'Upstream timed out after {ms} ms', 12],
    ],
    critical: [[503, 'Circuit breaker open for upstream {host}', 0.4]],
  },
  'auth-service': {
    debug: [
      [200, 'Token cache hit for {user}', 0.3],
      [200, 'Session {id} refreshed'],
    ],
    info: [
      [200, 'User {user} authenticated from {ip}'],
      [200, 'Token issued for {user}'],
      [200, 'Token {id} validated', 0.6],
      [200, 'User {user} logged out', 0.6],
      [200, 'Password changed for {user}', 1.5],
    ],
    background: [
      [200, 'Expired sessions removed: {n}', 1.5],
      [200, 'Health check passed', 0.2],
    ],
    warning: [
      [401, 'Token expired for {user}', 0.5],
      [401, 'Login attempt with wrong password for {user} from {ip}'],
      [403, 'Access to {path} denied', 0.5],
      [403, 'Second factor of {user} refused'],
    ],
    error: [
      [401, 'Failed to authenticate user {user} from {ip}'],
      [401, 'Failed to authenticate user {user}: token signature invalid', 0.6],
      [500, 'LDAP lookup failed for {user}', 5],
      [503, 'Connection timeout to database', 14],
    ],
    critical: [[500, 'Token signing key could not be loaded', 0.5]],
  },
  database: {
    debug: [
      [200, 'Query plan cached for {table}', 0.4],
      [200, 'Connection {id} returned to pool', 0.2],
      [200, 'Buffer hit ratio {high}%', 0.4],
    ],
    info: [
      [200, 'SELECT on {table} returned {n} rows'],
      [200, 'UPDATE on {table} changed {n} rows', 1.2],
      [200, 'INSERT into {table} committed', 1.1],
      [200, 'Transaction {id} committed'],
    ],
    background: [
      [200, 'Checkpoint complete: wrote {n} buffers', 2],
      [200, 'Autovacuum of {table} finished', 2.5],
    ],
    warning: [
      [200, 'Slow query on {table} took {ms} ms', 5],
      [200, 'Connection pool at {high}% of its limit'],
      [200, 'Replication lag {n} ms'],
      [200, 'Lock wait on {table} for transaction {id}', 3],
    ],
    error: [
      [500, 'Deadlock detected on {table}', 3],
      [503, 'Connection timeout to database', 14],
      [500, 'Duplicate key violates unique constraint on {table}', 0.6],
      [500, 'Statement cancelled after {ms} ms', 12],
    ],
    critical: [[503, 'Too many connections: {n} clients rejected', 2]],
  },
  'cache-redis': {
    debug: [
      [200, 'GET {key} hit', 0.8],
      [200, 'SET {key} stored', 0.8],
      [200, 'EXPIRE {key} scheduled', 0.6],
    ],
    info: [
      [200, 'Cache hit for {key}'],
      [200, 'Cache miss for {key}', 1.4],
      [200, 'Key {key} updated'],
    ],
    background: [
      [200, 'Evicted {n} keys', 0.8],
      [200, 'Background save finished, {n} keys changed', 2],
      [200, 'Replica {host} in sync'],
    ],
    warning: [
      [200, 'Cache miss ratio high: {high}%', 1.5],
      [200, 'Memory fragmentation ratio high on {host}'],
      [404, 'Key {key} not found', 0.8],
      [200, 'Slow command on {key} took {ms} ms', 5],
    ],
    error: [
      [500, 'Command failed: key {key} holds the wrong kind of value', 0.6],
      [503, 'Replica {host} lost, resynchronising', 3],
      [503, 'Connection to {host} reset by peer', 4],
    ],
    critical: [[503, 'Master {host} unreachable, failover started', 10]],
  },
  'payment-service': {
    debug: [
      [200, 'Idempotency key {id} checked', 0.3],
      [200, 'Provider fee computed for {order}', 0.4],
    ],
    info: [
      [200, 'Payment for {order} authorised'],
      [200, 'Payment for {order} captured', 1.2],
      [200, 'Refund for {order} issued', 1.3],
      [200, 'Invoice for {order} created'],
    ],
    background: [
      [200, 'Webhook {id} processed', 0.7],
      [200, 'Settlement of {n} payments finished', 2],
    ],
    warning: [
      [402, 'Card declined for {order}', 1.2],
      [200, 'Retrying payment provider for {order}', 3],
      [404, 'Payment {id} not found', 0.5],
      [200, 'Slow response of payment provider: {ms} ms', 5],
    ],
    error: [
      [500, 'Payment processing failed for {order}', 2],
      [503, 'Service unavailable: payment provider did not answer', 12],
      [503, 'Connection timeout to database', 14],
      [500, 'Ledger entry for {order} does not balance'],
    ],
    critical: [[500, 'Payment reconciliation failed: {n} entries differ', 4]],
  },
  'notification-service': {
    debug: [
      [200, 'Template {id} rendered', 0.4],
      [200, 'Queue polled, {n} messages', 0.5],
    ],
    info: [
      [200, 'Email {id} sent to {user}'],
      [202, 'Push notification queued for {user}', 0.5],
      [200, 'SMS {id} delivered', 1.4],
    ],
    background: [
      [200, 'Digest for {user} sent'],
      [200, 'Queue depth {n}', 0.4],
    ],
    warning: [
      [200, 'Email {id} bounced'],
      [200, 'Delivery of {id} delayed, will retry', 3],
      [404, 'Device token of {user} not registered', 0.6],
      [200, 'Queue depth {n} above target', 0.8],
    ],
    error: [
      [500, 'Email delivery failed for {user}', 3],
      [503, 'SMTP server did not answer within {ms} ms', 12],
      [500, 'Template {id} could not be rendered', 0.6],
    ],
    critical: [[503, 'Message broker connection lost', 8]],
  },
  'analytics-engine': {
    debug: [
      [200, 'Partition {n} scanned', 0.7],
      [200, 'Heap usage at {n} MB', 0.4],
    ],
    info: [
      [200, 'Batch {id} ingested'],
      [200, 'Event {id} enriched', 0.7],
      [200, 'Report {id} generated', 1.6],
    ],
    background: [
      [200, 'Job {job} finished, {n} batches', 1.4],
      [200, 'Job {job} started', 0.4],
    ],
    warning: [
      [200, 'Job {job} behind schedule by {n} s'],
      [200, 'Late events dropped from batch {id}'],
      [200, 'Slow aggregation {job} took {ms} ms', 5],
      [404, 'Dataset {id} not found', 0.5],
    ],
    error: [
      [500, 'Job {job} failed: schema mismatch in batch {id}'],
      [500, 'Memory limit exceeded in job {job}', 4],
      [503, 'Connection timeout to database', 14],
    ],
    critical: [[500, 'Job {job} aborted after 3 failed attempts', 5]],
  },
};

/** By service code. */
export const CATALOGUE: readonly ServiceMessages[] = SERVICES.map((service) => {
  const { debug, info, background, warning, error, critical } = LINES[service];
  const define = (level: number, lines: readonly Line[]) =>
    lines.map(([status, text, slowness]) => defineMessage(level, status, text, slowness));
  const byLevel: Message[][] = [];
  byLevel[UNKNOWN] = [];
  byLevel[DEBUG] = define(DEBUG, debug);
  byLevel[INFO] = define(INFO, info);
  byLevel[WARNING] = define(WARNING, warning);
  byLevel[ERROR] = define(ERROR, error);
  byLevel[CRITICAL] = define(CRITICAL, critical);
  return { byLevel, background: define(INFO, background) };
});
