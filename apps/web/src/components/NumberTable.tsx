import { Table } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface NumberTableProps {
  caption: string;
  /** The headings of the numbers; the first column says what they are of. */
  columns: readonly string[];
  rows: readonly { key: string; name: ReactNode; cells: readonly string[] }[];
  /** What the rows sum to, where they do. */
  sum?: { name: string; cells: readonly string[] };
}

/** Numbers by rows, with their sum; wider than the page it is moved sideways, by keys too. */
export function NumberTable({ caption, columns, rows, sum }: NumberTableProps) {
  const { t } = useTranslation();
  return (
    <div
      className="wide-table"
      role="region"
      aria-label={t('statistics.table', { title: caption })}
      tabIndex={0}
    >
      <Table data-size="sm" data-color="neutral" className="ledger">
        <caption className="ds-sr-only">{caption}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{t('statistics.part')}</Table.HeaderCell>
            {columns.map((column) => (
              <Table.HeaderCell key={column} scope="col" className="number">
                {column}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {rows.map(({ key, name, cells }) => (
            <Table.Row key={key}>
              <Table.HeaderCell scope="row">{name}</Table.HeaderCell>
              {cells.map((cell, index) => (
                <Table.Cell key={columns[index]} className="number">
                  {cell}
                </Table.Cell>
              ))}
            </Table.Row>
          ))}
        </Table.Body>
        {sum && (
          <Table.Foot>
            <Table.Row>
              <Table.HeaderCell scope="row">{sum.name}</Table.HeaderCell>
              {sum.cells.map((cell, index) => (
                <Table.Cell key={columns[index]} className="number">
                  {cell}
                </Table.Cell>
              ))}
            </Table.Row>
          </Table.Foot>
        )}
      </Table>
    </div>
  );
}
