import { Field, Label, Paragraph, Select, Textfield } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { Problem, request, sendFile } from '../../../api/client';
import type { CaseDetail, CommandAnswer } from '../../../api/types';
import { Line } from '../../../components/fields';
import { fieldId, useForm } from '../../../components/form';
import { isAnswered, type Question } from './definition';
import { QuestionRows } from './QuestionRows';

/** A question that is answered with files: each is attached here, or named where it is found. */
export function FilesField({ path, question }: { path: string; question: Question }) {
  return (
    <QuestionRows
      path={path}
      before={<FileToAttach path={path} kinds={question.attachmentKinds ?? ['other']} />}
    >
      {(row) => (
        <>
          <Line path={`${row}.name`} />
          <Line path={`${row}.reference`} isOptional />
        </>
      )}
    </QuestionRows>
  );
}

/** The file is sent at once, attached to the application, and named among the answers. */
function FileToAttach({ path, kinds }: { path: string; kinds: readonly string[] }) {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const queries = useQueryClient();
  const form = useForm();
  const latest = useRef(form);
  latest.current = form;
  const [kind, setKind] = useState(kinds[0] ?? 'other');
  const [sending, setSending] = useState<{ name: string; percent: number }>();
  const [attachedName, setAttachedName] = useState('');
  const [fault, setFault] = useState<string>();

  async function attach(field: HTMLInputElement) {
    const file = field.files?.[0];
    if (!file || sending) return;
    const { name } = file;
    setFault(undefined);
    setAttachedName('');
    setSending({ name, percent: 0 });
    try {
      const { fileId } = await sendFile(`/cases/${id}/attachments/files`, file, (percent) =>
        setSending({ name, percent }),
      );
      await attachTo(id, { fileId, attachmentKind: kind });
      latest.current.change(`${path}.${freeRow(latest.current.valueOf(path))}`, { name });
      setAttachedName(name);
      field.value = '';
      await queries.invalidateQueries({ queryKey: ['cases'] });
    } catch (problem) {
      const { code = '', problems = [] } = problem instanceof Problem ? problem : {};
      const [first] = problems;
      const own = first ? `${first.rule}. ${first.todo}.` : t('attachments.not-sent');
      setFault(t(`refusal.${code}`, { defaultValue: own }));
    } finally {
      setSending(undefined);
    }
  }

  return (
    <>
      {kinds.length > 1 && (
        <Field>
          <Label>{t('field.attachmentKind')}</Label>
          <Select value={kind} onChange={({ target }) => setKind(target.value)}>
            {kinds.map((each) => (
              <Select.Option key={each} value={each}>
                {t(`choice.attachmentKind.${each}`)}
              </Select.Option>
            ))}
          </Select>
        </Field>
      )}
      <Textfield
        id={fieldId(`${path}.file`)}
        type="file"
        label={t('application-form.upload-choose')}
        description={t('application-form.upload-help')}
        error={fault}
        onChange={({ target }) => void attach(target as HTMLInputElement)}
      />
      {sending && (
        <progress
          max={100}
          value={sending.percent}
          aria-label={t('application-form.upload-sending', { name: sending.name })}
        />
      )}
      <Paragraph role="status" data-size="sm">
        {sending && t('application-form.upload-sending', { name: sending.name })}
        {attachedName && t('application-form.upload-attached', { name: attachedName })}
      </Paragraph>
    </>
  );
}

/** Attaches against the newest version: the form saves itself meanwhile, and others write too. */
async function attachTo(
  id: string,
  attachment: { fileId: string; attachmentKind: string },
  triesLeft = 3,
): Promise<void> {
  const { version } = await request<CaseDetail>(`/cases/${id}`);
  try {
    await request<CommandAnswer>(`/cases/${id}/commands/add-attachment`, {
      method: 'POST',
      body: { ...attachment, version },
    });
  } catch (problem) {
    const isChanged = problem instanceof Problem && problem.code === 'stale-version';
    if (!isChanged || triesLeft === 0) throw problem;
    await attachTo(id, attachment, triesLeft - 1);
  }
}

/** The first row that nothing is written in, or a new one. */
function freeRow(value: unknown): number {
  const rows = Array.isArray(value) ? (value as unknown[]) : [];
  const empty = rows.findIndex((row) => !isAnswered(row));
  return empty === -1 ? rows.length : empty;
}
