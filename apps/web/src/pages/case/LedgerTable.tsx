import { Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Ledger } from '../../api/types';
import { usePartyName } from '../parties';

/** The days of each party, which sum to all days there were, and those that count net. */
export function LedgerTable({ ledger }: { ledger: Omit<Ledger, 'segments'> }) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const { perParty, grossDays, grossWorkingDays, netDays, netWorkingDays } = ledger;
  const most = Math.max(1, ...perParty.map(({ days }) => days));
  return (
    <div className="wide-table" role="region" aria-label={t('ledger.table')} tabIndex={0}>
      <Table data-size="sm" data-color="neutral" className="ledger">
        <caption className="ds-sr-only">{t('ledger.title')}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{t('ledger.party')}</Table.HeaderCell>
            <Table.HeaderCell scope="col" className="number">
              {t('ledger.days')}
            </Table.HeaderCell>
            <Table.HeaderCell scope="col" className="number">
              {t('ledger.working-days')}
            </Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {perParty.map(({ party, days, workingDays }) => (
            <Table.Row key={party}>
              <Table.HeaderCell scope="row">
                {partyName(party)}
                <Bar share={days / most} />
              </Table.HeaderCell>
              <Table.Cell className="number">{days}</Table.Cell>
              <Table.Cell className="number">{workingDays}</Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
        <Table.Foot>
          <Table.Row>
            <Table.HeaderCell scope="row">{t('ledger.sum')}</Table.HeaderCell>
            <Table.Cell className="number">{grossDays}</Table.Cell>
            <Table.Cell className="number">{grossWorkingDays}</Table.Cell>
          </Table.Row>
          <Table.Row>
            <Table.HeaderCell scope="row">{t('ledger.net')}</Table.HeaderCell>
            <Table.Cell className="number">{netDays}</Table.Cell>
            <Table.Cell className="number">{netWorkingDays}</Table.Cell>
          </Table.Row>
        </Table.Foot>
      </Table>
    </div>
  );
}

/** The number beside it, drawn. */
function Bar({ share }: { share: number }) {
  return (
    <svg className="bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
      <rect width={Math.max(1, share * 100)} height="1" />
    </svg>
  );
}
