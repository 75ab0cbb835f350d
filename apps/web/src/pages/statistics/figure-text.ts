import { useTranslation } from 'react-i18next';
import type { Unit } from '../../api/statistics';

/** A number as it is read; what cannot be said is a dash, what is not told a word. */
export function useFigureText(): (
  value: number | 'hidden' | null,
  unit: Unit,
  withUnit?: boolean,
) => string {
  const { t, i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en-GB' : i18n.language === 'nn' ? 'nn-NO' : 'nb-NO';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return (value, unit, withUnit = false) => {
    if (value === null) return '–';
    if (value === 'hidden') return t('statistics.hidden');
    if (unit === 'share') return share.format(value);
    const number = whole.format(value);
    return withUnit && unit !== 'count' ? `${number} ${t(`statistics.unit.${unit}`)}` : number;
  };
}
