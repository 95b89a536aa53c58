/** Kubernetes makes the last part of a pod's name of these letters and digits: no vowels, so no words come out. */
const RANDOM = /^[b-df-hj-np-tv-xz2-9]{5}$/;

/** The template's hash and the random part of a Deployment's pod, or the time and the random part of a CronJob's. */
const DEPLOYED = /^(.+)-([a-f\d]{6,10})-([a-z\d]{5})$/;
const GENERATED = /^(.+)-([a-z\d]{5})$/;
const NUMBERED = /^(.+)-(0|[1-9]\d{0,2})$/;
/** A task of Docker Swarm: its number, and an id. */
const TASK = /^(.+)\.\d+\.[a-z\d]{25}$/;

/** More than these are no replicas of one thing: tenants, customers, nodes. */
const MAX_REPLICAS = 200;

/**
 * The workload that each name is a pod of, by the forms that Kubernetes and Docker Swarm give to names; a name that has
 * none of them is its own workload.
 *
 * - Deployment, CronJob: `web-7d9f8c6b5-x2q7z` is `web`
 * - DaemonSet, Job: `agent-x2q7z` is `agent`, where there are two of them
 * - StatefulSet: `db-0`, `db-1` are `db`, where they are numbered from 0 without a gap, and others are pods: elsewhere
 *   a number may be that of anything
 *
 * @returns in the order of the names
 */
export function workloadsOf(names: readonly string[]): string[] {
  const parts = names.map((name) => GENERATED.exec(name));
  const siblings = new Map<string, { count: number; isMixed: boolean }>();
  for (const [, base, random] of parts.filter((part) => part !== null)) {
    if (RANDOM.test(random)) {
      const { count, isMixed } = siblings.get(base) ?? { count: 0, isMixed: false };
      siblings.set(base, { count: count + 1, isMixed: isMixed || (hasDigit(random) && hasLetter(random)) });
    }
  }
  const stripped = names.map((name, index) => {
    const [, base, random] = parts[index] ?? [];
    const family = base !== undefined && RANDOM.test(random) ? siblings.get(base) : undefined;
    const isOneOfSome = family !== undefined && family.count > 1 && family.isMixed;
    return deploymentOf(name) ?? TASK.exec(name)?.[1] ?? (isOneOfSome ? base : name);
  });
  if (stripped.every((name, index) => name === names[index])) {
    return stripped;
  }
  const replicas = replicasOf(new Set(stripped));
  return stripped.map((name) => {
    const [, base, ordinal] = NUMBERED.exec(name) ?? [];
    return base !== undefined && Number(ordinal) < (replicas.get(base) ?? 0) ? base : name;
  });
}

function deploymentOf(name: string): string | undefined {
  const [, base, hash, random] = DEPLOYED.exec(name) ?? [];
  return base !== undefined && hasDigit(hash) && (RANDOM.test(random) || hasDigit(random)) ? base : undefined;
}

/** How many replicas each StatefulSet has: numbers from 0 on without a gap. */
function replicasOf(names: ReadonlySet<string>): Map<string, number> {
  const replicas = new Map<string, number>();
  for (const name of names) {
    if (name.endsWith('-0')) {
      const base = name.slice(0, -2);
      let count = 1;
      while (count <= MAX_REPLICAS && names.has(`${base}-${count}`)) {
        count++;
      }
      replicas.set(base, count <= MAX_REPLICAS ? count : 0);
    }
  }
  return replicas;
}

function hasDigit(text: string): boolean {
  return /\d/.test(text);
}

function hasLetter(text: string): boolean {
  return /[a-z]/.test(text);
}
