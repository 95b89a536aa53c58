import { Text, useTheme2 } from '@grafana/ui';
import { type ReactElement, type ReactNode } from 'react';

interface PlainColumn<Row> {
  readonly label: string;
  /** What there is to say of all of the column. */
  readonly note?: string | undefined;
  /** Undefined: not known. */
  readonly cell: (row: Row) => ReactNode;
  /** Takes the room that is left, on several lines where it has to. */
  readonly isWide?: boolean;
}

interface Props<Row> {
  columns: ReadonlyArray<PlainColumn<Row>>;
  rows: readonly Row[];
  'aria-label'?: string;
  isMonospace?: boolean;
}

/** A few rows as they are. */
export function PlainTable<Row>({ columns, rows, isMonospace, ...rest }: Props<Row>): ReactElement {
  const { spacing, colors, typography } = useTheme2();
  const cell = {
    padding: spacing(0.5, 1.5, 0.5, 0),
    borderBottom: `1px solid ${colors.border.weak}`,
    textAlign: 'left',
    verticalAlign: 'top',
    whiteSpace: 'nowrap',
  } as const;
  const wide = { ...cell, width: '100%', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const;
  return (
    <table {...rest} style={{ width: '100%', ...typography.bodySmall }}>
      <thead>
        <tr>
          {columns.map(({ label, note }) => (
            <th key={label} scope="col" style={cell}>
              {label}
              {note !== undefined && (
                <Text element="p" variant="bodySmall" color="secondary">
                  {note}
                </Text>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody style={isMonospace ? { fontFamily: typography.fontFamilyMonospace } : undefined}>
        {rows.map((row, index) => (
          <tr key={index}>
            {columns.map(({ label, cell: contentOf, isWide }) => (
              // What is not known is a dash: an empty cell could be an empty text.
              <td key={label} style={isWide ? wide : cell}>
                {contentOf(row) ?? <span style={{ color: colors.text.disabled }}>–</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
