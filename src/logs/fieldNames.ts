import { isSamePath } from '../query/fieldPath';
import { type FieldMapping } from '../query/settings';
import { MS_PER_UNIT } from './durations/units';
import { type Role, ROLES } from './fields/roles';
import { simplified } from './fields/simplified';
import { unitOfName, withoutUnit } from './fields/units';
import {
  FLAT_WRAPPER,
  LEVEL_IF,
  REQUEST_NAMES,
  type RequestPart,
  SCALE_OF_NAME,
  USUAL,
  WRAPPERS,
} from './fields/usualNames';
import { type ScaleName } from './levels/scales';

export { ROLES, type Role };

export interface Field {
  /** As a field mapping names it: a path with dots. */
  readonly name: string;
  readonly role: Role;
  /** Index of the role in ROLES. */
  readonly index: number;
  /** Among several fields of one role that with the lowest rank is taken. */
  readonly rank: number;
  /** Milliseconds in the unit of a response time that is a bare number. */
  readonly unitMs: number;
  /** The settings or the name give that unit; otherwise it is milliseconds until the values show another. */
  readonly hasUnit: boolean;
  /** The scale of a level that is a number; undefined: known from the number. */
  readonly scale: ScaleName | undefined;
  /** A field with many uses: its value is a level only where it is the word or the letter of one. */
  readonly levelIf: 'word' | 'letter' | undefined;
}

/** Services known from where a log comes from, not from the log itself, have at least this rank. */
export const WEAK_SERVICE_RANK = USUAL.service.indexOf('appkubernetesioname');

/** Messages that are but what went wrong have at least this rank. */
const FIRST_ERROR_RANK = USUAL.message.indexOf('exception');

/** Whether the message of this rank is a template, whose holes the other fields fill. */
export function isTemplateRank(rank: number): boolean {
  return rank >= FIRST_TEMPLATE_RANK && rank < BEFORE_ERRORS_RANK;
}

const FIRST_TEMPLATE_RANK = USUAL.message.indexOf('mt');

/** Between the ranks of messages and those of what went wrong. */
export const BEFORE_ERRORS_RANK = FIRST_ERROR_RANK - 0.5;

/** So much lower is the rank of a name for each object around it: its own comes first, but before the next name. */
const DEPTH_RANK = 0.1;
/** A message within another object goes behind the first three names outside: `body` before `error.message`. */
const MESSAGE_DEPTH_RANK = 2.1;

const RANK_OF = new Map(
  ROLES.flatMap((role) => USUAL[role].map((name, rank) => [name.toLowerCase(), { role, rank }] as const))
);

const PARTS = ['request', 'method', 'path'] as const satisfies readonly RequestPart[];

/** Finds what a field is, by the mapping where it names one for that role, otherwise by the usual names. */
export function recogniseField(path: readonly string[], mapping: FieldMapping): Field | undefined {
  const full = path.join('.');
  const mapped = ROLES.find((role) => mapping[role] !== undefined && isSamePath(mapping[role] ?? '', full));
  if (mapped) {
    return fieldOf(mapped, -1, path, mapping);
  }
  if (NOT_OF_A_LOG.has(full)) {
    return undefined;
  }
  return throughWrappers(path, (name, depth) => {
    const recognised = recogniseName(name);
    return recognised && mapping[recognised.role] === undefined
      ? fieldOf(
          recognised.role,
          recognised.rank + depth * (recognised.role === 'message' ? MESSAGE_DEPTH_RANK : DEPTH_RANK),
          path,
          mapping
        )
      : undefined;
  });
}

/**
 * The pod that a log of Kubernetes' own programs is about, whose writer is in `kubernetes.pod.name` and the like; how
 * long a program with Loguru ran so far.
 */
const NOT_OF_A_LOG = new Set(['pod.name', 'record.elapsed.seconds']);

/** Whether a field holds the namespace of the service, as OpenTelemetry calls it. */
export function isNamespacePath(path: readonly string[]): boolean {
  return throughWrappers(path, (name) => (simplified(name) === 'servicenamespace' ? true : undefined)) ?? false;
}

/** Whether a field holds the zone of a time that stands in others, as FortiGate and Sophos write it. */
export function isZonePath(path: readonly string[]): boolean {
  return throughWrappers(path, (name) => (/^(?:tz|time_?zone)$/i.test(name) ? true : undefined)) ?? false;
}

/** Which part of a request a field holds, and its rank among several. */
export function recogniseRequest(path: readonly string[]): { part: RequestPart; rank: number } | undefined {
  return throughWrappers(path, (name, depth) => {
    const plain = simplified(name);
    const part = PARTS.find((candidate) => REQUEST_NAMES[candidate].includes(plain));
    return part && { part, rank: REQUEST_NAMES[part].indexOf(plain) + depth * DEPTH_RANK };
  });
}

/**
 * A wrapper's name is left out, but only where the whole path says nothing: `http.status_code` is known as it stands.
 */
function throughWrappers<Found>(
  path: readonly string[],
  find: (name: string, depth: number) => Found | undefined,
  depth = 0
): Found | undefined {
  const [first, ...rest] = path;
  const found = first === undefined ? undefined : find(path.join('.'), depth);
  if (found !== undefined || first === undefined) {
    return found;
  }
  if (WRAPPERS.has(simplified(first))) {
    return throughWrappers(rest, find, depth + 1);
  }
  const inner = first.replace(FLAT_WRAPPER, '');
  return inner === first ? undefined : throughWrappers([inner, ...rest], find, depth + 1);
}

function fieldOf(role: Role, rank: number, path: readonly string[], mapping: FieldMapping): Field {
  const last = simplified(path[path.length - 1] ?? '');
  const whole = simplified(path.join('.'));
  const unit = mapping.responseTimeUnit;
  const unitMs = unit ? MS_PER_UNIT[unit] : unitOfName(path.join('.'));
  const isMapped = rank < 0;
  return {
    name: path.join('.'),
    role,
    index: ROLES.indexOf(role),
    rank,
    unitMs: unitMs ?? 1,
    hasUnit: unitMs !== undefined,
    scale: ownValue(SCALE_OF_NAME, whole) ?? ownValue(SCALE_OF_NAME, last),
    levelIf: isMapped && role === 'level' ? undefined : ownValue(LEVEL_IF, last),
  };
}

function ownValue<Value>(values: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function recogniseName(name: string): { role: Role; rank: number } | undefined {
  const usual = RANK_OF.get(simplified(name));
  if (usual) {
    return usual;
  }
  const stem = RANK_OF.get(withoutUnit(name) ?? '');
  return stem?.role === 'responseTime' ? stem : undefined;
}
