import { complains } from '../../../logs/complains';
import { type FieldLocation } from '../../windows/lines/fieldLocations';
import { type CountPlan } from '../../windows/lines/plan';
import { allOf, anyOf, hasOneOf, hasStatus } from './queries';

/** Logs that have the same texts where a plan finds service, level and status, the last by hundreds. */
export interface Kind {
  /** These texts, by the plan's names of the locations. */
  readonly labels: Readonly<Record<string, string>>;
  readonly service: string;
  /** The level that they name; UNKNOWN: none. */
  readonly level: number;
  readonly statusCode: number;
}

/** Logs that complain; undefined where none of the kinds does. */
export function complaining({ levels, statuses }: CountPlan, kinds: readonly Kind[]): string | undefined {
  const conditions: string[] = [];
  for (const own of groupedBy(kinds, levels).values()) {
    const wrong = own.filter(({ level, statusCode }) => complains(level, statusCode));
    const [{ level, labels }] = own;
    if (wrong.length > 0) {
      const ofStatus = complains(level, 0) ? [] : [anyOf(distinctStatuses(statuses, wrong))];
      const all = [...hasLabels(levels, labels), ...ofStatus];
      // Whatever is known, every log complains.
      conditions.push(all.length > 0 ? allOf(all) : '*');
    }
  }
  return conditions.length > 0 ? anyOf(conditions) : undefined;
}

/** Logs of a service. */
export function ofService({ services }: CountPlan, kinds: readonly Kind[], service: string): string {
  const own = groupedBy(
    kinds.filter((kind) => kind.service === service),
    services
  );
  return anyOf([...own.values()].map(([{ labels }]) => allOf(hasLabels(services, labels))));
}

function distinctStatuses(statuses: readonly FieldLocation[], kinds: readonly Kind[]): string[] {
  return [...groupedBy(kinds, statuses).values()].map(([{ labels }]) =>
    allOf(statuses.map((location) => hasStatus(location, labels[location.name])))
  );
}

function hasLabels(locations: readonly FieldLocation[], labels: Kind['labels']): string[] {
  return locations.map((location) => hasOneOf(location, [labels[location.name]]));
}

function groupedBy(kinds: readonly Kind[], locations: readonly FieldLocation[]): Map<string, Kind[]> {
  const groups = new Map<string, Kind[]>();
  for (const kind of kinds) {
    const key = JSON.stringify(locations.map(({ name }) => kind.labels[name]));
    const group = groups.get(key);
    if (group) {
      group.push(kind);
    } else {
      groups.set(key, [kind]);
    }
  }
  return groups;
}
