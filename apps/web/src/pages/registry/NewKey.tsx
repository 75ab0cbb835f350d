import { Alert, Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, request } from '../../api/client';
import { useText, useTypedForm } from '../../components/typed-form';
import { refusalText } from '../faults';

interface NewKeyProps {
  registryId: string;
  hasKey: boolean;
  /** The person who types, so that nobody finds the text of another. */
  owner: string;
}

/** Where a registry pastes its public key; what is wrong with it is said at the field. */
export function NewKey({ registryId, hasKey, owner }: NewKeyProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const empty = useMemo(() => ({ publicKey: '' }), []);
  const { fields, change, startOver } = useTypedForm(`registry-key:${registryId}:${owner}`, empty);
  const publicKey = useText(fields, 'publicKey');
  const registering = useMutation<unknown, Problem, string>({
    mutationFn: (key) =>
      request(`/registries/${registryId}/recipient-key`, {
        method: 'PUT',
        body: { publicKey: key },
      }),
    onSuccess: () => {
      startOver();
      return queries.invalidateQueries({ queryKey: ['registries'] });
    },
  });
  const { error } = registering;

  const send = fields.handleSubmit(() => registering.mutate(publicKey));

  return (
    <form onSubmit={(event) => void send(event)} className="key-form">
      <Textfield
        label={t(hasKey ? 'registry-key.new' : 'registry-key.first')}
        description={t('registry-key.help')}
        multiline
        rows={6}
        autoComplete="off"
        spellCheck={false}
        value={publicKey}
        error={
          error ? (refusalText(t, error) ?? t('refusal.unknown', { code: error.code })) : undefined
        }
        onChange={({ target }) => change('publicKey', target.value)}
      />
      <Button
        type="submit"
        data-size="sm"
        disabled={registering.isPending || publicKey.trim() === ''}
      >
        {t('registry-key.register')}
      </Button>
      {registering.isSuccess && (
        <Alert data-color="success" role="status">
          <Paragraph>{t('registry-key.registered-now')}</Paragraph>
        </Alert>
      )}
    </form>
  );
}
