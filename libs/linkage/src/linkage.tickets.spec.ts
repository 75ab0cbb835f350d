import { describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { Actor } from '#parties';
import type { Refused } from '#platform';
import { people, registryIds, stepsTo } from '../../../test/support/journey.js';
import { at, given, type Play } from '../../../test/support/play.js';
import { issueTicket } from './linkage.tickets.js';

const now = new Date('2026-11-02T09:00:00Z');

const listTicket = ({ accessCase }: Play, actor: Actor) =>
  issueTicket(accessCase, actor, 'list:write', registryIds.npr, 'a-secret-of-some-length', now);

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
