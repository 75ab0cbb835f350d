import { describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { Actor } from '#parties';
import type { Refused } from '#platform';
import { people, registryIds, stepsTo } from '../../../test/support/journey.js';
import { at, given, type Play } from '../../../test/support/play.js';
import { issueTicket } from './linkage.tickets.js';

const now = new Date('2026-11-02T09:00:00Z');

const secret = 'a-secret-of-some-length';

const projectTicket = ({ accessCase }: Play, actor: Actor) =>
  issueTicket(accessCase, actor, 'people:write', undefined, secret, now);

const bridgeTicket = ({ accessCase }: Play, actor: Actor, registryId?: string) =>
  issueTicket(accessCase, actor, 'bridge:read', registryId, secret, now);

const listTicket = ({ accessCase }: Play, actor: Actor) =>
  issueTicket(accessCase, actor, 'list:write', registryIds.npr, secret, now);

async function refusalOf(ticket: Promise<unknown>): Promise<string> {
  try {
    await ticket;
    return 'issued';
  } catch (error) {
    return (error as Refused).refusal.code;
  }
}

describe('a ticket for a list', () => {
  it('is for one domain, registry and person, and for half an hour', async () => {
    const linked = at('linked');
    const { ticket, expiresAt } = await listTicket(linked, people.deliveryNpr);
    expect(decodeJwt(ticket)).toMatchObject({
      aud: 'tilgang-vault',
      sub: people.deliveryNpr.personId,
      scope: 'list:write',
      registry: registryIds.npr,
      domain: linked.accessCase.tracks.linkage.domainId,
    });
    expect(expiresAt).toBe('2026-11-02T09:30:00.000Z');
  });

  it('is given to the registry itself and to nobody else [law 26]', async () => {
    expect(await refusalOf(listTicket(at('linked'), people.deliveryStroke))).toBe(
      'not-your-registry',
    );
    expect(await refusalOf(listTicket(at('linked'), people.custodian))).toBe(
      'not-allowed-for-role',
    );
    expect(await refusalOf(listTicket(at('linked'), people.otherApplicant))).toBe('case-unknown');
  });

  it('is not given when the permit has ended: nobody new is linked then', async () => {
    const ended = given(...stepsTo('linked'), {
      by: 'caseworker',
      command: { type: 'end-permit', reason: 'Prosjektet er avsluttet', askedForOn: '2026-11-01' },
    });
    expect(await refusalOf(listTicket(ended, people.deliveryNpr))).toBe('not-allowed-in-state');
  });
});

describe('a ticket for aliases and reservations of a whole project', () => {
  it('names the custodian and no registry [law 24]', async () => {
    const linked = at('linked');
    const { ticket } = await projectTicket(linked, people.custodian);
    const claims = decodeJwt(ticket);
    expect(claims).toMatchObject({
      sub: people.custodian.personId,
      name: people.custodian.name,
      scope: 'people:write',
      domain: linked.accessCase.tracks.linkage.domainId,
    });
    expect(claims).not.toHaveProperty('registry');
  });

  it('is given to custodians alone', async () => {
    expect(await refusalOf(projectTicket(at('linked'), people.deliveryNpr))).toBe(
      'not-allowed-for-role',
    );
    expect(await refusalOf(projectTicket(at('linked'), people.otherApplicant))).toBe(
      'case-unknown',
    );
  });

  it('is given for as long as there are keys, also when the permit has ended', async () => {
    const ended = given(...stepsTo('linked'), {
      by: 'caseworker',
      command: { type: 'end-permit', reason: 'Prosjektet er avsluttet', askedForOn: '2026-11-01' },
    });
    expect(await refusalOf(projectTicket(ended, people.custodian))).toBe('issued');
    const planned = given(...stepsTo('permitted'), {
      by: 'caseworker',
      command: { type: 'order-linkage', linker: 'Folkehelseinstituttet' },
    });
    expect(await refusalOf(projectTicket(planned, people.custodian))).toBe('not-allowed-in-state');
  });
});

/** As far as the domain, with this registry's controller as the one that links. */
function linkedBy(linker: string, hasSeparatePseudonyms: boolean): Play {
  return given(
    ...stepsTo('permitted'),
    { by: 'caseworker', command: { type: 'order-linkage', linker, hasSeparatePseudonyms } },
    { by: 'custodian', command: { type: 'create-linkage-domain' } },
    { by: 'system', command: { type: 'record-domain-created' } },
  );
}

describe('a ticket for a bridge', () => {
  it('is for the registry whose controller links [law 26]', async () => {
    const separate = linkedBy('Folkehelseinstituttet', true);
    const { linkerRegistryId } = separate.accessCase.tracks.linkage.plan!;
    expect(linkerRegistryId).toBe(registryIds.npr);
    const claims = decodeJwt((await bridgeTicket(separate, people.deliveryNpr)).ticket);
    expect(claims).toMatchObject({ scope: 'bridge:read', registry: registryIds.npr });
    expect(claims).not.toHaveProperty('name');
  });

  it('is given to no other registry, and to no custodian [law 26]', async () => {
    const separate = linkedBy('Folkehelseinstituttet', true);
    for (const [actor, registryId, code] of [
      [people.deliveryDar, undefined, 'not-your-registry'],
      [people.deliveryDar, registryIds.npr, 'not-your-registry'],
      [people.deliveryNpr, registryIds.dar, 'not-your-registry'],
      [people.custodian, undefined, 'not-allowed-for-role'],
    ] as const) {
      expect(await refusalOf(bridgeTicket(separate, actor, registryId))).toBe(code);
    }
  });

  it('is not given where all share the numbers of the project', async () => {
    const shared = linkedBy('Folkehelseinstituttet', false);
    expect(await refusalOf(bridgeTicket(shared, people.deliveryNpr))).toBe('not-allowed-in-state');
  });
});
