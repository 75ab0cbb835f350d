import { Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClocksAsOf } from '../../api/queries';
import type { Ledger } from '../../api/types';
import { Section } from '../../components/Section';
import { dateText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { LedgerPicture } from './LedgerPicture';
import { LedgerTable } from './LedgerTable';

/**
 * Whose time it was: every day from submission belongs to one party, and the days add up. Also as of
 * an earlier day, by what the log held then.
 */
export function LedgerView({ caseId, today }: { caseId: string; today: Ledger }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState('');
  const earlier = useClocksAsOf(caseId, asked);
  const ledger = (asked !== '' && earlier.data?.ledger) || today;
  return (
    <Section heading={t('ledger.title')}>
      <Textfield
        type="date"
        data-size="sm"
        className="short-select"
        label={t('ledger.as-of')}
        max={today.asOfOn}
        value={asked}
        onChange={({ target }) => setAsked(target.value)}
      />
      {asked !== '' && earlier.isError && <ProblemMessage problem={earlier.error} />}
      {ledger.perParty.length === 0 ? (
        <Paragraph>{t('ledger.empty')}</Paragraph>
      ) : (
        <>
          <Paragraph data-size="sm">
            {t('ledger.explain', { on: dateText(ledger.asOfOn) })}
          </Paragraph>
          <LedgerPicture ledger={ledger} />
          <LedgerTable ledger={ledger} />
        </>
      )}
    </Section>
  );
}
