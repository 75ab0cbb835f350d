import { Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem, sendFile } from '../../../api/client';
import type { CaseDetail } from '../../../api/types';
import { OneOf } from '../../../components/fields';
import { fieldId, useForm } from '../../../components/form';

const kinds = [
  'protocol',
  'rek-application',
  'rek-decision',
  'exemption-decision',
  'dpo-assessment',
  'information-letter',
  'dpia',
  'data-management-plan',
  'other',
];

/** The file goes at once, and belongs to the application when the form is sent. */
export function AddAttachment({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const { change, labelOf, helpOf, faultOf } = useForm();
  const [sentName, setSentName] = useState('');
  const [fault, setFault] = useState<string>();

  async function send(file: File | undefined) {
    if (!file) return;
    setFault(undefined);
    try {
      const { fileId } = await sendFile(`/cases/${accessCase.id}/attachments/files`, file);
      change('fileId', fileId);
      setSentName(file.name);
    } catch (problem) {
      const [first] = problem instanceof Problem ? problem.problems : [];
      setFault(first ? `${first.rule}. ${first.todo}.` : t('attachments.not-sent'));
    }
  }

  return (
    <>
      <OneOf path="attachmentKind" values={kinds} />
      <Textfield
        id={fieldId('fileId')}
        type="file"
        label={labelOf('fileId')}
        description={helpOf('fileId')}
        error={fault ?? faultOf('fileId')}
        onChange={({ target }) => void send((target as HTMLInputElement).files?.[0])}
      />
      {sentName && <Paragraph role="status">{t('attachments.sent', { name: sentName })}</Paragraph>}
    </>
  );
}
