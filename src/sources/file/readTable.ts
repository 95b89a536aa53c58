import { type LineForm } from '../../logs/form/lineForm';
import { parseObject } from '../../logs/json';
import { CsvChunks } from './csvChunks';
import { type FileInput } from './fileInput';
import { type FileLogs } from './fileLogs';
import { LineLogs, WHY_LEFT_OUT } from './lineLogs';
import { type Problems } from './problems';
import { fieldsOfRow, type TableForm } from './tableForm';

const REMARK = 35; // #

/**
 * Reads a table a row at a time, each as an object of fields: for tables whose time stands in two columns, whose cells
 * hold objects, or whose message has to be looked into.
 */
export function readTable(
  file: FileInput,
  table: TableForm,
  form: LineForm,
  problems: Problems,
  onProgress: (logs: number) => void
): FileLogs {
  const { columns, bytes, separator, end } = table;
  const logs = new LineLogs(Math.ceil(bytes.length / 80), table.mapping, file, {
    ...form,
    order: table.order,
    values: table.values,
  });
  const chunks = new CsvChunks(bytes, separator, columns.length, end);
  while (chunks.advance()) {
    const cells = chunks.rowCells();
    const starts = chunks.rowStarts();
    const ends = chunks.rowEnds();
    for (let row = 0; row < chunks.rows; row++) {
      const start = starts[row];
      if (bytes[start] === REMARK) {
        continue;
      }
      if (cells[row] !== columns.length) {
        problems.leftOut(start, `has ${cells[row]} columns where the header has ${columns.length}`);
        continue;
      }
      const fields = fieldsOfRow(columns, (column) => chunks.text(row, column), parseObject);
      const outcome = logs.addFields(fields, start, ends[row]);
      if (outcome !== 'added') {
        problems.leftOut(start, WHY_LEFT_OUT[outcome]);
      }
    }
    onProgress(logs.length);
  }
  return logs.finish(bytes);
}
