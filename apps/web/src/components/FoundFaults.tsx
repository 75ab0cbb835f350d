import { useTranslation } from 'react-i18next';
import { FaultSummary } from './FaultSummary';
import type { FormWords } from './form';
import type { Fault } from './typed-form';

interface FoundFaultsProps {
  faults: readonly Fault[];
  /** How many times something was found: the summary takes the focus anew each time. */
  times: number;
  words: Pick<FormWords, 'labelOf'>;
  textOf: (fault: Fault) => string;
}

/** What was found in a form of which every field stands on the page; nothing where nothing was. */
export function FoundFaults({ faults, times, words, textOf }: FoundFaultsProps) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <FaultSummary
      key={times}
      heading={t('form.faults')}
      faults={faults.map((fault) => ({
        field: fault.field,
        label: words.labelOf(fault.field),
        text: textOf(fault),
        isInForm: true,
      }))}
    />
  );
}
