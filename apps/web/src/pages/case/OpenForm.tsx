import { useTranslation } from 'react-i18next';
import type { CaseDetail, Me } from '../../api/types';
import { Loading } from '../../components/Loading';
import { useFormCode, useFormsAhead } from './form-code';
import type { OpenCommand } from './use-open-command';

interface OpenFormProps {
  me: Me;
  accessCase: CaseDetail;
  command: OpenCommand;
}

/** The form of the command in the address, where it is allowed. */
export function OpenForm({ me, accessCase, command }: OpenFormProps) {
  const { t } = useTranslation();
  const { groups, name, choices, close, finish } = command;
  const { ApplicationForm, CommandForm, isLoading } = useFormCode(name, choices !== undefined);
  useFormsAhead([...groups.keys()]);
  if (!choices) return null;
  if (isLoading) return <Loading text={t('loading')} />;
  if (name === 'edit-draft') {
    return ApplicationForm && <ApplicationForm me={me} accessCase={accessCase} onClose={close} />;
  }
  return (
    CommandForm && (
      <CommandForm
        key={name}
        me={me}
        accessCase={accessCase}
        name={name}
        choices={choices}
        onClose={close}
        onDone={finish}
      />
    )
  );
}
