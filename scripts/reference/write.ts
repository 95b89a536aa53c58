import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { documents } from './documents';

for (const document of await documents()) {
  mkdirSync(path.dirname(document.path), { recursive: true });
  writeFileSync(document.path, document.text);
}
