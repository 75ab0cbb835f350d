import { Button, Field, Label, Select, Textfield } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { caseKinds } from '../../api/vocabulary';

interface ScopeFieldsProps {
  filter: Readonly<Record<string, string>>;
  /** What else is asked of the period, beside it. */
  children?: ReactNode;
}

/** What figures are asked about, in a form: months, kind of case and as of which day. */
export function ScopeFields({ filter, children }: ScopeFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      {(['from', 'to'] as const).map((name) => (
        <Textfield
          key={name}
          type="month"
          name={name}
          label={t(`statistics.${name}`)}
          defaultValue={filter[name] ?? ''}
        />
      ))}
      {children}
      <Field>
        <Label>{t('statistics.kind')}</Label>
        <Select name="kind" defaultValue={filter['kind'] ?? ''}>
          <Select.Option value="">{t('statistics.all-kinds')}</Select.Option>
          {caseKinds.map((kind) => (
            <Select.Option key={kind} value={kind}>
              {t(`statistics.row.${kind}`)}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Textfield
        type="date"
        name="asOfOn"
        label={t('statistics.as-of')}
        defaultValue={filter['asOfOn'] ?? ''}
      />
      <Button type="submit">{t('statistics.show')}</Button>
    </>
  );
}
