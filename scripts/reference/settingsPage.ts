import { MARKS_SECRET } from '../../src/query/marks';
import { SETTING_ENTRIES } from '../../src/query/settings';
import { sourceOf, SOURCE_TYPES } from '../../src/query/sources';
import { type Entry, type Group, type List, type Setting, type Table } from '../../src/query/table/entry';
import { expectation } from '../../src/query/table/kinds';
import { type Path, pathText } from '../../src/query/table/paths';
import { code, table } from './markdown';
import { exact } from '../../src/format/format';

/** docs/reference/settings.md: every setting of a data source. */
export function settingsPage(): string {
  const top = SETTING_ENTRIES.flatMap(([key, entry]) =>
    entry.kind === 'group' || entry.kind === 'list' ? [] : [{ key, entry }]
  );
  return `# Settings

What the \`jsonData\` of a data source may hold, and the file that \`--settings\` names on the command line. The settings page shows them by their
names, provisioning sets them by their keys. Anything that is left out, empty or null has its default. A wrong value is an error that
names it, never another value; so is a key that is none of these. This page is made from \`src/query/settings.ts\` by \`npm run docs\`.

## General

${settingsTable(top.map(({ key, entry }) => [[key], entry, entry.sources ?? []]))}

The address of the log store is the data source's \`url\`, user and password are its \`basicAuthUser\` and \`basicAuthPassword\`.
Numbers and flags may be texts, as variables of the environment are.

${sectionsOf(Object.fromEntries(SETTING_ENTRIES), [], 2)}

## Secrets

In \`secureJsonData\`, beside Grafana's own \`basicAuthPassword\`, \`tlsCACert\`, \`tlsClientCert\`, \`tlsClientKey\` and \`httpHeaderValue1\`...

${table(['Secret', 'Source', 'What it is'], [...SOURCE_TYPES.flatMap(secretRow), secretOf(MARKS_SECRET, 'all')])}
`;
}

function sectionsOf(settings: Table, path: Path, depth: number): string {
  return Object.entries(settings)
    .flatMap(([key, entry]) =>
      entry.kind === 'group' || entry.kind === 'list' ? [sectionOf(entry, [...path, key], depth)] : []
    )
    .join('\n\n');
}

function sectionOf(entry: Group | List, path: Path, depth: number): string {
  const title = `${'#'.repeat(depth)} ${entry.label}\n\n${code(pathText(path))}. ${entry.description ?? ''}`;
  if (entry.kind === 'list') {
    const columns = entry.of.kind === 'group' ? rowsOf(entry.of.settings, []) : [];
    return `${title} A list of at most ${exact(entry.maxItems)}, of items with:\n\n${settingsTable(columns)}`;
  }
  const rows = rowsOf(entry.settings, path);
  const own = rows.length > 0 ? `\n\n${settingsTable(rows)}` : '';
  const inner = sectionsOf(entry.settings, path, depth + 1);
  return `${title}${own}${inner && `\n\n${inner}`}`;
}

type Row = [Path, Setting, readonly string[]];

function rowsOf(settings: Table, path: Path): Row[] {
  return Object.entries(settings).flatMap(([key, entry]) =>
    entry.kind === 'group' || entry.kind === 'list' ? [] : [[[...path, key], entry, []] as Row]
  );
}

/** A row for each setting. */
function settingsTable(rows: readonly Row[]): string {
  return table(
    ['Key', 'Name', 'What it is', 'Value', 'Default'],
    rows.map(([path, setting, sources]) => [
      code(pathText(path)),
      setting.label,
      descriptionOf(setting, sources),
      `${expectation(setting)}${'unit' in setting && setting.unit ? ` (${setting.unit})` : ''}`,
      defaultOf(setting),
    ])
  );
}

function descriptionOf(setting: Setting, sources: readonly string[]): string {
  const options = setting.kind === 'choice' ? Object.entries(setting.options) : [];
  return [
    setting.description ?? '',
    ...options.map(([name, { label, description = label }]) => `${code(name)}: ${description}.`),
    sources.length > 0 ? `Only of ${sources.map(labelOfSource).join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function defaultOf(setting: Entry): string {
  const value = 'default' in setting ? setting.default : undefined;
  return value === undefined || value === '' ? '' : code(typeof value === 'string' ? value : JSON.stringify(value));
}

function labelOfSource(source: string): string {
  return SOURCE_TYPES.filter((type) => type === source).map((type) => sourceOf(type).label)[0] ?? source;
}

function secretRow(type: (typeof SOURCE_TYPES)[number]): string[][] {
  const { store, label } = sourceOf(type);
  return store ? [secretOf(store.token, label)] : [];
}

function secretOf({ secret, label, description }: typeof MARKS_SECRET | StoreToken, source: string): string[] {
  return [code(secret), source, `${label}. ${description}.`];
}

type StoreToken = NonNullable<ReturnType<typeof sourceOf>['store']>['token'];
