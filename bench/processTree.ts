import { readdirSync, readFileSync } from 'node:fs';

/** What a process and all that it started take, as Linux reports it. */
export interface Taken {
  processes: number;
  /** What processes share, as the pages of the executable, counted once. */
  memoryMb: number;
  threads: number;
  files: number;
  /** Of processes that have ended too. */
  cpuSeconds: number;
}

/** Of a second; what Linux counts processor time in. */
const TICKS = 100;

export function takenBy(pid: number): Taken {
  const use = { processes: 0, memoryMb: 0, threads: 0, files: 0, cpuSeconds: 0 };
  for (const one of treeOf(pid)) {
    const stat = statOf(one);
    if (!stat) {
      continue;
    }
    use.processes++;
    // Fields of /proc/PID/stat, counted from 1 as its manual does.
    const field = (n: number) => Number(stat[n - 3]);
    use.cpuSeconds += (field(14) + field(15) + field(16) + field(17)) / TICKS;
    use.threads += field(20);
    use.memoryMb += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0) / 1000;
    use.files += filesOf(one);
  }
  return use;
}

function treeOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = statOf(Number(name));
    if (stat && stat[0] !== 'Z') {
      parents.set(Number(name), Number(stat[1]));
    }
  }
  const isOfTree = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isOfTree(parents.get(pid)));
  return [...parents.keys()].filter(isOfTree);
}

/** The fields after the name, which may hold anything. */
function statOf(pid: number): string[] | undefined {
  const text = read(`/proc/${pid}/stat`);
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function filesOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

/** '' where the process has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
