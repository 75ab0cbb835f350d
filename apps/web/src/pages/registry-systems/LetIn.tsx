import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/client';
import { useRegistries } from '../../api/queries';
import {
  type NewRegistrySystem,
  scopeKey,
  systemScopes,
  useLetIn,
} from '../../api/registry-systems';
import { Line, Pick, SomeOf } from '../../components/fields';
import { FormFields, type FormWords } from '../../components/form';
import { FoundFaults } from '../../components/FoundFaults';
import { type Fault, useTypedForm } from '../../components/typed-form';
import { useFoundFaults } from '../../components/use-found-faults';
import { RefusedHere } from '../dispatch/RefusedHere';

interface LetInProps {
  /** The person who types, so that nobody finds the text of another. */
  owner: string;
  onDone: (clientId: string) => void;
}

const fields = ['registryId', 'organisationNumber', 'clientId', 'scopes'] as const;
type FieldName = (typeof fields)[number];

/** What lets a system in; what was typed is kept until it has been. */
export function LetIn({ owner, onDone }: LetInProps) {
  const { t } = useTranslation();
  const registries = useRegistries().data?.items ?? [];
  const letting = useLetIn();
  const empty = useMemo(
    () => ({ registryId: '', organisationNumber: '', clientId: '', scopes: [] }),
    [],
  );
  const typed = useTypedForm(`registry-system:${owner}`, empty);
  const { faults, times, tellOfAnswer } = useFoundFaults(typed.fields);
  const words = useMemo<FormWords>(
    () => ({
      labelOf: (path) => t(`registry-system.field.${path}`),
      helpOf: (path) => t(`registry-system.help.${path}`),
      optionOf: (_, value) => t(scopeKey(value)),
    }),
    [t],
  );
  const textOf = useCallback(({ field }: Fault) => t(`registry-system.fault.${field}`), [t]);

  const send = typed.fields.handleSubmit((values) => {
    const line = (name: FieldName) => ((values[name] ?? '') as string).trim();
    const body: NewRegistrySystem = {
      registryId: line('registryId'),
      // Numbers are often written in groups of three.
      organisationNumber: line('organisationNumber').replaceAll(/\s/g, ''),
      clientId: line('clientId'),
      scopes: (values['scopes'] ?? []) as NewRegistrySystem['scopes'],
    };
    letting.mutate(body, {
      onSuccess: () => {
        typed.startOver();
        onDone(body.clientId);
      },
      onError: (problem) => tellOfAnswer(faultsOf(problem)),
    });
  });

  return (
    <form className="command-form" noValidate onSubmit={(event) => void send(event)}>
      <Paragraph>{t('registry-system.let-in-explain')}</Paragraph>
      <FoundFaults faults={faults} times={times} words={words} textOf={textOf} />
      {letting.isError && faultsOf(letting.error).length === 0 && (
        <RefusedHere problem={letting.error} />
      )}
      <FormFields form={typed} words={words} textOf={textOf}>
        <Pick
          path="registryId"
          options={registries.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Line path="organisationNumber" />
        <Line path="clientId" />
        <SomeOf path="scopes" values={systemScopes} descriptionOf={(scope) => scope} />
      </FormFields>
      <div className="form-buttons">
        <Button type="submit" loading={letting.isPending}>
          {t('registry-system.do')}
        </Button>
        {typed.isTyped && (
          <Button variant="tertiary" data-color="danger" onClick={typed.startOver}>
            {t('form.discard')}
          </Button>
        )}
      </div>
    </form>
  );
}

/** Each field that the server turned down, once: its words are our own. */
function faultsOf({ code, problems }: Problem): Fault[] {
  const refused = problems.map(({ field }) => field.split('.')[0]);
  return fields
    .filter((field) => refused.includes(field))
    .map((field) => ({ field, rule: '', todo: '', refusal: code }));
}
