import { Field, Label, Select } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem, request } from '../../../api/client';
import type { CaseDetail, CommandAnswer } from '../../../api/types';
import { Line } from '../../../components/fields';
import { FileToSend } from '../../../components/FileToSend';
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
  const { id } = useParams({ from: '/cases/$id/{-$part}' });
  const queries = useQueryClient();
  const form = useForm();
  const [kind, setKind] = useState(kinds[0] ?? 'other');

  async function attach(fileId: string, name: string) {
    await attachTo(id, { fileId, attachmentKind: kind });
    form.change(`${path}.${freeRow(form.valueNow(path))}`, { name });
    await queries.invalidateQueries({ queryKey: ['cases'] });
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
      <FileToSend
        caseId={id}
        id={fieldId(`${path}.file`)}
        label={t('application-form.upload-choose')}
        help={t('application-form.upload-help')}
        onSent={attach}
        doneText={(name) => t('application-form.upload-attached', { name })}
      />
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
