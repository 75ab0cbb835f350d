import { Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, request } from '../../api/client';
import { meKey } from '../../api/queries';
import type { Me } from '../../api/types';
import { Page } from '../../components/Page';
import { useText, useTypedForm } from '../../components/typed-form';
import { ProblemMessage } from '../ProblemMessage';

/** Asked once, in place of whatever page was opened: the provider does not say what people are called. */
export function OwnName({ me }: { me: Me }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const empty = useMemo(() => ({ name: '' }), []);
  const typed = useTypedForm(`own-name:${me.id}`, empty);
  const name = useText(typed.fields, 'name');
  const giving = useMutation<unknown, Problem, string>({
    mutationFn: (given) => request('/me/name', { method: 'PUT', body: { name: given } }),
    onSuccess: () => {
      typed.startOver();
      return queries.invalidateQueries({ queryKey: meKey });
    },
  });
  const isAtField = giving.error?.problems.some(({ field }) => field === 'name') ?? false;

  const send = typed.fields.handleSubmit(() => giving.mutate(name));

  return (
    <Page title={t('own-name.title')}>
      <Paragraph className="lead">{t('own-name.explain')}</Paragraph>
      <form className="key-form" noValidate onSubmit={(event) => void send(event)}>
        <Textfield
          label={t('own-name.name')}
          description={t('own-name.help')}
          autoComplete="name"
          value={name}
          maxLength={100}
          aria-required
          error={isAtField ? t('own-name.fault') : undefined}
          onChange={({ target }) => typed.change('name', target.value)}
        />
        {giving.isError && !isAtField && <ProblemMessage problem={giving.error} />}
        <Button type="submit" loading={giving.isPending}>
          {t('own-name.do')}
        </Button>
      </form>
    </Page>
  );
}
