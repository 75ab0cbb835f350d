import { Line, OneOf } from '../../../components/fields';
import type { Values } from '../../../components/typed-text';

const kinds = ['co-applicant', 'reader', 'institution-signatory', 'data-user'];

export function InviteMember() {
  return (
    <>
      <Line path="name" />
      <Line path="email" />
      <OneOf path="kind" values={kinds} />
    </>
  );
}

/** A co-applicant writes along and answers; the leader may change the rights later. */
export function inviteBody(values: Values): Values {
  const isWriting = values.kind === 'co-applicant';
  return { ...values, rights: isWriting ? ['edit-draft', 'answer-information'] : [] };
}
