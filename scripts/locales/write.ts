import { writeFileSync } from 'node:fs';
import { localeFiles } from './files';

for (const { path, text } of await localeFiles()) {
  writeFileSync(path, text);
}
