import { readFileSync } from 'node:fs';
import { runFeatureKernel } from '../../src/analysis/features/featureKernel';
import { figuresOf } from '../../src/analysis/features/logFigures';
import { type LogTable } from '../../src/logs/logTable';
import { type KernelCase } from './kernelCase';
import { runAsJavaScript } from './javascript';

/** @param script the kernel as JavaScript, a file */
export function featuresCase(table: LogTable, script: string): KernelCase {
  const figures = figuresOf(table);
  const run = () => {
    const { columns, services } = runFeatureKernel(figures);
    return [...columns.filter((column) => column !== undefined), services.rows, services.starts];
  };
  const twin = () => {
    runAsJavaScript(readFileSync(script, 'utf8'));
    return run();
  };
  return { kernel: run, twin };
}
