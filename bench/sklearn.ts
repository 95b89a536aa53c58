import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface SklearnTiming {
  readonly version: string;
  /** Seconds, the best of three runs. */
  readonly fit: number;
  readonly score: number;
}

const SCRIPT = `
import json, sys, time
import numpy as np, sklearn
from sklearn.ensemble import IsolationForest
X = np.ascontiguousarray(np.fromfile(sys.argv[1], dtype=np.float32).reshape(int(sys.argv[2]), -1).T)
runs = []
for seed in range(3):
    began = time.perf_counter()
    forest = IsolationForest(n_estimators=100, random_state=seed, n_jobs=1).fit(X)
    fitted = time.perf_counter()
    forest.score_samples(X)
    runs.append((time.perf_counter() - began, fitted - began))
total, fit = min(runs)
print(json.dumps({"version": sklearn.__version__, "fit": fit, "score": total - fit}))
`;

/** How long scikit-learn's IsolationForest takes for the same columns on one thread; undefined where there is none. */
export function timeSklearn(columns: readonly Float32Array[]): SklearnTiming | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'seismolog-bench-'));
  try {
    const file = path.join(folder, 'columns.f32');
    writeFileSync(
      file,
      Buffer.concat(columns.map((column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength)))
    );
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    for (const python of ['/usr/bin/python3', 'python3']) {
      const { status, stdout } = spawnSync(python, ['-c', SCRIPT, file, String(columns.length)], {
        env,
        encoding: 'utf8',
      });
      if (status === 0) {
        return JSON.parse(stdout);
      }
    }
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
