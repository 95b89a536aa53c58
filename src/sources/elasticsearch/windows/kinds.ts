import { complains } from '../../../logs/complains';
import { type JsonObject } from '../../../logs/json';
import { statusClass } from '../../windows/chooseLocations';
import { type TimeSpan } from '../searchBody';
import { type Aggregator, type Bucket } from './aggregator';
import { allOf, anyOf, hasOneOf } from './conditions';
import { type CountedLocation, type CountPlan, type Values } from './plan';
import { MINUTE, DAY } from '../../../time/units';

/** Documents that give the same service, level and status in the same fields. */
export interface Kind {
  readonly service: string;
  /** The level that they name; UNKNOWN: none. */
  readonly level: number;
  readonly statusCode: number;
  /** The values at the plan's services, levels and statuses. */
  readonly services: Values;
  readonly levels: Values;
  readonly statuses: Values;
  readonly count: number;
}

/** A part of this is not what makes a query too much. */
const MIN_PART_MS = MINUTE;

/** All kinds of documents in a span, with their exact counts. */
export async function readKinds(aggregator: Aggregator, plan: CountPlan, span: TimeSpan): Promise<Kind[]> {
  const { services, levels, statuses } = plan;
  const locations = [...services, ...levels, ...statuses];
  const kinds = new Map<string, Kind>();
  // A composite needs something to group by.
  const sources = locations.length > 0 ? sourcesOf(locations) : [aggregator.windowSource(DAY)];
  const buckets = await aggregator.composite(span, { sources, partMs: MIN_PART_MS });
  for (const { key, doc_count: count } of buckets) {
    const values = valuesOf(key, locations);
    const id = JSON.stringify(values);
    const kind = kinds.get(id) ?? kindOf(plan, values);
    kinds.set(id, { ...kind, count: kind.count + count });
  }
  return [...kinds.values()];
}

function kindOf(plan: CountPlan, values: Values): Kind {
  const [afterServices, afterLevels] = [plan.services.length, plan.services.length + plan.levels.length];
  const services = values.slice(0, afterServices);
  const levels = values.slice(afterServices, afterLevels);
  const statuses = values.slice(afterLevels);
  return {
    service: plan.service(services),
    level: plan.level(levels),
    statusCode: plan.statusCode(statuses),
    services,
    levels,
    statuses,
    count: 0,
  };
}

/** What a composite aggregation groups by; documents without a value are a group too. */
export function sourcesOf(locations: readonly CountedLocation[]): JsonObject[] {
  return locations.map(({ field }, i) => ({ [`v${i}`]: { terms: { field, missing_bucket: true } } }));
}

/** A bucket's values at the locations. */
export function valuesOf(key: Bucket['key'], locations: readonly CountedLocation[]): Values {
  return locations.map((_, i) => {
    const value = key[`v${i}`];
    return typeof value === 'string' || typeof value === 'number' ? value : null;
  });
}

/** Documents whose status is of a class; undefined where there is none. */
export function withStatus({ statuses }: CountPlan, kinds: readonly Kind[], wanted: 2 | 4 | 5): JsonObject | undefined {
  const own = kinds.filter(({ statusCode }) => statusClass(statusCode) === wanted);
  return own.length > 0
    ? hasOneOf(
        statuses,
        own.map((kind) => kind.statuses)
      )
    : undefined;
}

/** Documents that complain; undefined where none does. */
export function complaining({ levels, statuses }: CountPlan, kinds: readonly Kind[]): JsonObject | undefined {
  const byLevels = new Map<string, Kind[]>();
  for (const kind of kinds) {
    const key = JSON.stringify(kind.levels);
    byLevels.set(key, [...(byLevels.get(key) ?? []), kind]);
  }
  const conditions: JsonObject[] = [];
  for (const own of byLevels.values()) {
    const wrong = own.filter(({ level, statusCode }) => complains(level, statusCode));
    const [{ level }] = own;
    if (wrong.length > 0) {
      const ofLevel = levels.length > 0 ? [hasOneOf(levels, [own[0].levels])] : [];
      const ofStatus = complains(level, 0)
        ? []
        : [
            hasOneOf(
              statuses,
              wrong.map((kind) => kind.statuses)
            ),
          ];
      conditions.push(allOf([...ofLevel, ...ofStatus]));
    }
  }
  return conditions.length > 0 ? anyOf(conditions) : undefined;
}
