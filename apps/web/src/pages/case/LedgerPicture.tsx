import { Details, Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Ledger } from '../../api/types';
import { dateText } from '../../dates';
import { usePartyName } from '../parties';

const DAY_MS = 86_400_000;
/** In the units of the drawing; the page stretches it to the width there is. */
const width = 600;
const rowHeight = 22;

/** Who held the case when, drawn along time: a row for each party. The same stands as a table below. */
export function LedgerPicture({ ledger }: { ledger: Ledger }) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const { segments, perParty } = ledger;
  const first = segments[0];
  const last = segments.at(-1);
  if (!first || !last) return null;
  const from = dayOf(first.fromOn);
  const days = dayOf(last.toOn) - from + 1;
  const xOf = (on: string) => ((dayOf(on) - from) / days) * width;
  const height = perParty.length * rowHeight;
  return (
    <figure className="ledger-picture">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('ledger.picture', {
          from: dateText(first.fromOn),
          to: dateText(last.toOn),
        })}
        preserveAspectRatio="none"
      >
        {yearsWithin(first.fromOn, last.toOn).map((on) => (
          <line key={on} x1={xOf(on)} x2={xOf(on)} y1={0} y2={height} className="year" />
        ))}
        {perParty.map(({ party }, row) =>
          segments
            .filter((segment) => segment.party === party)
            .map(({ fromOn, toOn }) => (
              <rect
                key={fromOn}
                x={xOf(fromOn)}
                y={row * rowHeight + 3}
                width={Math.max(1.5, xOf(toOn) + width / days - xOf(fromOn))}
                height={rowHeight - 6}
              />
            )),
        )}
      </svg>
      <ol aria-hidden="true">
        {perParty.map(({ party }) => (
          <li key={party}>{partyName(party)}</li>
        ))}
      </ol>
      <figcaption>
        <time dateTime={first.fromOn}>{dateText(first.fromOn)}</time>
        {' – '}
        <time dateTime={last.toOn}>{dateText(last.toOn)}</time>
      </figcaption>
      <Details>
        <Details.Summary>{t('ledger.as-table')}</Details.Summary>
        <Details.Content>
          <Table data-size="sm" data-color="neutral">
            <caption className="ds-sr-only">{t('ledger.as-table')}</caption>
            <Table.Head>
              <Table.Row>
                {['from', 'to', 'party', 'days', 'working-days'].map((column) => (
                  <Table.HeaderCell key={column} scope="col">
                    {t(`ledger.${column}`)}
                  </Table.HeaderCell>
                ))}
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {segments.map(({ party, fromOn, toOn, days: held, workingDays }) => (
                <Table.Row key={fromOn}>
                  <Table.Cell>{dateText(fromOn)}</Table.Cell>
                  <Table.Cell>{dateText(toOn)}</Table.Cell>
                  <Table.Cell>{partyName(party)}</Table.Cell>
                  <Table.Cell className="number">{held}</Table.Cell>
                  <Table.Cell className="number">{workingDays}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </Details.Content>
      </Details>
    </figure>
  );
}

function dayOf(on: string): number {
  return Date.parse(on) / DAY_MS;
}

/** The first days of the years in between, to read the length by. */
function yearsWithin(fromOn: string, toOn: string): string[] {
  const years: string[] = [];
  for (let year = Number(fromOn.slice(0, 4)) + 1; `${year}-01-01` <= toOn; year++) {
    years.push(`${year}-01-01`);
  }
  return years;
}
