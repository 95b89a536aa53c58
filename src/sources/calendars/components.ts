/** A line of an iCalendar: NAME;PARAMETER=VALUE:VALUE (RFC 5545, 3.1). */
export interface Property {
  /** In capitals. */
  readonly name: string;
  /** By names in capitals. */
  readonly parameters: ReadonlyMap<string, string>;
  /** As it stands: texts are still escaped. */
  readonly value: string;
}

/** What stands between BEGIN and END. */
export interface Component {
  /** In capitals. */
  readonly name: string;
  readonly properties: readonly Property[];
  readonly components: readonly Component[];
}

const LINE = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s;
const PARAMETER = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/g;

interface Open {
  name: string;
  properties: Property[];
  components: Component[];
}

/**
 * The calendars of an iCalendar. Lines that are none are left out, as readers of calendars do.
 * @returns undefined where there is none
 */
export function componentsOf(text: string): Component[] | undefined {
  const root: Open = { name: '', properties: [], components: [] };
  const open = [root];
  // Long lines are folded: what begins with a blank goes on.
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/);
  for (const line of lines) {
    const property = propertyOf(line);
    if (property?.name === 'BEGIN') {
      open.push({ name: property.value.trim().toUpperCase(), properties: [], components: [] });
    } else if (property?.name === 'END') {
      const name = property.value.trim().toUpperCase();
      const closed = open.length > 1 && open.at(-1)?.name === name ? open.pop() : undefined;
      if (closed) {
        open.at(-1)?.components.push(closed);
      }
    } else if (property) {
      open.at(-1)?.properties.push(property);
    }
  }
  // One whose end is missing was cut off on its way: half a calendar is none.
  const calendars = root.components.filter(({ name }) => name === 'VCALENDAR');
  return open.length === 1 && calendars.length > 0 ? calendars : undefined;
}

/** The first property of a name. */
export function property({ properties }: Component, name: string): Property | undefined {
  return properties.find((one) => one.name === name);
}

/** All properties of a name. */
export function propertiesOf({ properties }: Component, name: string): Property[] {
  return properties.filter((one) => one.name === name);
}

/** A text as people wrote it, on one line. */
export function plainText(value: string): string {
  return value
    .replace(/\\([nN,;\\])/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? ' ' : escaped))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Texts that stand behind each other, separated by commas that are not escaped. */
export function textList(value: string): string[] {
  return (value.match(/(?:\\.|[^,\\])+/gs) ?? []).map(plainText);
}

function propertyOf(line: string): Property | undefined {
  const [, name, parameters, value] = LINE.exec(line) ?? [];
  return name === undefined
    ? undefined
    : {
        name: name.toUpperCase(),
        parameters: new Map(
          [...parameters.matchAll(PARAMETER)].map(([, key, own]) => [key.toUpperCase(), own.replace(/^"|"$/g, '')])
        ),
        value,
      };
}
