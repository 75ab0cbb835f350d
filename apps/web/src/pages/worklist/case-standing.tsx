import { Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { CaseItem } from '../../api/types';
import type { Column } from '../../components/StackingTable';
import { dateText } from '../../dates';
import { usePartyName } from '../parties';
import { colourOf } from '../states';

type Standing = Pick<CaseItem, 'applicationState' | 'waitingFor' | 'dueOn' | 'isOverdue'>;

/** How a case stands, in any list of cases: its state, who is waited for and until when. */
export function useStandingColumns<Item extends Standing>(): Column<Item>[] {
  const { t } = useTranslation();
  const partyName = usePartyName();
  return [
    {
      heading: t('worklist.state'),
      cell: ({ applicationState }) => (
        <Tag data-size="sm" data-color={colourOf(applicationState)}>
          {t(`state.application.${applicationState}`)}
        </Tag>
      ),
    },
    { heading: t('worklist.waiting-for'), cell: ({ waitingFor }) => partyName(waitingFor) },
    {
      heading: t('worklist.due'),
      cell: ({ dueOn, isOverdue }) => (
        <>
          {dueOn ? dateText(dueOn) : t('no-date')}{' '}
          {isOverdue && (
            <Tag data-size="sm" data-color="danger">
              {t('clock.overdue')}
            </Tag>
          )}
        </>
      ),
    },
  ];
}
