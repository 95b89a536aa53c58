import { type Dependency } from '../../model/analysis';

/**
 * Whether trouble of a service may have to do with that of others, by who depends on whom: it is one of them, they
 * depend on it or it depends on them, directly or not. Of a service of which no dependency is known nobody can know; it
 * may.
 *
 * @param hit names of the services that are in trouble
 */
export function mayBeRelated(
  hit: readonly string[],
  dependencies: readonly Dependency[]
): (service: string) => boolean {
  const known = new Set(dependencies.flatMap(({ from, to }) => [from, to]));
  if (!hit.some((name) => known.has(name))) {
    return () => true;
  }
  const called = reachedFrom(hit, (name) => dependencies.filter(({ from }) => from === name).map(({ to }) => to));
  const callers = reachedFrom(hit, (name) => dependencies.filter(({ to }) => to === name).map(({ from }) => from));
  return (service) => called.has(service) || callers.has(service) || !known.has(service);
}

function reachedFrom(names: readonly string[], next: (name: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(names);
  // A set that grows while it is gone through gives what was added, too.
  for (const name of reached) {
    next(name).forEach((other) => reached.add(other));
  }
  return reached;
}
