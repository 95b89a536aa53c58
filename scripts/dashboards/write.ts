import { writeFileSync } from 'node:fs';
import { dashboardFiles } from './files';

for (const { path, text } of dashboardFiles()) {
  writeFileSync(path, text);
}
