import { Button, Field, Label, Paragraph, Select, Textfield } from '@digdir/designsystemet-react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { exemptionCodes, type JournalEntry, useAssessExemption } from '../../api/journal';
import { ProblemMessage } from '../ProblemMessage';

/** What a caseworker finds about the publicness of one document, with the reason. */
export function AssessExemption({ caseId, entry }: { caseId: string; entry: JournalEntry }) {
  const { t } = useTranslation();
  const assessing = useAssessExemption(caseId, entry.number);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = typed.get(name);
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
    };
    assessing.mutate({
      exemption: text('exemption'),
      publicTitle: text('publicTitle'),
      reason: text('reason') ?? '',
    });
  }

  const id = `exemption-${entry.number}`;
  return (
    <form onSubmit={submit}>
      <Field>
        <Label htmlFor={id}>{t('journal.exemption')}</Label>
        <Select id={id} name="exemption" defaultValue={entry.exemption ?? ''}>
          <Select.Option value="">{t('journal.open')}</Select.Option>
          {exemptionCodes.map((code) => (
            <Select.Option key={code} value={code}>
              {t(`journal.code.${code}`)}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Textfield
        name="publicTitle"
        label={t('journal.public-title')}
        description={t('journal.public-title-what')}
        defaultValue={entry.publicTitle ?? ''}
        maxLength={300}
      />
      <Textfield name="reason" label={t('journal.reason')} multiline rows={2} required />
      {assessing.isError && <ProblemMessage problem={assessing.error} />}
      {assessing.isSuccess && <Paragraph role="status">{t('journal.assessed')}</Paragraph>}
      <Button type="submit" data-size="sm" disabled={assessing.isPending}>
        {t('journal.save')}
      </Button>
    </form>
  );
}
