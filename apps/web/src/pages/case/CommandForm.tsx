import { Button, Heading, Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { request, type Problem } from '../../api/client';
import { caseKey } from '../../api/queries';
import type { AllowedCommand, CaseDetail, CommandAnswer, Me } from '../../api/types';
import { FaultSummary } from '../../components/FaultSummary';
import { FormFields } from '../../components/form';
import { Link } from '../../components/Link';
import {
  type Fault,
  faultsAmong,
  type Fields as FormFieldsOf,
  useTypedForm,
} from '../../components/typed-form';
import { hasTypedText, withoutEmpty, type Values } from '../../components/typed-text';
import { useFoundFaults } from '../../components/use-found-faults';
import { prepareBodyCheck } from './commands/body-check';
import { commandForms, type CommandFormOf } from './commands/forms';
import { formWords } from './commands/form-words';
import type { Sending } from './commands/sending';
import { faultsOfAnswer, placed } from './faults-of-answer';
import { Refused } from './Refused';
import { PartChoice } from './PartChoice';
import { commandsWithLetters, isSignature } from './preview/letter-commands';
import { LetterPreview } from './preview/LetterPreview';
import { nameOfChoice } from './part-names';
import { SavedAt } from './SavedAt';
import { typedKey } from './typed-key';
import { useFaultWords } from './use-fault-words';

interface CommandFormProps {
  me: Me;
  accessCase: CaseDetail;
  name: string;
  /** The same command, once for each part that it may be given for. */
  choices: readonly AllowedCommand[];
  onDone: (name: string) => void;
  onClose: () => void;
}

interface Sent {
  /** One body, or several that are sent one after the other. */
  sent: Values[];
  /** What stood in the form when it was sent. */
  typedValues: Values;
}

const noFields: CommandFormOf = {};
const nothingFound = () => nothing;
const nothing: Values = {};

/** One command: its fields, what the server answers, and what was typed until it has answered yes. */
export function CommandForm({ me, accessCase, name, choices, onDone, onClose }: CommandFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const heading = useRef<HTMLHeadingElement>(null);
  const form = commandForms[name] ?? noFields;
  const { Fields, initial, useFound = nothingFound, body, bodies, staysOpen } = form;
  const { version } = accessCase;
  const named = choices.map(nameOfChoice);
  const isForPart = named.some(({ value }) => value !== null);
  const only = isForPart && named.length === 1 ? named[0] : undefined;

  const found = useFound(accessCase);
  const start = useMemo<Values>(
    () => ({ ...initial?.(accessCase), ...found }),
    [name, version, found],
  );
  const typed = useTypedForm(typedKey(me, accessCase.id, name), start, findFaults);
  const { fields } = typed;
  const { faults, times, tell, tellOfAnswer } = useFoundFaults(fields);
  // Who signs has read what they sign.
  const [showsLetter, setShowsLetter] = useState(isSignature(name));

  const command = useMutation<CommandAnswer, Problem, Sent>({
    mutationFn: ({ sent }) => sendInTurn(accessCase, name, sent),
    onSuccess: async (_, { typedValues }) => {
      typed.hasArrived(typedValues);
      await queries.invalidateQueries({ queryKey: ['cases'] });
      if (!staysOpen) onDone(name);
    },
    onError: async (problem, { sent, typedValues }) => {
      const [only] = sent.length === 1 ? sent : [];
      tellOfAnswer(faultsOfAnswer(problem, form, sendingOf(typedValues, only)));
      // Those that went before the refused one have changed the case.
      if (sent.length > 1) await queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });
  const { textOf, inSummary } = useFaultWords(accessCase, name);
  const words = useMemo(() => formWords(t, name), [t, name]);

  // A summary of faults takes the focus itself.
  useEffect(() => {
    if (faults.length === 0) heading.current?.focus();
  }, [name]);

  // They come while the fields are filled in.
  useEffect(() => void prepareBodyCheck(), []);

  const submit = fields.handleSubmit(
    (values) => {
      if (command.isPending) return;
      command.mutate({ sent: bodiesOf(values), typedValues: values });
    },
    (errors) => {
      command.reset();
      tell(faultsAmong(errors));
    },
  );

  /** What the server would turn down is told before it is sent; what it alone can know, it says. */
  async function findFaults(values: Values): Promise<Fault[]> {
    const problemsIn = await prepareBodyCheck();
    return bodiesOf(values).flatMap((sent) =>
      problemsIn(name, sent).map((problem) =>
        placed(problem, 'body-malformed', form, sendingOf(values, sent)),
      ),
    );
  }

  function bodiesOf(typedValues: Values): Values[] {
    const values = withoutEmpty(typedValues);
    const own = bodies ? bodies(values, accessCase) : [body ? body(values, start) : values];
    const part = only ? { [only.field]: only.value } : {};
    return own.map((one) => ({ ...one, ...part }));
  }

  function sendingOf(values: Values, sent: Values | undefined): Sending {
    return { accessCase, values, ...(sent && { body: sent }) };
  }

  async function loadNewest() {
    await queries.invalidateQueries({ queryKey: caseKey(accessCase.id) });
    command.reset();
    heading.current?.focus();
  }

  function startOver() {
    typed.startOver();
    heading.current?.focus();
  }

  return (
    <form className="command-form" onSubmit={(event) => void submit(event)} noValidate>
      <Heading level={3} data-size="xs" tabIndex={-1} ref={heading}>
        {t(`command.${name}.name`)}
      </Heading>
      <Paragraph className="lead">{t(`command.${name}.explain`)}</Paragraph>
      {name === 'submit' && (
        <UnsavedDraft isUnsaved={hasTypedText(typedKey(me, accessCase.id, 'edit-draft'))} />
      )}
      {faults.length > 0 && (
        <FaultSummary key={times} heading={t('form.faults')} faults={faults.map(inSummary)}>
          {name === 'submit' && (
            <DsLink asChild>
              <Link
                from="/cases/$id/{-$part}"
                to="."
                search={{ command: 'edit-draft' }}
                state={{ problems: command.error?.problems }}
              >
                {t('form.to-draft')}
              </Link>
            </DsLink>
          )}
        </FaultSummary>
      )}
      {command.isError && faultsOfAnswer(command.error, form, sendingOf({}, {})).length === 0 && (
        <Refused problem={command.error} onLoadNewest={() => void loadNewest()} />
      )}
      <FormFields form={typed} words={words} textOf={textOf}>
        {isForPart && <PartChoice choices={choices} accessCase={accessCase} />}
        {Fields && <Fields accessCase={accessCase} />}
      </FormFields>
      {typed.isTyped && !staysOpen && (
        <Paragraph data-size="sm" className="quiet">
          {t('form.kept')}
        </Paragraph>
      )}
      {staysOpen && <SavedAt changedAt={accessCase.changedAt} isTyped={typed.isTyped} />}
      <div className="form-buttons">
        <Button type="submit" loading={command.isPending}>
          {t(`command.${name}.do`)}
        </Button>
        <Button variant="tertiary" onClick={onClose}>
          {t('form.close')}
        </Button>
        {commandsWithLetters.has(name) && (
          <Button
            variant="secondary"
            aria-expanded={showsLetter}
            onClick={() => setShowsLetter(!showsLetter)}
          >
            {t(showsLetter ? 'preview.hide' : 'preview.show')}
          </Button>
        )}
        {typed.isTyped && Fields && (
          <Button variant="tertiary" data-color="danger" onClick={startOver}>
            {t('form.discard')}
          </Button>
        )}
      </div>
      {showsLetter && (
        <LetterAsTyped
          accessCase={accessCase}
          name={name}
          fields={fields}
          bodyOf={(values) => bodiesOf(values)[0] ?? {}}
        />
      )}
    </form>
  );
}
/** The letter, drawn anew at each key: the form around it is not. */
function LetterAsTyped({
  accessCase,
  name,
  fields,
  bodyOf,
}: Pick<CommandFormProps, 'accessCase' | 'name'> & {
  fields: FormFieldsOf;
  bodyOf: (values: Values) => Values;
}) {
  const values = useWatch({ control: fields.control });
  return <LetterPreview accessCase={accessCase} name={name} body={bodyOf(values)} />;
}

/** Each body with the version that the one before it made. */
async function sendInTurn(
  { id, version }: CaseDetail,
  name: string,
  bodies: readonly Values[],
): Promise<CommandAnswer> {
  const [first, ...rest] = bodies;
  let answer = await send({ version, ...first });
  for (const body of rest) answer = await send({ version: answer.version, ...body });
  return answer;

  function send(body: Values): Promise<CommandAnswer> {
    return request(`/cases/${id}/commands/${name}`, { method: 'POST', body });
  }
}

/** Sending in takes what is saved, so text that is not must be saved first. */
function UnsavedDraft({ isUnsaved }: { isUnsaved: boolean }) {
  const { t } = useTranslation();
  if (!isUnsaved) return null;
  return (
    <Paragraph>
      {t('form.unsaved-draft')}{' '}
      <DsLink asChild>
        <Link from="/cases/$id/{-$part}" to="." search={{ command: 'edit-draft' }}>
          {t('form.to-draft')}
        </Link>
      </DsLink>
    </Paragraph>
  );
}
