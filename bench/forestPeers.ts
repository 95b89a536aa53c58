import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How long another implementation of the Isolation Forest takes on one thread: seconds, the best of three runs. */
interface PeerTiming {
  readonly name: string;
  readonly version: string;
  readonly fit: number;
  readonly score: number;
}

/** Each with 100 trees of 256 rows; what is not installed is left out. */
const SCRIPT = `
import importlib, importlib.metadata, json, sys, time
import numpy as np
X = np.ascontiguousarray(np.fromfile(sys.argv[1], dtype=np.float32).reshape(int(sys.argv[2]), -1).T)

def sklearn(seed):
    from sklearn.ensemble import IsolationForest
    forest = IsolationForest(n_estimators=100, random_state=seed, n_jobs=1)
    return forest.fit, forest.score_samples

def isotree(seed):
    from isotree import IsolationForest
    forest = IsolationForest(ntrees=100, sample_size=256, ndim=1, missing_action="fail", nthreads=1, random_seed=seed + 1)
    return forest.fit, forest.predict

timings = []
for name, peer in (("scikit-learn", sklearn), ("isotree", isotree)):
    try:
        importlib.import_module(peer.__name__)
    except ImportError:
        continue
    runs = []
    for seed in range(3):
        fit, score = peer(seed)
        began = time.perf_counter()
        fit(X)
        fitted = time.perf_counter()
        score(X)
        runs.append((time.perf_counter() - began, fitted - began))
    total, fitting = min(runs)
    timings.append({"name": name, "version": importlib.metadata.version(name), "fit": fitting, "score": total - fitting})
print(json.dumps(timings))
`;

/** How long the others that python3 has take for the same columns. */
export function timePeers(columns: readonly Float32Array[]): PeerTiming[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'seismolog-bench-'));
  try {
    const file = path.join(folder, 'columns.f32');
    writeFileSync(
      file,
      Buffer.concat(columns.map((column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength)))
    );
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    for (const python of ['python3', '/usr/bin/python3']) {
      const { status, stdout } = spawnSync(python, ['-c', SCRIPT, file, String(columns.length)], {
        env,
        encoding: 'utf8',
      });
      const timings: PeerTiming[] = status === 0 ? JSON.parse(stdout) : [];
      if (timings.length > 0) {
        return timings;
      }
    }
    return [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
