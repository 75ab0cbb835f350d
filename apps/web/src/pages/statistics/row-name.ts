import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import { monthText } from '../../dates';
import { usePartyName } from '../parties';

/** What a row of a report is called: each report's rows are of one sort. */
export function useRowName(report: string): (key: string) => string {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const registryName = useRegistryName();
  return (key) => rowName(t, report, key, { partyName, registryName });
}

interface Names {
  partyName: (party: string) => string;
  registryName: (id: string) => string;
}

/** Without a catalogue, as nobody who is not signed in has one, for reports that name nobody. */
export function rowName(t: TFunction, report: string, key: string, names?: Names): string {
  const [first = '', second = ''] = key.split(':');
  switch (report) {
    case 'by-month':
      return monthText(key);
    case 'weeks-to-data':
      return t(`statistics.column.${key}`);
    case 'within-limits':
      return t('statistics.limit', { days: key });
    case 'time-per-party':
      return names?.partyName(key) ?? key;
    case 'stages':
    case 'open-ages':
      return t(`state.application.${key}`);
    case 'exemptions':
      return `${t(`legal-basis.${first}`)}: ${t(`statistics.row.${second}`)}`;
    case 'appeals':
      return `${t(`statistics.body.${first}`)}: ${t(`statistics.appeal.${second}`)}`;
    case 'hours-and-fees':
      return first === 'registry'
        ? (names?.registryName(second) ?? second)
        : t(`statistics.activity.${key}`);
    case 'recipients':
      return names?.registryName(key) ?? key;
    default:
      return t(`statistics.row.${key}`);
  }
}
