import { readFileSync } from 'node:fs';

it('keeps the words that the spelling check has to know sorted, each once', () => {
  const words = readFileSync('.cspell-words.txt', 'utf8').trim().split('\n');
  const sorted = [...new Map(words.map((word) => [word.toLowerCase(), word])).values()].sort(byLetters);
  expect(words).toEqual(sorted);
});

function byLetters(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1;
}
