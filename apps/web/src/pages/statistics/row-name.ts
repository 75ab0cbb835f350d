import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import { monthText } from '../../dates';
import { usePartyName } from '../parties';

/** What a row of a report is called: each report's rows are of one sort. */
export function useRowName(report: string): (key: string) => string {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const registryName = useRegistryName();
  return (key) => {
    const [first = '', second = ''] = key.split(':');
    switch (report) {
      case 'by-month':
        return monthText(key);
      case 'weeks-to-data':
        return t(`statistics.column.${key}`);
      case 'within-limits':
        return t('statistics.limit', { days: key });
      case 'time-per-party':
        return partyName(key);
      case 'stages':
      case 'open-ages':
        return t(`state.application.${key}`);
      case 'exemptions':
        return `${t(`legal-basis.${first}`)}: ${t(`statistics.row.${second}`)}`;
      case 'appeals':
        return `${t(`statistics.body.${first}`)}: ${t(`statistics.appeal.${second}`)}`;
      case 'hours-and-fees':
        return first === 'registry' ? registryName(second) : t(`statistics.activity.${key}`);
      default:
        return t(`statistics.row.${key}`);
    }
  };
}
