import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useDifference } from '../../api/difference';
import { useRegistryName } from '../../api/queries';
import type { CaseDetail } from '../../api/types';
import { Loading } from '../../components/Loading';
import { ProblemMessage } from '../ProblemMessage';
import { ChangeTable } from './ChangeTable';

interface ChangeDifferenceProps {
  accessCase: CaseDetail;
  /** Of its heading. */
  level?: 3 | 4;
}

/** A change of a permit, seen as what it makes different, and whom that concerns. */
export function ChangeDifference({ accessCase, level = 4 }: ChangeDifferenceProps) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const difference = useDifference(accessCase);
  if (difference.isError) {
    return <ProblemMessage problem={difference.error} onRetry={() => void difference.refetch()} />;
  }
  if (!difference.data) return <Loading text={t('difference.loading')} />;
  const { differences, affectedRegistryIds } = difference.data;
  return (
    <div className="change-difference">
      <Heading level={level} data-size="2xs">
        {t('difference.title')}
      </Heading>
      <ChangeTable
        caption={t('difference.title')}
        accessCase={accessCase}
        changes={differences}
        none={t('difference.none')}
      />
      {differences.length > 0 && (
        <Paragraph>
          {t('difference.concerns', { names: affectedRegistryIds.map(registryName).join(', ') })}
        </Paragraph>
      )}
    </div>
  );
}

/** Whether a case changes a permit, and this reader sees the whole of what it asks. */
export function isSeenAsDifference({ parentId, tracks }: CaseDetail): boolean {
  const { state, submittedOn } = (tracks.application ?? {}) as {
    state?: string;
    submittedOn?: string | null;
  };
  // The day is told to those alone who see the whole application; a draft is its applicant's alone.
  return parentId !== null && (state === 'draft' || submittedOn != null);
}
