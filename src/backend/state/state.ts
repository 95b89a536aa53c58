import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Log } from '../log';
import { type Known, type KnownChanges, NOTHING_KNOWN } from './known';
import { DamagedError, StateDatabase } from './stateDatabase';

/** In bytes. What is more, the logs lose that were used longest ago. */
const MAX_BYTES = { file: 32e6, memory: 16e6 };

const FILE = 'seismolog.sqlite';

/** Only one that was set aside is kept. */
const DAMAGED_FILE = 'seismolog.damaged.sqlite';

/**
 * What is known, kept in a folder; in memory where none is set, or it cannot be used. Nothing is thrown: what cannot be
 * kept is said in the log and by `said`.
 */
export class State {
  private database: StateDatabase;
  private problem: string | undefined;

  constructor(
    private readonly folder: string | undefined,
    private readonly log: Pick<Log, 'error'>
  ) {
    this.database = this.open();
  }

  /** Where what is known is kept, and what is wrong with that; for people. */
  get said(): string {
    if (this.folder === undefined) {
      return 'What is learned is kept in memory until the plugin ends: no folder is set for it (state_dir).';
    }
    return this.problem ?? `What is learned is kept in ${this.folder}.`;
  }

  recall(key: string): Known {
    return this.attempt((database) => database.recall(key)) ?? NOTHING_KNOWN;
  }

  remember(key: string, changes: KnownChanges): void {
    this.attempt((database) => database.remember(key, changes));
  }

  close(): void {
    this.database.close();
  }

  /** Once more where it fails, with what is used instead. */
  private attempt<T>(act: (database: StateDatabase) => T): T | undefined {
    try {
      return act(this.database);
    } catch (error) {
      this.database = this.insteadOf(this.database, error);
    }
    try {
      return act(this.database);
    } catch (error) {
      this.log.error('What is learned cannot be kept in memory', { reason: reasonOf(error) });
      return undefined;
    }
  }

  private open(): StateDatabase {
    if (this.folder === undefined) {
      return StateDatabase.inMemory(MAX_BYTES.memory);
    }
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      return StateDatabase.open(path.join(this.folder, FILE), MAX_BYTES.file);
    } catch (error) {
      return isDamaged(error) ? this.startOver(this.folder, error) : this.inMemory(error);
    }
  }

  private insteadOf(failed: StateDatabase, error: unknown): StateDatabase {
    if (this.folder !== undefined && isDamaged(error)) {
      failed.close();
      return this.startOver(this.folder, error);
    }
    const memory = this.inMemory(error);
    copy(failed, memory);
    failed.close();
    return memory;
  }

  private startOver(folder: string, error: unknown): StateDatabase {
    try {
      setAside(folder);
      const database = StateDatabase.open(path.join(folder, FILE), MAX_BYTES.file);
      this.say(
        `${path.join(folder, FILE)} was damaged (${reasonOf(error)}). It was renamed to ${DAMAGED_FILE}, and what is learned is kept in a new one.`
      );
      return database;
    } catch (failure) {
      return this.inMemory(failure);
    }
  }

  private inMemory(error: unknown): StateDatabase {
    this.say(
      `What is learned is kept in memory only, until the plugin ends: ${this.folder ?? 'memory'} cannot be used (${reasonOf(error)}). Mend that, then restart Grafana.`
    );
    return StateDatabase.inMemory(MAX_BYTES.memory);
  }

  private say(problem: string): void {
    this.problem = problem;
    this.log.error(problem);
  }
}

function isDamaged(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return error instanceof DamagedError || /^SQLITE_(?:CORRUPT|NOTADB)/.test(code);
}

function setAside(folder: string): void {
  for (const suffix of ['', '-wal']) {
    const [from, to] = [FILE, DAMAGED_FILE].map((name) => path.join(folder, name + suffix));
    rmSync(to, { force: true });
    renameIfThere(from, to);
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      throw error;
    }
  }
}

/** As far as it can still be read. */
function copy(from: StateDatabase, to: StateDatabase): void {
  try {
    from.keys().forEach((key) => to.remember(key, from.recall(key)));
  } catch {
    // That it cannot be read is why it is left.
  }
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\n', ' ');
}
