import { Heading } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseDetail, Completeness } from '../../../api/types';
import { LawLink } from '../../../components/LawLink';
import { Prices } from '../../apply/Prices';

/** What sending an application leads to: the time of the law, what it costs, and the way back. */
export function WhatFollows({
  accessCase,
  completeness,
}: {
  accessCase: CaseDetail;
  completeness: Completeness;
}) {
  const { t } = useTranslation();
  const { kind, application = {} } = accessCase;
  const { timeLimit, delay, twinReference } = completeness;
  const sources = Array.isArray(application['sources']) ? application['sources'].length : 0;
  return (
    <div>
      <Heading level={4} data-size="2xs">
        {t('review.follows')}
      </Heading>
      <ul>
        <li>
          {t('review.receipt')} <LawLink act="administration" section="11 a" />
        </li>
        <li>
          {t('application-form.time-limit', { days: timeLimit.workingDays })}{' '}
          {delay && t('application-form.delay', { days: delay.days })}
        </li>
        <li>
          <Prices isFree={kind === 'data-update'} isSeveral={sources > 1} />{' '}
          <LawLink act="registries" section="19 g" />
        </li>
        <li>{t('review.way-back')}</li>
        {twinReference && <li>{t('application-form.twin', { reference: twinReference })}</li>}
      </ul>
    </div>
  );
}
