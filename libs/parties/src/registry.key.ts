import { type RecipientFault, type RecipientKey, recipientKeyOf, Refused } from '#platform';

/** The public key that a registry gives, judged by the rule of the vault. Throws {@link Refused}. */
export async function registryKey(publicKey: string): Promise<RecipientKey> {
  const found = await recipientKeyOf(publicKey);
  if ('fault' in found) throw refused(found.fault);
  return found;
}

function refused(fault: RecipientFault): Refused {
  const code = `recipient-key-${fault}`;
  return new Refused({
    code,
    kind: 'facts',
    problems: [{ field: 'publicKey', code, ...inWords[fault] }],
  });
}

const inWords: Record<RecipientFault, { rule: string; todo: string }> = {
  unreadable: {
    rule: 'a public key of age (age1…) or of OpenPGP in armour, whole',
    todo: 'copy the whole public key again, as age-keygen or gpg --armor --export prints it',
  },
  'secret-key': {
    rule: 'the secret key stays with the registry',
    todo: 'make a new pair of keys, since this secret was sent, and register its public key',
  },
  expired: {
    rule: 'a file can be encrypted to the key today',
    todo: 'extend the key, or make a new one, and register it',
  },
  'cannot-encrypt': {
    rule: 'the key is for encryption and has not been revoked',
    todo: 'register a key that has a part for encryption',
  },
};
