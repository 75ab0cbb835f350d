import { useTranslation } from 'react-i18next';
import { pricesOn, usePriceLists } from '../../api/workspace';
import { useKroner } from '../../components/use-kroner';

/** What Helsedataservice charges by the list in force today, in words. */
export function Prices({ isFree, isSeveral }: { isFree: boolean; isSeveral: boolean }) {
  const { t } = useTranslation();
  const kroner = useKroner();
  const lists = usePriceLists();
  const prices = pricesOn(lists.data?.items ?? [], new Date().toISOString().slice(0, 10));
  if (isFree) return t('apply.found.fee-free');
  if (!prices) return t('apply.found.fee-told-later');
  return t('apply.found.fee-list', {
    base: kroner(isSeveral ? prices.severalSourcesNok : prices.oneSourceNok),
    hour: kroner(prices.hourNok),
  });
}
