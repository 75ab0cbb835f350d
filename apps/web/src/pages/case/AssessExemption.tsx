import { Button, Field, Label, Paragraph, Select, Textfield } from '@digdir/designsystemet-react';
import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { exemptionCodes, type JournalEntry, useAssessExemption } from '../../api/journal';
import { useTypedForm } from '../../components/typed-form';
import type { Values } from '../../components/typed-text';
import { ProblemMessage } from '../ProblemMessage';

interface AssessExemptionProps {
  readerId: string;
  caseId: string;
  entry: JournalEntry;
}

/** What a caseworker finds about the publicness of one document, with the reason. */
export function AssessExemption({ readerId, caseId, entry }: AssessExemptionProps) {
  const { t } = useTranslation();
  const assessing = useAssessExemption(caseId, entry.number);
  const found = useMemo<Values>(
    () => ({ exemption: entry.exemption ?? '', publicTitle: entry.publicTitle ?? '', reason: '' }),
    [entry.exemption, entry.publicTitle],
  );
  const typed = useTypedForm(`${readerId}:${caseId}:exemption-${entry.number}`, found);
  const values = useWatch({ control: typed.fields.control });
  const textOf = (name: string) => textIn(values, name);

  const submit = typed.fields.handleSubmit((sent) => {
    const written = (name: string) => textIn(sent, name).trim() || null;
    assessing.mutate(
      {
        exemption: written('exemption'),
        publicTitle: written('publicTitle'),
        reason: written('reason') ?? '',
      },
      { onSuccess: () => typed.hasArrived(sent) },
    );
  });

  const id = `exemption-${entry.number}`;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field>
        <Label htmlFor={id}>{t('journal.exemption')}</Label>
        <Select
          id={id}
          value={textOf('exemption')}
          onChange={({ target }) => typed.change('exemption', target.value)}
        >
          <Select.Option value="">{t('journal.open')}</Select.Option>
          {exemptionCodes.map((code) => (
            <Select.Option key={code} value={code}>
              {t(`journal.code.${code}`)}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Textfield
        label={t('journal.public-title')}
        description={t('journal.public-title-what')}
        value={textOf('publicTitle')}
        onChange={({ target }) => typed.change('publicTitle', target.value)}
        maxLength={300}
      />
      <Textfield
        label={t('journal.reason')}
        value={textOf('reason')}
        onChange={({ target }: { target: { value: string } }) =>
          typed.change('reason', target.value)
        }
        multiline
        rows={2}
        required
      />
      {assessing.isError && <ProblemMessage problem={assessing.error} />}
      {assessing.isSuccess && <Paragraph role="status">{t('journal.assessed')}</Paragraph>}
      <Button type="submit" data-size="sm" disabled={assessing.isPending}>
        {t('journal.save')}
      </Button>
    </form>
  );
}

function textIn(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}
