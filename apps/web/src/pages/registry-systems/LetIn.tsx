import {
  Button,
  Checkbox,
  Fieldset,
  Paragraph,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { type FormEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/client';
import { useRegistries } from '../../api/queries';
import {
  type NewRegistrySystem,
  scopeKey,
  systemScopes,
  useLetIn,
} from '../../api/registry-systems';
import { FaultSummary } from '../../components/FaultSummary';
import { Line, Pick } from '../../components/fields';
import { fieldId, FormContext, type FieldFault, useForm } from '../../components/form';
import { useTypedText } from '../../components/typed-text';
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
  const typed = useTypedText(`registry-system:${owner}`, empty);
  const faults = faultsOf(letting.error, (field) => ({
    label: t(`registry-system.field.${field}`),
    text: t(`registry-system.fault.${field}`),
  }));

  function send(event: FormEvent) {
    event.preventDefault();
    const { values } = typed;
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
    });
  }

  return (
    <form className="command-form" noValidate onSubmit={send}>
      <Paragraph>{t('registry-system.let-in-explain')}</Paragraph>
      {faults.length > 0 && (
        <FaultSummary key={letting.submittedAt} heading={t('form.faults')} faults={faults} />
      )}
      {letting.isError && faults.length === 0 && <RefusedHere problem={letting.error} />}
      <FormContext
        value={{
          valueOf: (path) => typed.values[path],
          change: typed.change,
          faultOf: (path) => faults.find(({ field }) => field === path)?.text,
          labelOf: (path) => t(`registry-system.field.${path}`),
          helpOf: (path) => t(`registry-system.help.${path}`),
          optionOf: (_, value) => t(scopeKey(value)),
        }}
      >
        <Pick
          path="registryId"
          options={registries.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Line path="organisationNumber" />
        <Line path="clientId" />
        <ScopeChoice />
      </FormContext>
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

function ScopeChoice() {
  const { valueOf, change, labelOf, helpOf, optionOf, faultOf } = useForm();
  const chosen = (valueOf('scopes') ?? []) as string[];
  const fault = faultOf('scopes');
  return (
    <Fieldset>
      <Fieldset.Legend>{labelOf('scopes')}</Fieldset.Legend>
      <Fieldset.Description>{helpOf('scopes')}</Fieldset.Description>
      {systemScopes.map((scope, index) => (
        <Checkbox
          key={scope}
          id={index === 0 ? fieldId('scopes') : undefined}
          label={optionOf('scopes', scope)}
          description={scope}
          value={scope}
          checked={chosen.includes(scope)}
          aria-invalid={fault ? true : undefined}
          onChange={({ target }) =>
            change(
              'scopes',
              systemScopes.filter((each) =>
                each === scope ? target.checked : chosen.includes(each),
              ),
            )
          }
        />
      ))}
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
    </Fieldset>
  );
}

/** Each field that the server turned down, once, in our own words. */
function faultsOf(
  problem: Problem | null,
  wordsOf: (field: FieldName) => { label: string; text: string },
): FieldFault[] {
  const refused = problem?.problems.map(({ field }) => field.split('.')[0]) ?? [];
  return fields
    .filter((field) => refused.includes(field))
    .map((field) => ({ field, isInForm: true, ...wordsOf(field) }));
}
