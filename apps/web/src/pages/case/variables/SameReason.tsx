import { Button, Details, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm, useMadeOf } from '../../../components/form';
import {
  type Chosen,
  chosenIn,
  isWithoutReason,
  reasonsBack,
  type Undo,
  withReason,
} from './chosen';

interface SameReasonProps {
  path: string;
  picked: ReadonlySet<number>;
  onChange: (after: Chosen, undo: Undo) => void;
}

/** One reason for several variables: those that have none yet, or those picked out below. */
export function SameReason({ path, picked, onChange }: SameReasonProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const { valueNow } = useForm();
  const without = new Set(useMadeOf(path, withoutReason));

  function give(indexes: ReadonlySet<number>) {
    const chosen = chosenIn(valueNow(path));
    onChange(withReason(chosen, indexes, reason), {
      text: t('picker.reason-given', { count: indexes.size }),
      apply: (then) => reasonsBack(then, chosen, indexes, reason),
    });
    setReason('');
  }

  return (
    <Details data-size="sm">
      <Details.Summary>{t('picker.same-reason')}</Details.Summary>
      <Details.Content>
        <div className="field-group">
          <Textfield
            data-size="sm"
            label={t('picker.shared-reason')}
            description={t('picker.shared-help')}
            value={reason}
            autoComplete="off"
            onChange={({ target }) => setReason(target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
          <div className="form-buttons">
            <Button
              variant="secondary"
              data-size="sm"
              disabled={reason.trim() === '' || without.size === 0}
              onClick={() => give(without)}
            >
              {t('picker.give-to-rest', { count: without.size })}
            </Button>
            <Button
              variant="secondary"
              data-size="sm"
              disabled={reason.trim() === '' || picked.size === 0}
              onClick={() => give(picked)}
            >
              {t('picker.give-to-picked', { count: picked.size })}
            </Button>
          </div>
        </div>
      </Details.Content>
    </Details>
  );
}

const withoutReason = (value: unknown): number[] =>
  chosenIn(value).flatMap((each, index) => (isWithoutReason(each) ? [index] : []));
