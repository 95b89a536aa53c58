import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { median } from 'simple-statistics';
import { CODE as FEATURES } from '../../src/kernels/code/features';
import { printTable } from '../generated/print';
import { asJavaScript } from './javascript';

const KERNELS = ['csv', 'texts', 'features', 'pathLengths'] as const;

/** Milliseconds of processor time of a run on 100,800 logs. */
interface Cost {
  /** In a new process, as a report pays it. */
  first: number;
  /** Once the engine is warm, as a data source pays it. */
  best: number;
}

export interface Gain {
  name: string;
  kernel: Cost;
  twin: Cost;
}

/**
 * What each kernel costs, and its twin in TypeScript: medians of pairs of processes, one after the other.
 *
 * @throws Error where a kernel finds other than its twin
 */
export function kernelGains(pairs: number): Gain[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'seismolog-kernels-'));
  try {
    const script = path.join(folder, 'features.js');
    writeFileSync(script, asJavaScript(FEATURES));
    return KERNELS.map((name) => {
      const runs = Array.from({ length: pairs }, () => ({
        kernel: once(name, 'kernel', script),
        twin: once(name, 'twin', script),
      }));
      if (runs.some(({ kernel, twin }) => kernel.digest !== twin.digest)) {
        throw new Error(`The kernel ${name} finds other than its twin.`);
      }
      const cost = (which: 'kernel' | 'twin'): Cost => ({
        first: median(runs.map((run) => run[which].first)),
        best: median(runs.map((run) => run[which].best)),
      });
      return { name, kernel: cost('kernel'), twin: cost('twin') };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function once(name: string, which: string, script: string): Cost & { digest: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bench/kernels/once.ts', name, which, script], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`bench/kernels/once.ts ${name} ${which} ended with ${status}: ${stderr}`);
  }
  return JSON.parse(stdout);
}

export function printGains(gains: readonly Gain[]): void {
  const ms = (value: number) => value.toFixed(1);
  printTable(
    'Kernels beside their twins in TypeScript, ms of processor time on 100,800 logs: first run of a process, and warm',
    gains.map(({ name, kernel, twin }) => ({
      kernel: name,
      first: ms(kernel.first),
      'of twin': ms(twin.first),
      saved: ms(twin.first - kernel.first),
      warm: ms(kernel.best),
      'warm twin': ms(twin.best),
      times: ms(twin.best / kernel.best),
    }))
  );
}
