/**
 * What each version of the schema adds to the one before. A version that was released is never changed: a new one is
 * added, and what it wrote in state.test.ts.
 */
export const MIGRATIONS: readonly string[] = [
  // 1: what was found in which logs. Times are in ms since the epoch, those of logs with fractions.
  `CREATE TABLE logs (
     id INTEGER PRIMARY KEY,
     key TEXT NOT NULL UNIQUE,
     used INTEGER NOT NULL -- the higher, the later they were used last
   ) STRICT;
   CREATE INDEX logs_used ON logs (used);
   CREATE TABLE incidents (
     logs INTEGER NOT NULL REFERENCES logs ON DELETE CASCADE,
     place INTEGER NOT NULL, -- what was found last comes first
     id TEXT NOT NULL,
     type TEXT NOT NULL,
     kind TEXT,
     services TEXT NOT NULL, -- JSON
     start_ms REAL NOT NULL,
     end_ms REAL NOT NULL,
     first TEXT, -- JSON: how it was judged when it was first found
     PRIMARY KEY (logs, place)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE templates (
     logs INTEGER NOT NULL REFERENCES logs ON DELETE CASCADE,
     id TEXT NOT NULL,
     first_ms REAL NOT NULL,
     last_ms REAL NOT NULL,
     PRIMARY KEY (logs, id)
   ) STRICT, WITHOUT ROWID;`,
  // 2: forecasts, and what came of them.
  `CREATE TABLE forecasts (
     logs INTEGER NOT NULL REFERENCES logs ON DELETE CASCADE,
     id TEXT NOT NULL,
     made_ms REAL NOT NULL,
     type TEXT NOT NULL,
     service TEXT NOT NULL,
     sign TEXT NOT NULL,
     expected_ms REAL NOT NULL,
     earliest_ms REAL NOT NULL,
     latest_ms REAL NOT NULL,
     confidence REAL NOT NULL,
     outcome TEXT,
     came_ms REAL,
     PRIMARY KEY (logs, id, made_ms)
   ) STRICT, WITHOUT ROWID;`,
  // 3: since when services are known.
  `CREATE TABLE services (
     logs INTEGER NOT NULL REFERENCES logs ON DELETE CASCADE,
     id TEXT NOT NULL, -- its name
     first_ms REAL NOT NULL,
     last_ms REAL NOT NULL,
     PRIMARY KEY (logs, id)
   ) STRICT, WITHOUT ROWID;`,
];
