import { closest, distance } from 'fastest-levenshtein';
import { parseStatus } from '../logs/access/status';
import { parseDuration } from '../logs/durations/parseDuration';
import { parseLevel } from '../logs/levels/parseLevel';
import { type DetectedField } from '../query/detectedField';
import { isSamePath } from '../query/fieldPath';
import { type FieldMapping, type FieldRole } from '../query/settings';

const ROLE_NAMES: Readonly<Record<FieldRole, string>> = {
  time: 'time',
  level: 'level',
  service: 'service',
  message: 'message',
  responseTime: 'response time',
  statusCode: 'status code',
  traceId: 'trace ID',
};

const ROLES = Object.keys(ROLE_NAMES) as FieldRole[];

/** What can be read as what; all else takes any text. */
const IS_READABLE: Partial<Record<FieldRole, (value: string) => boolean>> = {
  level: (value) => parseLevel(value) !== undefined,
  responseTime: (value) => !Number.isNaN(parseDuration(value, 1)),
  statusCode: (value) => parseStatus(value) > 0,
};

const MAX_TYPOS = 3;

/** Whether a mapping names fields at all. */
export function namesFields(mapping: FieldMapping): boolean {
  return ROLES.some((role) => mapping[role]);
}

/**
 * What of a mapping does not fit the logs, a sentence each: fields that none of them has, and those that hold something
 * else. Empty where there are no logs to compare with.
 *
 * @param fields as a source detected them.
 */
export function mappingWarnings(mapping: FieldMapping, fields: readonly DetectedField[]): string[] {
  if (fields.length === 0) {
    return [];
  }
  return ROLES.flatMap((role) => {
    const wanted = mapping[role];
    if (!wanted) {
      return [];
    }
    const field = fields.find(({ name }) => isSamePath(wanted, name));
    if (!field) {
      return `None of the sampled lines has the field "${wanted}" that is set for ${ROLE_NAMES[role]}${suggestion(wanted, fields)}`;
    }
    const reads = IS_READABLE[role];
    const isUnreadable = reads && field.values.length > 0 && !field.values.some(reads);
    return isUnreadable
      ? `The field "${wanted}" that is set for ${ROLE_NAMES[role]} holds something else, such as "${field.values[0]}".`
      : [];
  });
}

function suggestion(wanted: string, fields: readonly DetectedField[]): string {
  const names = fields.map(({ name }) => name);
  const nearest = closest(wanted, names);
  const mostTypos = Math.min(MAX_TYPOS, wanted.length / 2);
  return distance(wanted.toLowerCase(), nearest.toLowerCase()) <= mostTypos ? `. Did you mean "${nearest}"?` : '.';
}
