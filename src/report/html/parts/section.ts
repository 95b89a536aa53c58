import { type Html, html } from '../html';

/** A part of the page under its heading. */
export function section(id: string, title: string, ...content: Array<Html | readonly Html[] | undefined>): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section>`;
}

export interface Column<Row> {
  readonly name: string;
  /** Numbers stand right, and as times and single words are not broken; reasons are long; words are what is left out. */
  readonly kind?: 'number' | 'short' | 'reasons' | 'words';
  readonly cell: (row: Row) => Html | string;
}

/**
 * A table with a caption; the first cell of each row is its heading. On a narrow screen each row is a block, its cells
 * with their names, which is why roles are given: they would be lost with the layout.
 */
export function table<Row>(caption: string, rows: readonly Row[], columns: ReadonlyArray<Column<Row>>): Html {
  return html`<table role="table">
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(
          (column) => html`<th role="columnheader" scope="col" class="${column.kind ?? 'words'}">${column.name}</th>`
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        (row) =>
          html`<tr role="row">
            ${columns.map((column, i) =>
              i === 0
                ? html`<th role="rowheader" scope="row">${column.cell(row)}</th>`
                : html`<td role="cell" class="${column.kind ?? 'words'}" data-name="${column.name}">
                    ${column.cell(row)}
                  </td>`
            )}
          </tr> `
      )}
    </tbody>
  </table>`;
}

/** A table whose rows beyond the first many are there to be opened. */
export function longTable<Row>(
  caption: string,
  rows: readonly Row[],
  columns: ReadonlyArray<Column<Row>>,
  { first, others }: { first: number; others: string }
): Html[] {
  const more = rows.slice(first);
  return [
    table(caption, rows.slice(0, first), columns),
    ...(more.length > 0
      ? [
          html`<details class="more">
            <summary>${more.length} ${others}</summary>
            ${table('The others', more, columns)}
          </details>`,
        ]
      : []),
  ];
}
