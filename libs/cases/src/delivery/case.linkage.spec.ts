import { describe, expect, it } from '@jest/globals';
import { people, type Step, stepsTo } from '../../../../test/support/journey.js';
import { waitingFor } from '../case.waiting.rules.js';
import { at, give, given, type Play } from '../../../../test/support/play.js';

describe('destroying keys', () => {
  const before = at('ended');
  const orderIt: Step = { by: 'custodian', command: { type: 'order-key-destruction' } };
  const confirm = (by: Step['by']): Step => ({ by, command: { type: 'confirm-key-destruction' } });

  const destroyed: Step = {
    by: 'system',
    command: {
      type: 'record-keys-destroyed',
      destroyedAt: '2026-12-31T12:00:00.000Z',
      serialNumberCount: 24,
      certificateSha256: 'a'.repeat(64),
      orderedByName: 'Kari Koblingsansvarlig',
      confirmedByName: 'Ola Koblingsansvarlig',
    },
  };

  it('takes two custodians, and nothing is destroyed before the second [law 26]', () => {
    const ordered = give(before, orderIt) as Play;
    expect(give(ordered, confirm('custodian'))).toMatchObject({
      refused: { code: 'same-person-twice' },
    });
    expect(ordered.accessCase.tracks.linkage.state).toBe('destruction-ordered');
    const confirmed = give(ordered, confirm('otherCustodian')) as Play;
    expect(confirmed.accessCase.tracks.linkage).toMatchObject({
      state: 'destruction-confirmed',
      orderedBy: people.custodian.personId,
      confirmedBy: people.otherCustodian.personId,
    });
    const after = give(confirmed, destroyed) as Play;
    expect(after.accessCase.tracks.closure.state).toBe('keys-destroyed');
  });

  it('is confirmed within thirty days, or ordered again: what was signed for the vault runs out', () => {
    const on = (day: string) => new Date(`${day}T09:00:00Z`);
    const ordered = give(before, orderIt, on('2027-01-01')) as Play;
    const late = give(ordered, confirm('otherCustodian'), on('2027-02-01'));
    expect(late).toMatchObject({ refused: { code: 'destruction-order-too-old' } });
    expect(give(ordered, confirm('otherCustodian'), on('2027-01-31'))).toHaveProperty('accessCase');
    const withdrawn = give(
      ordered,
      { by: 'custodian', command: { type: 'withdraw-key-destruction' } },
      on('2027-02-01'),
    ) as Play;
    const again = give(withdrawn, orderIt, on('2027-02-01')) as Play;
    expect(give(again, confirm('otherCustodian'), on('2027-02-02'))).toHaveProperty('accessCase');
    const ids = [ordered, again].map(({ accessCase }) => accessCase.tracks.linkage.destructionId);
    expect(new Set(ids).size).toBe(2);
  });

  it('at the vault itself is an event of the case, which awaits no key files and can go on to its end', () => {
    const steps = stepsTo('linked');
    const created = steps.findIndex(({ command }) => command.type === 'record-domain-created');
    const linking = given(...steps.slice(0, created + 1));
    expect(waitingFor(linking.accessCase.tracks)).toMatch(/^registry:/);
    const gone = give(linking, destroyed) as Play;
    expect(gone.events.at(-1)).toMatchObject({ type: 'keys-destroyed', toState: 'destroyed' });
    const { linkage, closure } = gone.accessCase.tracks;
    expect(linkage).toMatchObject({
      state: 'destroyed',
      serialNumberCount: 24,
      orderedByName: 'Kari Koblingsansvarlig',
    });
    expect(closure.state).toBe('active');
    expect(waitingFor(gone.accessCase.tracks)).not.toMatch(/registry|linkage/);

    const ordered = give(give(before, orderIt) as Play, destroyed) as Play;
    expect(ordered.accessCase.tracks.closure.state).toBe('keys-destroyed');
  });

  it('can be withdrawn until then', () => {
    const ordered = give(before, orderIt) as Play;
    const withdrawn = give(ordered, {
      by: 'otherCustodian',
      command: { type: 'withdraw-key-destruction' },
    }) as Play;
    expect(withdrawn.accessCase.tracks.linkage.state).toBe('complete');
    expect(give(withdrawn, confirm('otherCustodian'))).toMatchObject({
      refused: { code: 'not-allowed-in-state' },
    });
  });
});
