import { Paragraph, Table, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClocksAsOf } from '../../api/queries';
import type { Ledger } from '../../api/types';
import { Section } from '../../components/Section';
import { dateText } from '../../dates';
import { usePartyName } from '../parties';
import { ProblemMessage } from '../ProblemMessage';
import { LedgerPicture } from './LedgerPicture';

/**
 * Whose time it was: every day from submission belongs to one party, and the days add up. Also as of
 * an earlier day, by what the log held then.
 */
export function LedgerView({ caseId, today }: { caseId: string; today: Ledger }) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const [asked, setAsked] = useState('');
  const earlier = useClocksAsOf(caseId, asked);
  const ledger = (asked !== '' && earlier.data?.ledger) || today;
  const { perParty, grossDays, grossWorkingDays, netDays, netWorkingDays, asOfOn } = ledger;
  const most = Math.max(1, ...perParty.map(({ days }) => days));
  return (
    <Section heading={t('ledger.title')}>
      <Textfield
        type="date"
        data-size="sm"
        label={t('ledger.as-of')}
        max={today.asOfOn}
        value={asked}
        onChange={({ target }) => setAsked(target.value)}
      />
      {asked !== '' && earlier.isError && <ProblemMessage problem={earlier.error} />}
      {perParty.length === 0 ? (
        <Paragraph>{t('ledger.empty')}</Paragraph>
      ) : (
        <>
          <Paragraph data-size="sm">{t('ledger.explain', { on: dateText(asOfOn) })}</Paragraph>
          <LedgerPicture ledger={ledger} />
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
        </>
      )}
    </Section>
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
