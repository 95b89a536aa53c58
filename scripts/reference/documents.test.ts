import { readFileSync } from 'node:fs';
import { documents } from './documents';

it('the documents say what the code says (npm run docs)', async () => {
  for (const { path, text } of await documents()) {
    expect({ path, text: readFileSync(path, 'utf8') }).toEqual({ path, text });
  }
});
