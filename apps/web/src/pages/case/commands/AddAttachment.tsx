import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../../api/types';
import { OneOf } from '../../../components/fields';
import { FileToSend } from '../../../components/FileToSend';
import { fieldId, useFault, useForm } from '../../../components/form';

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
  return (
    <>
      <OneOf path="attachmentKind" values={kinds} />
      <FileOfForm accessCase={accessCase} />
    </>
  );
}

/** A file that is a field of a command's form. */
export function FileOfForm({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const { change, labelOf, helpOf } = useForm();
  const fault = useFault('fileId');
  return (
    <FileToSend
      caseId={accessCase.id}
      id={fieldId('fileId')}
      label={labelOf('fileId')}
      help={helpOf('fileId')}
      fault={fault}
      onSent={(fileId) => change('fileId', fileId)}
      doneText={(name) => t('attachments.sent', { name })}
    />
  );
}
