import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { usePresence } from '../../../api/queries';
import type { CaseDetail } from '../../../api/types';
import { type FormDefinition, inWords } from './definition';

interface PresenceProps {
  accessCase: CaseDetail;
  form: FormDefinition;
  section: string;
}

/** Who else is writing in the draft just now, and where. */
export function Presence({ accessCase, form, section }: PresenceProps) {
  const { t, i18n } = useTranslation();
  const presence = usePresence(accessCase.id, section);
  const others = (presence.data?.others ?? []).map(({ name, section: where }) => {
    const found = form.sections.find(({ id }) => id === where);
    return t(where === section ? 'application-form.present-here' : 'application-form.present', {
      name,
      section: found ? inWords(found.name, i18n.language) : where,
    });
  });
  return (
    <Paragraph role="status" data-size="sm">
      {others.join(' ')}
    </Paragraph>
  );
}
