import { randomFillSync } from 'node:crypto';
import type { z } from 'zod';
import type { Tx } from '#platform';
import { drawPrefix } from '../numbers/prefix.rules.js';
import { belongsTo, type VaultShare } from '../../vault.share.js';
import {
  defaultShape,
  isPossible,
  lengthFor,
  longestPossible,
  type SerialShape,
  shortestLength,
} from '../numbers/serial.rules.js';
import type { AcceptedKind, newDomain } from '../vault.dto.js';
import { refuse } from '../vault.refusals.js';

/** What a project may choose for its domain. */
export type DomainOptions = Pick<
  z.infer<typeof newDomain>,
  'serialFormat' | 'childDomains' | 'acceptedKinds'
>;

/** What was chosen for a domain, for good. */
export interface DomainPolicy {
  serialShape: SerialShape;
  acceptedKinds: readonly AcceptedKind[];
  /** Who may have the bridges to child domains; null when all registries share their numbers. */
  linker: { id: string; ageRecipient: string } | null;
}

export interface DomainPolicyRow {
  serial_alphabet: SerialShape['alphabet'];
  serial_length: number;
  serial_prefix: string | null;
  accepted_kinds: AcceptedKind[];
  linker_id: string | null;
  linker_age_recipient: string | null;
}

export const policyColumns = `serial_alphabet, serial_length, accepted_kinds, linker_id,
  linker_age_recipient, (SELECT prefix FROM serial_prefix
   WHERE domain_id = domain.id AND registry_id = '') AS serial_prefix`;

export function policyOf(row: DomainPolicyRow): DomainPolicy {
  const { linker_id, linker_age_recipient } = row;
  return {
    serialShape: {
      alphabet: row.serial_alphabet,
      length: row.serial_length,
      prefix: row.serial_prefix,
    },
    acceptedKinds: row.accepted_kinds,
    linker:
      linker_id === null || linker_age_recipient === null
        ? null
        : { id: linker_id, ageRecipient: linker_age_recipient },
  };
}

/**
 * The options as columns: alphabet, length, kinds, linker and the linker's key.
 *
 * Refuses 422 `serial-length-impossible`, `too-many-people-expected`, `child-domains-need-prefixes`
 * and `kind-of-unknown-registry`.
 */
export function storedOptions(wanted: DomainOptions & Registries): unknown[] {
  const { serialFormat, childDomains, acceptedKinds } = wanted;
  if (childDomains && serialFormat.prefix === 'none') {
    throw refuse('facts', 'child-domains-need-prefixes', [
      {
        field: 'serialFormat.prefix',
        rule: 'no two registries may share a number',
        todo: 'Let the vault allocate the prefixes.',
      },
    ]);
  }
  const known = new Set(wanted.registries.map(({ id }) => id));
  for (const [place, accepted] of acceptedKinds.entries()) {
    if (!('registryId' in accepted) || known.has(accepted.registryId)) continue;
    throw refuse('facts', 'kind-of-unknown-registry', [
      {
        field: `acceptedKinds.${place}.registryId`,
        rule: 'a help number is taken from the registry that issued it only',
        todo: 'Name a registry of the domain.',
      },
    ]);
  }
  return [
    serialFormat.alphabet,
    lengthOf(serialFormat),
    JSON.stringify(acceptedKinds),
    childDomains?.linkerId ?? null,
    childDomains?.ageRecipient ?? null,
  ];
}

/** Gives a new domain, and each child domain, a prefix nobody ever had; refuses `prefix-taken`. */
export async function givePrefixes(
  tx: Tx,
  {
    domainId,
    serialFormat,
    childDomains,
    registries,
  }: DomainOptions & Registries & { domainId: string },
  share: VaultShare,
): Promise<void> {
  const { prefix } = serialFormat;
  if (prefix !== 'none') {
    const given = prefix === 'allocated' ? await allocate(tx, domainId, '', share) : prefix;
    const isFree =
      prefix === 'allocated' ||
      (belongsTo(given, share) && (await insertPrefix(tx, given, domainId, '')));
    if (!isFree) {
      throw refuse('state', 'prefix-taken', [
        {
          field: 'serialFormat.prefix',
          rule: 'no other project has or had the prefix',
          todo: 'Choose another, or let the vault allocate one.',
        },
      ]);
    }
  }
  if (!childDomains) return;
  for (const { id } of registries) await giveChildPrefix(tx, domainId, id, share);
}

/** What the numbers of one registry begin with, where each has numbers of its own. */
export async function giveChildPrefix(
  tx: Tx,
  domainId: string,
  registryId: string,
  share: VaultShare,
): Promise<void> {
  await allocate(tx, domainId, registryId, share);
}

/** The kinds of identity number a domain takes from one registry. */
export function kindsFrom(
  { acceptedKinds }: DomainPolicy,
  registryId: string,
): AcceptedKind['kind'][] {
  return acceptedKinds
    .filter((accepted) => !('registryId' in accepted) || accepted.registryId === registryId)
    .map(({ kind }) => kind);
}

/** The numbers a registry has of its own, and who may link them; null where it has none. */
export async function childOf(
  tx: Tx,
  domain: DomainPolicy & { id: string },
  registryId: string,
): Promise<{ serialShape: SerialShape; linkerRecipient: string } | null> {
  if (domain.linker === null) return null;
  const { rows } = await tx.query<{ prefix: string }>(
    'SELECT prefix FROM serial_prefix WHERE domain_id = $1 AND registry_id = $2',
    [domain.id, registryId],
  );
  return {
    serialShape: { ...domain.serialShape, prefix: rows[0]!.prefix },
    linkerRecipient: domain.linker.ageRecipient,
  };
}

/** Whether a domain there is was made with these options. */
export function hasOptions(domain: DomainPolicy, wanted: DomainOptions & Registries): boolean {
  const { alphabet, length, prefix } = domain.serialShape;
  const { serialFormat, childDomains, acceptedKinds } = wanted;
  return (
    alphabet === serialFormat.alphabet &&
    length === lengthOf(serialFormat) &&
    (serialFormat.prefix === 'allocated'
      ? prefix !== null
      : prefix === (serialFormat.prefix === 'none' ? null : serialFormat.prefix)) &&
    (domain.linker?.id ?? null) === (childDomains?.linkerId ?? null) &&
    (domain.linker?.ageRecipient ?? null) === (childDomains?.ageRecipient ?? null) &&
    asText(domain.acceptedKinds) === asText(acceptedKinds)
  );
}

interface Registries {
  registries: readonly { id: string }[];
}

function lengthOf({ alphabet, length, expectedPeople }: DomainOptions['serialFormat']): number {
  if (expectedPeople !== undefined) {
    const found = lengthFor(alphabet, expectedPeople);
    if (found !== null) return found;
    throw refuse('facts', 'too-many-people-expected', [
      {
        field: 'serialFormat.expectedPeople',
        rule: 'a domain gives out at most half of its numbers',
        todo: 'Divide the project, or choose an alphabet with more numbers.',
      },
    ]);
  }
  if (length === undefined && alphabet === defaultShape.alphabet) return defaultShape.length;
  const wanted = length ?? longestPossible(alphabet);
  if (isPossible(alphabet, wanted)) return wanted;
  throw refuse('facts', 'serial-length-impossible', [
    {
      field: 'serialFormat.length',
      rule: `${shortestLength}-to-${longestPossible(alphabet)}-characters`,
      todo: 'Choose another length, or say how many people are expected.',
    },
  ]);
}

// Vaults know nothing of each other: each allocates from the prefixes of its own share alone.
async function allocate(
  tx: Tx,
  domainId: string,
  registryId: string,
  share: VaultShare,
): Promise<string> {
  for (;;) {
    const prefix = drawPrefix((words) => randomFillSync(words));
    if (!belongsTo(prefix, share)) continue;
    if (await insertPrefix(tx, prefix, domainId, registryId)) return prefix;
  }
}

async function insertPrefix(
  tx: Tx,
  prefix: string,
  domainId: string,
  registryId: string,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `INSERT INTO serial_prefix (prefix, domain_id, registry_id) VALUES ($1, $2, $3)
     ON CONFLICT (prefix) DO NOTHING`,
    [prefix, domainId, registryId],
  );
  return rowCount === 1;
}

const asText = (kinds: readonly AcceptedKind[]): string =>
  kinds
    .map((accepted) => `${accepted.kind} ${'registryId' in accepted ? accepted.registryId : ''}`)
    .sort()
    .join();
