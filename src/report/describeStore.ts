import { ROLES } from '../logs/fieldNames';
import { SURE_FRAMES } from '../logs/frames';
import { type LineForm } from '../logs/form/lineForm';
import { UNKNOWN } from '../logs/level';
import { type LogTable } from '../logs/logTable';
import { type ServiceForms } from '../logs/serviceForms';
import { type DetectedField } from '../query/detectedField';
import { type ResolvedSettings } from '../query/resolved';
import { type FieldMapping } from '../query/settings';
import { SOURCES } from '../query/sources';
import { whole } from '../format/format';

/** Services, and lines that were not understood, that are shown. */
const MAX_SERVICES = 20;
const MAX_LINES = 3;
/** Characters of a line that are shown. */
const SHOWN = 120;

/**
 * Says in lines for people how the logs of a source are read: which field is what and why, what is around the lines of
 * each service, and of which lines nothing but their time and their words is known.
 * @param fields of the logs, as the source has them
 */
export function describeStore(
  { source, fields: mapping }: Pick<ResolvedSettings, 'source' | 'fields'>,
  fields: readonly DetectedField[],
  { table, learned = new Map() }: { table: LogTable; learned?: ServiceForms }
): string[] {
  return [
    `form: logs of ${SOURCES[source].label}, each by what the store knows of it and by its line`,
    ...ROLES.flatMap((role) => describeRole(role, fields, mapping)),
    ...(mapping.pattern === undefined ? [] : [`text: read by the pattern of the settings`]),
    ...describeServices(learned),
    ...notUnderstood(table),
  ];
}

function describeRole(role: (typeof ROLES)[number], fields: readonly DetectedField[], mapping: FieldMapping): string[] {
  const mapped = mapping[role];
  if (mapped !== undefined) {
    return [`${role}: field ${mapped}, by the settings`];
  }
  const names = fields.filter((field) => field.role === role).map(({ name }) => name);
  return names.length === 0 ? [] : [`${role}: field ${names.join(', else ')}, by its name`];
}

function describeServices(learned: ServiceForms): string[] {
  const said = [...learned].flatMap(([service, form]) => {
    const parts = form ? describeForm(form) : [];
    return parts.length === 0 ? [] : [`${service === '' ? 'logs without a service' : service}: ${parts.join('; ')}`];
  });
  const more = said.length - MAX_SERVICES;
  return [...said.slice(0, MAX_SERVICES), ...(more > 0 ? [`and ${whole(more)} more services`] : [])];
}

function describeForm({ frames, values }: LineForm): string[] {
  const found = frames.filter((frame) => !SURE_FRAMES.includes(frame)).map(({ name }) => `in the frame of ${name}`);
  const access = values?.accessFormats ?? [];
  return [
    ...found,
    ...(access.length > 0 ? [`access lines: ${access.join(', ')}`] : []),
    ...[...(values?.units ?? [])].map(([name, { unit, reason }]) => `${name} in ${unit}: ${reason}`),
    ...[...(values?.scales ?? [])].map(([name, scale]) => `${name} on the scale of ${scale}`),
  ];
}

function notUnderstood({ length, level, statusCode, responseTime, line }: LogTable): string[] {
  const first: string[] = [];
  let count = 0;
  for (let row = 0; row < length; row++) {
    if (level[row] === UNKNOWN && statusCode[row] === 0 && Number.isNaN(responseTime[row])) {
      count++;
      if (first.length < MAX_LINES) {
        first.push(line.at(row).slice(0, SHOWN));
      }
    }
  }
  return count === 0
    ? []
    : [
        `no level, status or response time: in ${whole(count)} of ${whole(length)} logs; the first of them:`,
        ...first.map((text) => `  ${JSON.stringify(text)}`),
      ];
}
