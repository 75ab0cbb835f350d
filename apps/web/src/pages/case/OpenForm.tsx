import type { CaseDetail, Me } from '../../api/types';
import { ApplicationForm } from './application/ApplicationForm';
import { CommandForm } from './CommandForm';
import type { OpenCommand } from './use-open-command';

interface OpenFormProps {
  me: Me;
  accessCase: CaseDetail;
  command: OpenCommand;
}

/** The form of the command in the address, where it is allowed. */
export function OpenForm({ me, accessCase, command }: OpenFormProps) {
  const { name, choices, close, finish } = command;
  if (!choices) return null;
  if (name === 'edit-draft') {
    return <ApplicationForm me={me} accessCase={accessCase} onClose={close} />;
  }
  return (
    <CommandForm
      key={name}
      me={me}
      accessCase={accessCase}
      name={name}
      choices={choices}
      onClose={close}
      onDone={finish}
    />
  );
}
