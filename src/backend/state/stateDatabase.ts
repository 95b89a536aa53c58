/// <reference types="bun-types/sqlite" />
import { Database } from 'bun:sqlite';
import { type KnownIncident } from '../../analysis/incidents/identity/matchIncidents';
import { type KeptForecast } from '../../analysis/model/analysis';
import { MOST_SERVICES } from './dateServices';
import { type Known, type KnownChanges, NOTHING_KNOWN, type Seen } from './known';
import { MIGRATIONS } from './migrations';

/** What is kept of the same logs at most: what was seen last. */
const MOST_SEEN = { templates: 5_000, services: MOST_SERVICES } as const;

/** Forecasts kept of the same logs: the newest. */
const MAX_FORECASTS = 1_000;

/** For so long a process that is about to end may still have the file. */
const OTHER_PROCESS_MS = 3_000;

/** The file is not as SQLite wrote it. */
export class DamagedError extends Error {}

/** The file was written by a later version of Seismolog. */
class NewerSchemaError extends Error {}

/** As `toRow` wrote it. */
interface IncidentRow extends Omit<KnownIncident, 'services' | 'kind' | 'first'> {
  kind: string | null;
  services: string;
  first: string | null;
}

/** As `keepForecasts` wrote it. */
interface ForecastRow extends Omit<KeptForecast, 'outcome' | 'cameMs'> {
  outcome: KeptForecast['outcome'] | null;
  cameMs: number | null;
}

/**
 * What is known, in SQLite. Each change is one transaction: after the process is killed all of it is there, or nothing.
 * All that it does throws SQLiteError where the file cannot be read or written.
 */
export class StateDatabase {
  private constructor(
    private readonly database: Database,
    private readonly maxBytes: number
  ) {}

  /** @throws SQLiteError, DamagedError, NewerSchemaError */
  static open(file: string, maxBytes: number): StateDatabase {
    const database = new Database(file, { create: true });
    try {
      return new StateDatabase(prepare(database), maxBytes);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  static inMemory(maxBytes: number): StateDatabase {
    return StateDatabase.open(':memory:', maxBytes);
  }

  close(): void {
    this.database.close();
  }

  recall(key: string): Known {
    const logs = this.database.query<{ id: number }, [string]>('SELECT id FROM logs WHERE key = ?').get(key);
    return logs
      ? {
          incidents: this.incidentsOf(logs.id),
          templates: this.seenOf('templates', logs.id),
          forecasts: this.forecastsOf(logs.id),
          services: this.seenOf('services', logs.id),
        }
      : NOTHING_KNOWN;
  }

  /** The keys of all that is known, those used longest ago first. */
  keys(): string[] {
    return this.database
      .query<{ key: string }, []>('SELECT key FROM logs ORDER BY used')
      .all()
      .map(({ key }) => key);
  }

  /** Of too much, the logs go that were used longest ago. */
  remember(key: string, changes: KnownChanges): void {
    this.database
      .transaction(() => {
        const logs = this.use(key);
        if (changes.incidents) {
          this.keepIncidents(logs, changes.incidents);
        }
        this.keepSeen('templates', logs, changes.templates ?? []);
        this.keepSeen('services', logs, changes.services ?? []);
        this.keepForecasts(logs, changes.forecasts ?? []);
        this.forgetOldest();
      })
      .immediate();
  }

  private use(key: string): number {
    const used = 'SELECT coalesce(max(used), 0) + 1 FROM logs';
    const row = this.database
      .query<{ id: number }, [string]>(
        `INSERT INTO logs (key, used) VALUES (?, (${used})) ON CONFLICT DO UPDATE SET used = (${used}) RETURNING id`
      )
      .get(key);
    if (!row) {
      throw new Error('SQLite gave no id for the logs.');
    }
    return row.id;
  }

  private incidentsOf(logs: number): KnownIncident[] {
    return this.database
      .query<IncidentRow, [number]>(
        `SELECT id, type, kind, services, start_ms AS startMs, end_ms AS endMs, first
         FROM incidents WHERE logs = ? ORDER BY place`
      )
      .all(logs)
      .map(toIncident);
  }

  /** Writes what differs: from one refresh to the next that is little. */
  private keepIncidents(logs: number, incidents: readonly KnownIncident[]): void {
    const before = this.database.query('SELECT * FROM incidents WHERE logs = ? ORDER BY place').values(logs);
    const keep = this.database.query('INSERT OR REPLACE INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (const [place, incident] of incidents.entries()) {
      const row = [logs, place, ...toRow(incident)];
      if (row.some((value, column) => value !== before.at(place)?.[column])) {
        keep.run(...row);
      }
    }
    this.database.query('DELETE FROM incidents WHERE logs = ? AND place >= ?').run(logs, incidents.length);
  }

  private seenOf(table: keyof typeof MOST_SEEN, logs: number): Seen[] {
    return this.database
      .query<Seen, [number]>(`SELECT id, first_ms AS firstMs, last_ms AS lastMs FROM ${table} WHERE logs = ?`)
      .all(logs);
  }

  private keepSeen(table: keyof typeof MOST_SEEN, logs: number, seen: readonly Seen[]): void {
    const keep = this.database.query(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?, ?)`);
    for (const { id, firstMs, lastMs } of seen) {
      keep.run(logs, id, firstMs, lastMs);
    }
    if (seen.length > 0) {
      this.database
        .query(
          `DELETE FROM ${table} WHERE logs = ?1 AND id IN
             (SELECT id FROM ${table} WHERE logs = ?1 ORDER BY last_ms DESC, id LIMIT -1 OFFSET ${MOST_SEEN[table]})`
        )
        .run(logs);
    }
  }

  private forecastsOf(logs: number): KeptForecast[] {
    return this.database
      .query<ForecastRow, [number]>(
        `SELECT id, made_ms AS madeMs, type, service, sign, expected_ms AS expectedMs, earliest_ms AS earliestMs,
           latest_ms AS latestMs, confidence, outcome, came_ms AS cameMs
         FROM forecasts WHERE logs = ?`
      )
      .all(logs)
      .map(({ outcome, cameMs, ...row }) => ({
        ...row,
        ...(outcome !== null && { outcome }),
        ...(cameMs !== null && { cameMs }),
      }));
  }

  private keepForecasts(logs: number, forecasts: readonly KeptForecast[]): void {
    const keep = this.database.query('INSERT OR REPLACE INTO forecasts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (const forecast of forecasts) {
      const { id, madeMs, type, service, sign, expectedMs, earliestMs, latestMs, confidence } = forecast;
      const came = [forecast.outcome ?? null, forecast.cameMs ?? null];
      keep.run(logs, id, madeMs, type, service, sign, expectedMs, earliestMs, latestMs, confidence, ...came);
    }
    if (forecasts.length > 0) {
      this.database
        .query(
          `DELETE FROM forecasts WHERE logs = ?1 AND (id, made_ms) IN
             (SELECT id, made_ms FROM forecasts WHERE logs = ?1 ORDER BY made_ms DESC LIMIT -1 OFFSET ${MAX_FORECASTS})`
        )
        .run(logs);
    }
  }

  private forgetOldest(): void {
    while (this.bytes() > this.maxBytes) {
      const { changes } = this.database.query('DELETE FROM logs WHERE used = (SELECT min(used) FROM logs)').run();
      if (changes === 0) {
        return;
      }
    }
  }

  /** Of the pages that hold something. */
  private bytes(): number {
    const value = (name: string) =>
      Object.values(this.database.query<Record<string, number>, []>(`PRAGMA ${name}`).get() ?? {})[0];
    return (value('page_count') - value('freelist_count')) * value('page_size');
  }
}

/** Ready to be used: nobody else uses it, nothing of it is damaged, and its schema is the newest. */
function prepare(database: Database): Database {
  database.run(`PRAGMA busy_timeout = ${OTHER_PROCESS_MS}`);
  // Before the first access: the lock is then held for good, and no shared memory is needed beside the file.
  database.run('PRAGMA locking_mode = EXCLUSIVE');
  database.run('PRAGMA journal_mode = WAL');
  // What was written outlasts the process. When the power fails the last seconds may be lost, and nothing is damaged.
  database.run('PRAGMA synchronous = NORMAL');
  database.run('PRAGMA foreign_keys = ON');
  const check = database.query<{ quick_check: string }, []>('PRAGMA quick_check(1)').get()?.quick_check;
  if (check !== 'ok') {
    throw new DamagedError(check);
  }
  migrate(database);
  return database;
}

function migrate(database: Database): void {
  database
    .transaction(() => {
      const version = database.query<{ user_version: number }, []>('PRAGMA user_version').get()?.user_version ?? 0;
      if (version > MIGRATIONS.length) {
        throw new NewerSchemaError(`Its schema is version ${version}, this Seismolog knows ${MIGRATIONS.length}.`);
      }
      MIGRATIONS.slice(version).forEach((sql) => database.run(sql));
      database.run(`PRAGMA user_version = ${MIGRATIONS.length}`);
    })
    .exclusive();
}

/** The columns of an incident after its place. */
function toRow({ id, type, kind, services, startMs, endMs, first }: KnownIncident): Array<string | number | null> {
  return [id, type, kind ?? null, JSON.stringify(services), startMs, endMs, first ? JSON.stringify(first) : null];
}

function toIncident({ kind, services, first, ...row }: IncidentRow): KnownIncident {
  return {
    ...row,
    ...(kind !== null && { kind }),
    services: JSON.parse(services),
    ...(first !== null && { first: JSON.parse(first) }),
  };
}
