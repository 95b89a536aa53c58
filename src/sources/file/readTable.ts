import { parseObject } from '../../logs/json';
import { CsvChunks } from './csvChunks';
import { type FileLogs } from './fileLogs';
import { type FileReading, noteOutcome } from './fileReading';
import { LineLogs } from './lineLogs';
import { fieldsOfRow, nameColumns, type TableForm } from './tableForm';
import { widestFields } from './w3cFields';

const REMARK = 35; // #

/**
 * Reads a table a row at a time, each as an object of fields: for tables whose time stands in two columns, whose cells
 * hold objects, or whose message has to be looked into.
 */
export function readTable(reading: FileReading, table: TableForm): FileLogs {
  const { file, form, problems, onProgress } = reading;
  const { header, bytes, separator, end } = table;
  const logs = new LineLogs(Math.ceil(bytes.length / 80), table.mapping, file, {
    ...form,
    order: table.order?.order,
    values: table.values,
  });
  // Room for the widest header: rows are counted by the one that they are under.
  const width = header.columns.length;
  const chunks = new CsvChunks(bytes, separator, table.hasRemarks ? widestFields(bytes, width) : width, end);
  while (chunks.advance()) {
    const cells = chunks.rowCells();
    const starts = chunks.rowStarts();
    const ends = chunks.rowEnds();
    for (let row = 0; row < chunks.rows; row++) {
      const start = starts[row];
      if (bytes[start] === REMARK) {
        nameColumns(table, Buffer.from(bytes.subarray(start, ends[row])).toString());
        continue;
      }
      if (cells[row] !== header.columns.length) {
        problems.leftOut(start, `has ${cells[row]} columns where the header has ${header.columns.length}`);
        continue;
      }
      const fields = fieldsOfRow(header.columns, (column) => chunks.text(row, column), parseObject);
      noteOutcome(reading, logs.addFields(fields, start, ends[row]), start);
    }
    onProgress(logs.length);
  }
  return logs.finish(bytes);
}
