export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Rows under the names of their cells; a number that is not whole has four digits. */
export function printTable(title: string, rows: ReadonlyArray<Readonly<Record<string, string | number>>>): void {
  print(title);
  if (rows.length > 0) {
    const names = Object.keys(rows[0]);
    const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
    const widths = names.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
    lines.forEach((line) => {
      print(`  ${line.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('  ')}`);
    });
  }
  print('');
}

function cell(value: string | number): string {
  return typeof value === 'string' ? value : Number.isNaN(value) ? '-' : String(Number(value.toFixed(4)));
}
