import { existsSync, readFileSync } from 'node:fs';
import { format } from 'prettier/standalone';
import * as babel from 'prettier/plugins/babel';
import * as estree from 'prettier/plugins/estree';
import { editorTexts } from './texts';

/** The languages of plugin.json. English is what stands in the code. */
const ENGLISH = 'en-US';
export const OTHERS = ['de-DE'] as const;

const pathOf = (language: string) => `src/locales/${language}/seismolog-loganalytics-datasource.json`;

/** What a language has now, by the English text. */
export function textsIn(language: string): Record<string, string> {
  const path = pathOf(language);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
}

/** The file of each language as it should be: what is new is empty in the others, what is gone is left out. */
export function localeFiles(): Promise<Array<{ path: string; text: string }>> {
  const texts = editorTexts();
  return Promise.all(
    [ENGLISH, ...OTHERS].map(async (language) => {
      const has = language === ENGLISH ? Object.fromEntries(texts.map((text) => [text, text])) : textsIn(language);
      const json = JSON.stringify(Object.fromEntries(texts.map((text) => [text, has[text] ?? ''])), null, 2);
      return { path: pathOf(language), text: await format(json, { parser: 'json', plugins: [babel, estree] }) };
    })
  );
}
