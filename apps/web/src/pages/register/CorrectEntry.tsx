import {
  Alert,
  Button,
  Checkbox,
  Field,
  Label,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { correctableAnswers, type RegisterEntry, useCorrectEntry } from '../../api/register';
import type { Me } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { useTypedForm } from '../../components/typed-form';
import { RefusedHere } from '../dispatch/RefusedHere';

/** Says one answer of an entry otherwise, or leaves it out: a new version with a reason. */
export function CorrectEntry({ me, entry }: { me: Me; entry: RegisterEntry }) {
  const { t, i18n } = useTranslation();
  const empty = useMemo(() => ({ field: '', text: '', isLeftOut: false, reason: '' }), []);
  const typed = useTypedForm(`register-correction:${entry.id}:${me.id}`, empty);
  const { fields, change, startOver } = typed;
  const values = useWatch({ control: fields.control });
  const correcting = useCorrectEntry(entry.id, i18n.language);
  const questions = questionsOf(entry, t);
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : '';
  };
  const isLeftOut = values['isLeftOut'] === true;
  const now = questions.find(({ field }) => field === text('field'))?.answer;
  const isWhole =
    text('field') !== '' &&
    text('reason').trim().length > 1 &&
    (isLeftOut || text('text').trim().length > 1);

  const send = fields.handleSubmit(() => {
    if (!isWhole) return;
    correcting.mutate(
      {
        texts: { [text('field')]: isLeftOut ? null : text('text').trim() },
        reason: text('reason').trim(),
      },
      { onSuccess: startOver },
    );
  });

  return (
    <Section heading={t('register-correction.title')}>
      <Paragraph>{t('register-correction.what')}</Paragraph>
      <form onSubmit={(event) => void send(event)} className="key-form">
        <Field>
          <Label>{t('register-correction.field')}</Label>
          <Select value={text('field')} onChange={({ target }) => change('field', target.value)}>
            <Select.Option value="">{t('choose')}</Select.Option>
            {questions.map(({ field, question }) => (
              <Select.Option key={field} value={field}>
                {question}
              </Select.Option>
            ))}
          </Select>
        </Field>
        {now && (
          <Paragraph data-size="sm">{t('register-correction.now', { answer: now })}</Paragraph>
        )}
        <Checkbox
          label={t('register-correction.leave-out')}
          value="left-out"
          checked={isLeftOut}
          onChange={({ target }) => change('isLeftOut', target.checked)}
        />
        {!isLeftOut && (
          <Textfield
            multiline
            rows={4}
            maxLength={5_000}
            label={t('register-correction.text')}
            description={t('register-correction.text-help')}
            value={text('text')}
            onChange={({ target }) => change('text', target.value)}
          />
        )}
        <Textfield
          multiline
          rows={2}
          maxLength={2_000}
          label={t('register-correction.reason')}
          description={t('register-correction.reason-help')}
          value={text('reason')}
          onChange={({ target }) => change('reason', target.value)}
        />
        <Button type="submit" disabled={correcting.isPending || !isWhole}>
          {t('register-correction.do')}
        </Button>
        {correcting.isPending && <Loading text={t('register-correction.sending')} />}
        {correcting.isError && <RefusedHere problem={correcting.error} />}
        {correcting.isSuccess && (
          <Alert data-color="success" role="status">
            <Paragraph>{t('register-correction.done')}</Paragraph>
          </Alert>
        )}
      </form>
    </Section>
  );
}

interface Question {
  field: string;
  question: string;
  answer: string | null;
}

/** What of this entry can be said otherwise, those that are left out too. */
function questionsOf(entry: RegisterEntry, t: TFunction): Question[] {
  const { title, institution, answers, leftOut } = entry;
  const all: Question[] = [
    { field: 'title', question: t('public-register.entry'), answer: title },
    { field: 'institutionName', question: t('public-register.institution'), answer: institution },
    ...answers,
    ...leftOut.map((each) => ({ ...each, answer: null })),
  ];
  return correctableAnswers.flatMap((field) => all.find((each) => each.field === field) ?? []);
}
