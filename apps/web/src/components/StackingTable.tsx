import { Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';

export interface Column<Row> {
  heading: string;
  cell: (row: Row) => ReactNode;
  isRowHeading?: boolean;
}

interface StackingTableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

/**
 * A table that becomes one block per row where the screen is narrow. The roles are spelled out
 * because the change of display would otherwise take the table away from screen readers.
 */
export function StackingTable<Row>({ caption, columns, rows, keyOf }: StackingTableProps<Row>) {
  return (
    <Table className="stacking" data-size="sm" data-color="neutral" role="table">
      <caption className="ds-sr-only">{caption}</caption>
      <Table.Head role="rowgroup">
        <Table.Row role="row">
          {columns.map(({ heading }) => (
            <Table.HeaderCell key={heading} scope="col" role="columnheader">
              {heading}
            </Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Head>
      <Table.Body role="rowgroup">
        {rows.map((row) => (
          <Table.Row key={keyOf(row)} role="row">
            {columns.map(({ heading, cell, isRowHeading }) =>
              isRowHeading ? (
                <Table.HeaderCell key={heading} scope="row" role="rowheader" data-label={heading}>
                  <div>{cell(row)}</div>
                </Table.HeaderCell>
              ) : (
                <Table.Cell key={heading} role="cell" data-label={heading}>
                  <div>{cell(row)}</div>
                </Table.Cell>
              ),
            )}
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );
}
