import {
  Button,
  Field,
  Fieldset,
  Label,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Seen } from '../../api/audits';
import type { SourceDetail } from '../../api/types';
import { isForRegistry } from '../../api/people';
import { Link } from '../../components/Link';
import { instantInNorway, localInNorway } from '../../dates';
import { seers } from './seers';

/** What the address asks for. */
export function seenIn({ role = 'auditor', registryId = '', at = '' }: Partial<Seen>): Seen {
  return { role, registryId, at };
}

interface TimeMachineProps {
  seen: Seen;
  sources: readonly SourceDetail[];
}

/** Chooses whose page of the case to look at, and as it was when. */
export function TimeMachine({ seen, sources }: TimeMachineProps) {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/audits/$auditId/cases/$caseId' });
  const [role, setRole] = useState(seen.role);
  const isOfRegistry = isForRegistry(role);

  function look(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = typed.get(name);
      return typeof value === 'string' ? value : '';
    };
    void navigate({
      search: {
        role: seers.find((each) => each === role),
        ...(isOfRegistry && { registryId: text('registryId') }),
        ...(text('at') && { at: instantInNorway(text('at')) }),
      },
    });
  }

  return (
    <form onSubmit={look} className="time-machine" aria-label={t('audit.time-machine')}>
      <Fieldset className="filters">
        <Fieldset.Legend>{t('audit.time-machine')}</Fieldset.Legend>
        <Field data-size="sm">
          <Label>{t('audit.as-role')}</Label>
          <Select value={role} onChange={({ target }) => setRole(target.value)}>
            {seers.map((each) => (
              <Select.Option key={each} value={each}>
                {t(`role.${each}`)}
              </Select.Option>
            ))}
          </Select>
        </Field>
        {isOfRegistry && (
          <Field data-size="sm">
            <Label>{t('audit.of-registry')}</Label>
            <Select name="registryId" defaultValue={seen.registryId} required>
              {sources.map(({ registryId, name }) => (
                <Select.Option key={registryId} value={registryId}>
                  {name}
                </Select.Option>
              ))}
            </Select>
          </Field>
        )}
        <Textfield
          data-size="sm"
          type="datetime-local"
          name="at"
          label={t('audit.at')}
          defaultValue={seen.at === '' ? '' : localInNorway(seen.at)}
        />
        <div className="filter-buttons">
          <Button type="submit" data-size="sm">
            {t('audit.look')}
          </Button>
          {(seen.at !== '' || seen.role !== 'auditor') && (
            <Button asChild variant="tertiary" data-size="sm">
              <Link from="/audits/$auditId/cases/$caseId" to="." search={{}}>
                {t('audit.now-as-auditor')}
              </Link>
            </Button>
          )}
        </div>
      </Fieldset>
      <Paragraph data-size="sm" className="quiet">
        {t('audit.time-machine-help')}
      </Paragraph>
    </form>
  );
}
