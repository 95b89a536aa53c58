import { type Field, type Frame } from '../views/frame';

/** What Grafana's browser half and its server call the types of a field. */
const TYPES: Readonly<Record<Field['type'], { type: string; frame: string }>> = {
  time: { type: 'time', frame: 'time.Time' },
  number: { type: 'number', frame: 'float64' },
  string: { type: 'string', frame: 'string' },
  boolean: { type: 'boolean', frame: 'bool' },
  json: { type: 'other', frame: 'json.RawMessage' },
};

/** A frame as Grafana Live sends it. */
export function toFrameJson(frame: Frame): string {
  return JSON.stringify(frameJson(frame));
}

/** A frame as DataFrameJSON of @grafana/data. What is no number is null once it is text. */
export function frameJson({ name, fields, meta }: Frame): object {
  return {
    schema: {
      name,
      meta,
      fields: fields.map(({ name: field, type, labels, config }) => {
        return { name: field, type: TYPES[type].type, typeInfo: { frame: TYPES[type].frame }, labels, config };
      }),
    },
    data: {
      values: fields.map(valuesOf),
      nanos: fields.map((field) => (field.type === 'time' && field.nanoseconds ? Array.from(field.nanoseconds) : null)),
    },
  };
}

function valuesOf(field: Field): unknown[] {
  return field.type === 'json'
    ? field.values.map((text): unknown => JSON.parse(text))
    : Array.from<unknown>(field.values);
}
