import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { alertingFiles } from './files';

for (const { path, text } of alertingFiles()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
