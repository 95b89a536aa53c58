/// <reference types="bun-types/sqlite" />
import { Database } from 'bun:sqlite';
import { type Known } from '../known';
import { MIGRATIONS } from '../migrations';
import { State } from '../state';
import { StateDatabase } from '../stateDatabase';

/* Bun runs this: a state that does what it is sent. Tests run in Node, which has no bun:sqlite. */

export type Order =
  | { act: 'open'; folder?: string }
  | { act: 'close' }
  | { act: 'recall'; key: string }
  | { act: 'remember'; key: string; changes: Known }
  /** Without end: `changes` with each id numbered, and each number answered once it is kept. */
  | { act: 'write on'; key: string; changes: Known }
  /** The keys that are left in so many bytes after all were remembered in their order. */
  | { act: 'fill'; maxBytes: number; keys: string[]; changes: Known }
  /** A file of that version of the schema, with what the SQL inserts. */
  | { act: 'make'; file: string; version: number; sql: string };

export interface Reply {
  known?: Known;
  said?: string;
  logged?: string[];
  written?: number;
  keys?: string[];
}

const logged: string[] = [];
let state: State | undefined;

process.on('message', (order: Order) => {
  process.send?.({ ...answer(order), said: state?.said, logged } satisfies Reply);
});

function answer(order: Order): Reply {
  switch (order.act) {
    case 'open':
      state = new State(order.folder || undefined, { error: (message) => logged.push(message) });
      return {};
    case 'close':
      state?.close();
      return {};
    case 'recall':
      return { known: state?.recall(order.key) };
    case 'remember':
      state?.remember(order.key, order.changes);
      return {};
    case 'write on':
      return writeOn(order.key, order.changes);
    case 'fill': {
      const database = StateDatabase.inMemory(order.maxBytes);
      order.keys.forEach((key) => database.remember(key, order.changes));
      return { keys: database.keys() };
    }
    case 'make': {
      const database = new Database(order.file, { create: true });
      [...MIGRATIONS.slice(0, order.version), order.sql].forEach((sql) => database.run(sql));
      database.run(`PRAGMA user_version = ${order.version}`);
      database.close();
      return {};
    }
  }
}

function writeOn(key: string, changes: Known): Reply {
  let written = 0;
  const write = () => {
    written++;
    state?.remember(key, { ...changes, incidents: changes.incidents.map((one) => ({ ...one, id: `${written}` })) });
    process.send?.({ written } satisfies Reply);
    setImmediate(write);
  };
  setImmediate(write);
  return {};
}
