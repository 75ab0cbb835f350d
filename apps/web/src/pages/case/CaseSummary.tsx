import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/client';
import type { CaseClocks, CaseDetail, Me } from '../../api/types';
import { CaseFacts } from './CaseFacts';
import { Stages } from './Stages';

interface CaseSummaryProps {
  me: Me;
  accessCase: CaseDetail;
  clocks: UseQueryResult<CaseClocks, Problem>;
}

/** At a glance: how far the case has come, whom it waits for since when, and what is due. */
export function CaseSummary({ me, accessCase, clocks }: CaseSummaryProps) {
  const { t } = useTranslation();
  const { asOfOn, ledger } = clocks.data ?? {};
  const last = ledger?.segments.at(-1);
  return (
    <section className="case-summary" aria-label={t('case.summary')}>
      <Stages accessCase={accessCase} />
      <CaseFacts
        accessCase={accessCase}
        today={asOfOn}
        isForReader={isFor(me, accessCase)}
        since={last?.party === accessCase.waitingFor ? last : undefined}
        clocks={clocks.data?.clocks}
      />
    </section>
  );
}

/** Whether the one that the case waits for is whoever reads this. */
function isFor(me: Me, { waitingFor, applicant }: CaseDetail): boolean {
  const [party, registryId] = waitingFor.split(':');
  if (party === 'applicant') return applicant?.id === me.id;
  if (party === 'rek') return me.roles.some(({ role }) => role === 'rek-secretary');
  return party === 'registry' && me.roles.some((grant) => grant.registryId === registryId);
}
