import { arrayOf, type JsonObject, jsonOf, objectOf } from './json';

/** A doubled brace, or a hole: its name, and a format behind its width. */
const HOLE = /\{\{|\}\}|\{[@$]?(\w{1,100})(?:,-?\d{1,4})?(?::([^{}]{1,100}))?\}/g;

/**
 * Fills in a message template with the properties of its log, by https://messagetemplates.org, as Serilog writes them:
 * beside the template, or in `Properties`; those with a format of their own, in order, in `@r`. A hole whose property
 * is missing stays as it is.
 */
export function renderTemplate(template: string, log: JsonObject): string {
  const properties = { ...log, ...objectOf(log.Properties) };
  const rendered = arrayOf(log['@r']);
  let formatted = 0;
  return template.replace(HOLE, (hole, name: string | undefined, format: string | undefined) => {
    if (name === undefined) {
      return hole.charAt(0);
    }
    const text = format === undefined ? undefined : rendered[formatted++];
    if (typeof text === 'string') {
      return text;
    }
    return Object.hasOwn(properties, name) ? valueText(properties[name], format) : hole;
  });
}

function valueText(value: unknown, format: string | undefined): string {
  const decimals = /^0\.(0{1,15})$/.exec(format ?? '')?.[1].length;
  if (typeof value === 'number' && decimals !== undefined) {
    return value.toFixed(decimals);
  }
  return typeof value === 'string' ? value : jsonOf(value);
}
