import { Button, Field, Label, Paragraph, Select, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type RoleInvitation,
  useChangeInvitation,
  useInvite,
  useRoleInvitations,
  useUnits,
} from '../../api/people';
import type { RoleGrant } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { Done } from '../dispatch/Done';
import { RefusedHere } from '../dispatch/RefusedHere';
import { ProblemMessage } from '../ProblemMessage';
import { RoleFields } from './RoleFields';
import { useRoleText } from './role-text';

export function Invitations() {
  const { t } = useTranslation();
  const invitations = useRoleInvitations();
  const items = invitations.data?.items ?? [];
  return (
    <Section heading={t('people.invitations.title')}>
      <Paragraph className="lead">{t('people.invitations.explain')}</Paragraph>
      <Invite />
      {invitations.isPending && <Loading text={t('loading')} />}
      {invitations.isError && (
        <ProblemMessage problem={invitations.error} onRetry={() => void invitations.refetch()} />
      )}
      {items.length > 0 && <InvitationTable items={items} />}
    </Section>
  );
}

function Invite() {
  const { t } = useTranslation();
  const units = useUnits().data?.items ?? [];
  const invite = useInvite();
  const [email, setEmail] = useState('');
  const [unitId, setUnitId] = useState('');
  const [grant, setGrant] = useState<RoleGrant>({ role: 'caseworker', registryId: null });
  const [sent, setSent] = useState('');

  function send() {
    const body = { email: email.trim(), ...grant, unitId: unitId || null };
    invite.mutate(body, {
      onSuccess: () => {
        setSent(t('people.invitations.done', { email: body.email }));
        setEmail('');
      },
    });
  }

  return (
    <form
      className="command-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {sent !== '' && <Done text={sent} />}
      <Textfield
        type="email"
        label={t('people.invitations.email')}
        value={email}
        onChange={({ target }) => setEmail(target.value)}
      />
      <RoleFields grant={grant} onChange={setGrant} />
      <Field>
        <Label>{t('people.invitations.unit')}</Label>
        <Select value={unitId} onChange={({ target }) => setUnitId(target.value)}>
          <Select.Option value="">{t('people.invitations.no-unit')}</Select.Option>
          {units.map(({ id, name }) => (
            <Select.Option key={id} value={id}>
              {name}
            </Select.Option>
          ))}
        </Select>
      </Field>
      {invite.isError && <RefusedHere problem={invite.error} />}
      <div className="form-buttons">
        <Button type="submit" loading={invite.isPending}>
          {t('people.invitations.do')}
        </Button>
      </div>
    </form>
  );
}

function InvitationTable({ items }: { items: readonly RoleInvitation[] }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const columns: Column<RoleInvitation>[] = [
    { heading: t('people.invitations.email'), isRowHeading: true, cell: ({ email }) => email },
    { heading: t('people.role'), cell: roleText },
    {
      heading: t('people.invitations.state'),
      cell: ({ state, acceptedByName }) => (
        <>
          {t(`people.invitations.${state}`)}
          {acceptedByName && <p className="quiet">{acceptedByName}</p>}
        </>
      ),
    },
    {
      heading: t('people.invitations.made'),
      cell: ({ createdAt, invitedByName }) => `${dateTimeText(createdAt)}, ${invitedByName}`,
    },
    {
      heading: t('people.invitations.change'),
      cell: (item) => <Change item={item} />,
    },
  ];
  return (
    <StackingTable
      caption={t('people.invitations.title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}

function Change({ item: { id, email, state } }: { item: RoleInvitation }) {
  const { t } = useTranslation();
  const changing = useChangeInvitation(id);
  if (state === 'accepted' || state === 'withdrawn') return null;
  return (
    <>
      {(['resend', 'withdraw'] as const).map((what) => (
        <Button
          key={what}
          variant="tertiary"
          data-size="sm"
          aria-label={t(`people.invitations.${what}-for`, { email })}
          disabled={changing.isPending}
          onClick={() => changing.mutate(what)}
        >
          {t(`people.invitations.${what}`)}
        </Button>
      ))}
      {changing.isError && <RefusedHere problem={changing.error} />}
    </>
  );
}
