import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { AllowedCommand, CaseDetail, Me } from '../../api/types';
import { hasTypedText } from '../../components/typed-text';
import { Section } from '../../components/Section';
import { usePartyName } from '../parties';
import { ApplicationForm } from './application/ApplicationForm';
import { inAreas } from './command-areas';
import { CommandForm } from './CommandForm';
import { nameOfChoice, usePartName } from './part-names';
import { typedKey } from './typed-key';

/**
 * What this person may do now, as the server says it. The open form stands in the address, so that
 * signing in again or a reload comes back to it.
 */
export function Commands({ me, accessCase }: { me: Me; accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  const [done, setDone] = useState<{ name: string } | null>(null);
  const groups = byName(accessCase.allowedCommands);
  const name = query.get('command') ?? '';
  const choices = groups.get(name);
  // A few stand well beside each other; many are looked for by what they are about.
  const isMany = groups.size > 6;

  function open(command: string) {
    setDone(null);
    setQuery({ command });
  }

  function close() {
    setQuery({});
  }

  return (
    <Section heading={t('commands.title')}>
      {done && <Done key={accessCase.version} name={done.name} />}
      {groups.size === 0 && <NothingToDo waitingFor={accessCase.waitingFor} />}
      {inAreas(groups).map((area) => (
        <Fragment key={area.name}>
          {isMany && (
            <Heading level={3} data-size="2xs" className="command-area">
              {t(`command-area.${area.name}`)}
            </Heading>
          )}
          <ul className="commands">
            {area.commands.map(([command, commandChoices]) => (
              <li key={command}>
                <Button
                  variant={command === name ? 'primary' : 'secondary'}
                  aria-expanded={command === name}
                  onClick={() => (command === name ? close() : open(command))}
                >
                  <CommandName choices={commandChoices} accessCase={accessCase} />
                  {hasTypedText(typedKey(me, accessCase.id, command)) &&
                    ` (${t('commands.begun')})`}
                </Button>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
      {name !== '' && !choices && !done && (
        <Alert data-color="warning" role="status">
          <Paragraph>{t('commands.no-longer', { name: t(`command.${name}.name`) })}</Paragraph>
        </Alert>
      )}
      {choices && name === 'edit-draft' && (
        <ApplicationForm me={me} accessCase={accessCase} onClose={close} />
      )}
      {choices && name !== 'edit-draft' && (
        <CommandForm
          key={name}
          me={me}
          accessCase={accessCase}
          name={name}
          choices={choices}
          onClose={close}
          onDone={(finished) => {
            setDone({ name: finished });
            close();
          }}
        />
      )}
    </Section>
  );
}

function CommandName({
  choices,
  accessCase,
}: {
  choices: readonly AllowedCommand[];
  accessCase: CaseDetail;
}) {
  const { t } = useTranslation();
  const partName = usePartName(accessCase);
  const [first] = choices;
  const name = t(`command.${first?.name}.name`);
  const only = first && choices.length === 1 ? nameOfChoice(first).value : null;
  return first && only !== null ? `${name}: ${partName(first.track, only)}` : name;
}

function NothingToDo({ waitingFor }: { waitingFor: string }) {
  const { t } = useTranslation();
  const partyName = usePartyName();
  const isWaiting = waitingFor !== 'nobody' && waitingFor !== 'in-use';
  return (
    <Paragraph>
      {isWaiting ? t('commands.none', { party: partyName(waitingFor) }) : t('commands.none-over')}
    </Paragraph>
  );
}

/** Says that a command went through, and takes the focus that its form had. */
function Done({ name }: { name: string }) {
  const { t } = useTranslation();
  const target = useRef<HTMLDivElement>(null);
  useEffect(() => target.current?.focus(), []);
  return (
    <Alert data-color="success" role="status" tabIndex={-1} ref={target}>
      <Paragraph>{t('commands.done', { name: t(`command.${name}.name`) })}</Paragraph>
    </Alert>
  );
}

function byName(commands: readonly AllowedCommand[]): Map<string, AllowedCommand[]> {
  const groups = new Map<string, AllowedCommand[]>();
  for (const command of commands) {
    // The form of the application saves by it.
    if (command.name === 'save-answers') continue;
    groups.set(command.name, [...(groups.get(command.name) ?? []), command]);
  }
  return groups;
}
