import { randomUUID } from 'node:crypto';
import { Decrypter } from 'age-encryption';
import type { OrderProgress, RunReceipt, StepProgress } from '#linkage/vault';
import type { TestRegistry, TestVault } from './vault.js';

type Kind = 'cohort' | 'controls' | 'relatives' | 'list' | 'key-file';

export const step = (id: string, kind: Kind, registry: TestRegistry, givesKeyFile = true) => ({
  id,
  kind,
  registryId: registry.id,
  givesKeyFile,
});

export interface OrderedPlan {
  domainId: string;
  orderId: string;
  progress: () => Promise<StepProgress[]>;
}

/** A linkage plan of these steps, ordered in a domain of its own unless one is given. */
export async function orderedPlan(
  vault: TestVault,
  registries: readonly TestRegistry[],
  steps: readonly object[],
  {
    domainId: given,
    options = {},
    ...plan
  }: { domainId?: string; options?: Record<string, unknown>; [part: string]: unknown } = {},
): Promise<OrderedPlan> {
  const domainId = given ?? (await vault.domain(registries, options));
  const orderId = randomUUID();
  const json = {
    caseReference: 'HDS-2026-000001',
    registries: registries.map(({ id, ageRecipient }) => ({ id, ageRecipient })),
    steps,
    ...plan,
  };
  const answer = await vault.call('PUT', `/domains/${domainId}/orders/${orderId}`, { json });
  if (answer.status !== 201) throw new Error(`No order: ${JSON.stringify(answer)}`);
  const progress = async () => {
    const bearer = await vault.ticket({ scope: 'progress', domain: domainId });
    const found = await vault.call('GET', `/domains/${domainId}/orders/${orderId}`, { bearer });
    return (found.json as unknown as OrderProgress).steps;
  };
  return { domainId, orderId, progress };
}

/** The rows of a key file by its columns, as the registry reads it. */
export async function keyFileRows(
  vault: TestVault,
  domainId: string,
  registry: TestRegistry,
  { runId }: Pick<RunReceipt, 'runId'>,
): Promise<Record<string, string>[]> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(registry.identity);
  const file = await vault.keyFile(domainId, registry, runId);
  const [header, ...lines] = (await decrypter.decrypt(file, 'text')).trimEnd().split('\n');
  const names = header!.split(';');
  return lines.map((line) =>
    Object.fromEntries(line.split(';').map((value, column) => [names[column], value])),
  );
}

export const numbersIn = (rows: Record<string, string>[]) =>
  rows.map((row) => row['identity_number']!).sort();
