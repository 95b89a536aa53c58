import { readFileSync } from 'node:fs';
import { localeFiles, OTHERS, textsIn } from './files';
import { untranslated } from './texts';

it('every language has the texts of the editors, and no other (npm run locales)', async () => {
  for (const { path, text } of await localeFiles()) {
    expect({ path, text: readFileSync(path, 'utf8') }).toEqual({ path, text });
  }
});

it.each(OTHERS)('%s says all of them, with the same values in braces', (language) => {
  const placesIn = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
  for (const [english, text] of Object.entries(textsIn(language))) {
    expect({ english, text }).toEqual({ english, text: expect.stringMatching(/\S/) });
    expect(placesIn(text)).toEqual(placesIn(english));
  }
});

it('the editors show no text that is in no language', () => {
  expect(untranslated()).toEqual([]);
});

it('plugin.json names the languages', () => {
  const { languages } = JSON.parse(readFileSync('src/plugin.json', 'utf8')) as { languages: string[] };
  expect(languages).toEqual(['en-US', ...OTHERS]);
});
