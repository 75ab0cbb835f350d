import { Details, Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Ledger } from '../../api/types';
import { SpanPicture } from '../../components/SpanPicture';
import { dateText } from '../../dates';
import { usePartyName } from '../parties';

const DAY_MS = 86_400_000;

/** Who held the case when, drawn along time: a row for each party. The same stands as a table below. */
export function LedgerPicture({ ledger }: { ledger: Ledger }) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const { segments, perParty } = ledger;
  const first = segments[0];
  const last = segments.at(-1);
  if (!first || !last) return null;
  return (
    <figure className="span-figure">
      <SpanPicture
        label={t('ledger.picture', { from: dateText(first.fromOn), to: dateText(last.toOn) })}
        from={Date.parse(first.fromOn)}
        to={Date.parse(last.toOn) + DAY_MS}
        rows={perParty.map(({ party }) => ({
          key: party,
          name: partyName(party),
          spans: segments
            .filter((segment) => segment.party === party)
            .map(({ fromOn, toOn }) => ({
              key: fromOn,
              from: Date.parse(fromOn),
              to: Date.parse(toOn) + DAY_MS,
            })),
        }))}
      />
      <figcaption>
        <time dateTime={first.fromOn}>{dateText(first.fromOn)}</time>
        {' – '}
        <time dateTime={last.toOn}>{dateText(last.toOn)}</time>
      </figcaption>
      <Details>
        <Details.Summary>{t('ledger.as-table')}</Details.Summary>
        <Details.Content>
          <div className="wide-table" role="region" aria-label={t('ledger.as-table')} tabIndex={0}>
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
          </div>
        </Details.Content>
      </Details>
    </figure>
  );
}
