import { plural, whole } from '../../format/format';
import { type Notice } from '../../logs/notice';
import { workloadsOf } from './workload';

/** The most services that are shown, each by itself: what an analysis takes grows with these. */
export const MAX_SERVICES = 500;

/** Which service each name counts as, and what is to be said of it. */
export interface ServiceNames {
  readonly serviceOf: ReadonlyMap<string, string>;
  readonly notices: readonly Notice[];
}

/**
 * Pods count as their workload, and of what is more than MAX_SERVICES the least active as one: names are chosen by
 * logs, and there may be as many as there are lines.
 *
 * @param logs of each name; those without any count, too, but come last
 * @returns undefined where each name is a service
 */
export function nameServices(logs: ReadonlyMap<string, number>, groupPods: boolean): ServiceNames | undefined {
  const names = [...logs.keys()];
  const workloads = groupPods ? workloadsOf(names) : names;
  const ofWorkload = new Map<string, number>();
  names.forEach((name, index) => {
    ofWorkload.set(workloads[index], (ofWorkload.get(workloads[index]) ?? 0) + (logs.get(name) ?? 0));
  });
  const others = leastActive(ofWorkload);
  if (
    ofWorkload.size === names.length &&
    others.size === 0 &&
    workloads.every((name, index) => name === names[index])
  ) {
    return undefined;
  }
  const rest = nameOfOthers(others.size);
  return {
    serviceOf: new Map(names.map((name, index) => [name, others.has(workloads[index]) ? rest : workloads[index]])),
    notices: [...workloadNotices(names, workloads), ...othersNotices(others, ofWorkload)],
  };
}

/** Whether a service stands for those that are not shown by themselves. */
export function isOthers(service: string): boolean {
  return /^[\d,]+ others$/.test(service);
}

function nameOfOthers(count: number): string {
  return `${whole(count)} others`;
}

function leastActive(logs: ReadonlyMap<string, number>): ReadonlySet<string> {
  // Logs that are grouped already have others among them.
  const own = [...logs].filter(([name]) => !isOthers(name));
  if (own.length <= MAX_SERVICES) {
    return new Set();
  }
  const byActivity = own.sort(([a, ofA], [b, ofB]) => ofB - ofA || (a < b ? -1 : 1));
  return new Set(byActivity.slice(MAX_SERVICES).map(([name]) => name));
}

function workloadNotices(names: readonly string[], workloads: readonly string[]): Notice[] {
  const pod = names.findIndex((name, index) => name !== workloads[index]);
  if (pod < 0) {
    return [];
  }
  const pods = names.filter((name, index) => name !== workloads[index]).length;
  const text = `${plural(pods, 'name')} of pods ${pods === 1 ? 'counts' : 'count'} as the service of their workload: ${names[pod]} as ${workloads[pod]}. Turn the setting "Group pods" off to see each by itself.`;
  return [{ severity: 'info', text }];
}

function othersNotices(others: ReadonlySet<string>, logs: ReadonlyMap<string, number>): Notice[] {
  if (others.size === 0) {
    return [];
  }
  const hidden = [...others].reduce((sum, name) => sum + (logs.get(name) ?? 0), 0);
  const text = `There are ${whole(logs.size)} services. The ${whole(MAX_SERVICES)} with the most logs are shown by themselves, the others with ${plural(hidden, 'log')} as one: "${nameOfOthers(others.size)}". Narrow the query, or map the field "service" to one with fewer values.`;
  return [{ severity: 'warning', text }];
}
