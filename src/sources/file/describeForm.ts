import { FieldSampler } from '../../logs/fieldSampler';
import { ROLES } from '../../logs/fieldNames';
import { type LineForm } from '../../logs/form/lineForm';
import { STAMP_FORMS } from '../../logs/time/stamp';
import { type FieldMapping } from '../../query/settings';
import { type BlockFormat } from './blocks';
import { type FileFormat } from './format';
import { type TableForm } from './tableForm';

/** What was learned of a file, and from what. */
export interface FileForm {
  format: FileFormat;
  form: LineForm;
  /** As it is set, and as it was completed by what values show. */
  given: FieldMapping;
  mapping: FieldMapping;
  isDocker: boolean;
  blocks?: BlockFormat;
  table?: TableForm;
  /** What was done to the text so that it can be read. */
  steps: readonly string[];
  sample: readonly string[];
}

const FORMAT_NAMES: Readonly<Record<FileFormat, string>> = {
  ndjson: 'NDJSON, an object a line',
  json: 'JSON objects',
  logfmt: 'logfmt',
  csv: 'a table',
  text: 'plain text',
};

/** Lines of the sample that are looked at for fields. */
const MAX_LINES = 200;

/**
 * Says in lines for people what form a file has: what it is, what is around its logs, where the time and the other
 * columns come from.
 */
export function describeForm(file: FileForm): string[] {
  const { format, form, isDocker, blocks, table, steps } = file;
  const name = blocks?.name ?? (isDocker ? "Docker's json-file" : FORMAT_NAMES[format]);
  const frames = form.frames.map((frame) => frame.name).filter((frame) => !(isDocker && frame === 'CRI'));
  return [
    [`form: ${name}`, ...frames.map((frame) => `in the frame of ${frame}`), ...steps].join('; '),
    ...(format === 'text' ? describeTimes(form) : []),
    ...(form.values?.accessFormats ?? []).map((name) => `access lines: ${name}`),
    ...(table ? describeColumns(table, file) : format === 'text' && !isDocker ? [] : describeFields(file)),
  ];
}

function describeTimes({ times, order, firstDayMs }: LineForm): string[] {
  const places = times?.places.map(
    ({ form, words }) => `in the form of ${STAMP_FORMS[form]} ${words === 0 ? 'at the head' : `behind ${words} words`}`
  );
  const day = firstDayMs === undefined ? [] : [`from ${new Date(firstDayMs).toISOString().slice(0, 10)} on`];
  return places ? [['time: ' + places.join(', or '), ...(order ? [`dates are ${order}`] : []), ...day].join('; ')] : [];
}

function describeColumns({ columns, hasHeader, order }: TableForm, file: FileForm): string[] {
  const named = columns.flatMap(({ name, field }) =>
    field ? [`${field.role}: column ${JSON.stringify(name)}, ${reasonOf(field.role, name, file)}`] : []
  );
  return [...(hasHeader ? [] : ['its first line is a row: columns are recognised by their values']), ...named].concat(
    order ? [`dates are ${order.order}`] : []
  );
}

function describeFields(file: FileForm): string[] {
  const sampler = new FieldSampler();
  file.sample.slice(0, MAX_LINES).forEach((line) => sampler.addLine(line));
  const fields = sampler.fields();
  return ROLES.flatMap((role) => {
    const mapped = file.mapping[role];
    const names =
      mapped === undefined ? fields.filter((field) => field.role === role).map(({ name }) => name) : [mapped];
    return names.length === 0 ? [] : [`${role}: field ${names.join(', else ')}, ${reasonOf(role, names[0], file)}`];
  });
}

function reasonOf(role: keyof FieldMapping, name: string, { given, mapping }: FileForm): string {
  return given[role] === name ? 'by the settings' : mapping[role] === name ? 'by its values' : 'by its name';
}
