import { Button } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PersonItem, useChangeRole } from '../../api/people';
import type { Me, RoleGrant } from '../../api/types';
import { type Column, StackingTable } from '../../components/StackingTable';
import { RefusedHere } from '../dispatch/RefusedHere';
import { RoleFields } from './RoleFields';
import { useRoleText } from './role-text';

export function PeopleTable({ me, items }: { me: Me; items: readonly PersonItem[] }) {
  const { t } = useTranslation();
  const columns: Column<PersonItem>[] = [
    {
      heading: t('people.name'),
      isRowHeading: true,
      cell: ({ name, email }) => (
        <>
          {name}
          <p className="quiet">{email}</p>
        </>
      ),
    },
    {
      heading: t('people.roles'),
      // Nobody changes their own: the list of another administrator has the buttons.
      cell: (person) => <Roles person={person} isOwn={person.id === me.id} />,
    },
  ];
  return (
    <StackingTable
      caption={t('people.with-roles')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}

function Roles({ person, isOwn }: { person: PersonItem; isOwn: boolean }) {
  const { t } = useTranslation();
  const roleText = useRoleText();
  const changing = useChangeRole(person.id);
  const [isGiving, setGiving] = useState(false);
  return (
    <>
      <ul className="held-roles">
        {person.roles.map((grant) => (
          <li key={`${grant.role} ${grant.registryId}`}>
            {roleText(grant)}{' '}
            {!isOwn && (
              <Button
                variant="tertiary"
                data-size="sm"
                data-color="danger"
                aria-label={t('people.take-from', { role: roleText(grant), name: person.name })}
                disabled={changing.isPending}
                onClick={() => changing.mutate({ ...grant, isTaken: true })}
              >
                {t('people.take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isOwn && <p className="quiet">{t('people.own')}</p>}
      {!isOwn && !isGiving && (
        <Button
          variant="secondary"
          data-size="sm"
          aria-label={t('people.give-to', { name: person.name })}
          onClick={() => setGiving(true)}
        >
          {t('people.give')}
        </Button>
      )}
      {isGiving && (
        <GiveRole
          onGive={(grant) =>
            changing.mutate({ ...grant, isTaken: false }, { onSuccess: () => setGiving(false) })
          }
          onClose={() => setGiving(false)}
        />
      )}
      {changing.isError && <RefusedHere problem={changing.error} />}
    </>
  );
}

function GiveRole({
  onGive,
  onClose,
}: {
  onGive: (grant: RoleGrant) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [grant, setGrant] = useState<RoleGrant>({ role: 'caseworker', registryId: null });
  return (
    <form
      className="give-role"
      onSubmit={(event) => {
        event.preventDefault();
        onGive(grant);
      }}
    >
      <RoleFields grant={grant} onChange={setGrant} />
      <div className="form-buttons">
        <Button type="submit" data-size="sm">
          {t('people.give')}
        </Button>
        <Button variant="tertiary" data-size="sm" onClick={onClose}>
          {t('form.close')}
        </Button>
      </div>
    </form>
  );
}
