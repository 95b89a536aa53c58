import { readFileSync } from 'node:fs';
import { format } from 'prettier/standalone';
import * as markdown from 'prettier/plugins/markdown';
import { commandLinePage } from './commandLinePage';
import { accessTable, blocksTable, signsTable } from './formsTables';
import { metricsPage } from './metricsPage';
import { queryModelPage } from './queryModelPage';
import { settingsPage } from './settingsPage';
import { viewsTable } from './viewsTable';

/** What is made of the code, by file. */
const DOCUMENTS: Readonly<Record<string, () => string>> = {
  'docs/reference/settings.md': settingsPage,
  'docs/reference/query-model.md': queryModelPage,
  'docs/reference/command-line.md': commandLinePage,
  'docs/reference/metrics.md': metricsPage,
  'README.md': () => withParts('README.md', { views: viewsTable }),
  'docs/sources.md': () =>
    withParts('docs/sources.md', { 'access lines': accessTable, levels: signsTable, blocks: blocksTable }),
};

/** Each document as it should be. */
export function documents(): Promise<Array<{ path: string; text: string }>> {
  return Promise.all(
    Object.entries(DOCUMENTS).map(async ([path, render]) => ({
      path,
      text: await format(render(), { parser: 'markdown', plugins: [markdown], embeddedLanguageFormatting: 'off' }),
    }))
  );
}

/** A file with what stands between `<!-- NAME -->` and `<!-- /NAME -->` replaced, of each name. */
function withParts(path: string, parts: Readonly<Record<string, () => string>>): string {
  return Object.entries(parts).reduce(
    (text, [name, part]) => {
      const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
      const [from, to] = [text.indexOf(open), text.indexOf(close)];
      if (from === -1 || to < from) {
        throw new Error(`${path} must have ${open} and, behind it, ${close}.`);
      }
      return `${text.slice(0, from + open.length)}\n\n${part()}\n\n${text.slice(to)}`;
    },
    readFileSync(path, 'utf8')
  );
}
