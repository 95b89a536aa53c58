import { analyze } from '../../src/analysis/analyze';
import { analyzeWindows } from '../../src/analysis/judgeWindows';
import { type Analysis } from '../../src/analysis/model/analysis';
import { type LogTable } from '../../src/logs/logTable';
import { countTables } from '../../src/pipeline/counting/countTables';
import { resolveAnalysisOptions } from '../../src/query/validation';
import { readLogFiles } from '../../src/sources/file/readLogFiles';
import { settingsOf } from './settingsOf';

interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

const options = resolveAnalysisOptions(settingsOf('', { source: 'generated' }), { analysis: {} });

export async function tableOf(path: string): Promise<LogTable> {
  const { table } = await readLogFiles([path], { mapping: {} });
  return table;
}

/** The analysis of each log of a file. */
export function ofLines(table: LogTable, range: Range): Analysis {
  return analyze({ table, range, notices: [] }, options);
}

/** The analysis of the counts of a file's logs, as that of more logs than are held at once. */
export async function ofCounts(table: LogTable, range: Range): Promise<Analysis> {
  const counted = await countTables(once(table), {
    sampleLines: table.length,
    groupPods: options.services.groupPods,
    range,
    checkpoint: () => undefined,
  });
  if (!counted) {
    throw new Error('There are no logs in the range.');
  }
  return analyzeWindows(counted, range, options);
}

async function* once(table: LogTable): AsyncGenerator<LogTable> {
  yield await Promise.resolve(table);
}
