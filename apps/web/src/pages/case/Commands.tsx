import { Alert, Button, Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Fragment, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllowedCommand, CaseDetail, Me } from '../../api/types';
import { hasTypedText } from '../../components/typed-text';
import { Section } from '../../components/Section';
import { usePartyName } from '../parties';
import { inAreas } from './command-areas';
import { byLikelihood, isStep } from './likely-commands';
import { nameOfChoice, usePartName } from './part-names';
import { typedKey } from './typed-key';
import type { OpenCommand } from './use-open-command';

interface CommandsProps {
  me: Me;
  accessCase: CaseDetail;
  command: OpenCommand;
}

/** What this person may do now, as the server says it: what is likely wanted first. */
export function Commands({ me, accessCase, command }: CommandsProps) {
  const { t } = useTranslation();
  const { groups, name, choices, done } = command;
  const { first, rest } = byLikelihood([...groups.keys()]);
  const isBegun = (each: string) => hasTypedText(typedKey(me, accessCase.id, each));
  // What is open or begun stays in sight.
  const shown = [...first, ...rest.filter((each) => each === name || isBegun(each))];
  const folded = new Map([...groups].filter(([each]) => !shown.includes(each)));
  const list = useFocusOnClosing(command);

  const buttonOf = (each: string, isMain: boolean) => (
    <Button
      variant={isMain ? 'primary' : 'secondary'}
      aria-expanded={each === name}
      data-command={each}
      onClick={() => (each === name ? command.close() : command.open(each))}
    >
      <CommandName choices={groups.get(each) ?? []} accessCase={accessCase} />
      {isBegun(each) && ` (${t('commands.begun')})`}
    </Button>
  );

  return (
    <Section heading={t('commands.title')} target={list}>
      {done && <Done key={accessCase.version} name={done} />}
      {name !== '' && !choices && !done && (
        <Alert data-color="warning" role="status">
          <Paragraph>{t('commands.no-longer', { name: t(`command.${name}.name`) })}</Paragraph>
        </Alert>
      )}
      {groups.size === 0 && <NothingToDo waitingFor={accessCase.waitingFor} />}
      {shown.length > 0 && (
        <CommandList>
          {shown.map((each, place) => (
            <li key={each}>
              {buttonOf(each, choices ? each === name : place === 0 && isStep(each))}
            </li>
          ))}
        </CommandList>
      )}
      {folded.size > 0 && (
        <Details data-size="sm" className="why">
          <Details.Summary>{t('commands.more', { count: folded.size })}</Details.Summary>
          <Details.Content>
            {inAreas(folded).map((area) => (
              <Fragment key={area.name}>
                <Heading level={3} data-size="2xs" className="command-area">
                  {t(`command-area.${area.name}`)}
                </Heading>
                <CommandList>
                  {area.commands.map(([each]) => (
                    <li key={each}>{buttonOf(each, false)}</li>
                  ))}
                </CommandList>
              </Fragment>
            ))}
          </Details.Content>
        </Details>
      )}
    </Section>
  );
}

/** Who closes a form is taken back to its button, or to where it lies folded. */
function useFocusOnClosing({ name, done }: OpenCommand) {
  const list = useRef<HTMLElement>(null);
  const before = useRef(name);
  useEffect(() => {
    const closed = before.current;
    before.current = name;
    if (closed === '' || name !== '' || done !== null) return;
    const button = list.current?.querySelector<HTMLElement>(`[data-command="${closed}"]`);
    button?.focus();
    if (document.activeElement !== button) list.current?.querySelector('summary')?.focus();
  }, [name, done]);
  return list;
}

function CommandList({ children }: { children: ReactNode }) {
  return (
    <ul className="commands" data-size="sm">
      {children}
    </ul>
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
