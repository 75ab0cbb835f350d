import { describe, expect, it } from '@jest/globals';
import {
  deliveredNpr,
  first,
  npr,
  orderNpr,
  prepared,
  receiveNpr,
  reportNpr,
  then,
  toPrepared,
} from '../../../../test/support/delivery-plays.js';
import {
  firstFrom,
  manifestOf,
  registryIds,
  type Step,
  stepsTo,
} from '../../../../test/support/journey.js';
import { at, give, given, type Play, refusal } from '../../../../test/support/play.js';
import { waitingFor } from '../case.waiting.rules.js';

const { dar, stroke } = registryIds;
type Problems = { code: string; problems?: { field: string; rule: string }[] };

const refusedWith = (play: Play, step: Step, now?: Date): Problems => {
  const result = give(play, step, now);
  return 'refused' in result ? result.refused : { code: 'accepted' };
};

describe('what a delivery rests on', () => {
  const revoke: Step = {
    by: 'decisionMaker',
    command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason: 'Nye opplysninger' },
  };
  const flag: Step = {
    by: 'caseworker',
    command: { type: 'set-flag', flag: 'prohibited-use', reason: 'Til bruk for forsikring' },
  };

  it('falls with the exemption: neither ordered nor delivered once it is revoked [law 9] [law 15]', () => {
    expect(refusal(then(at('linked'), revoke), orderNpr)).toBe('confidentiality-not-lifted');
    expect(refusal(then(prepared(), revoke), reportNpr)).toBe('confidentiality-not-lifted');
  });

  it('leaves alone a source that its controller decided on', () => {
    const order: Step = {
      by: 'caseworker',
      command: { type: 'order-delivery', registryId: stroke },
    };
    expect(refusal(then(at('linked'), revoke), order)).toBe('accepted');
  });

  it('falls with the approval of REK, however long the permit lasts [law 7]', () => {
    const approved = {
      rekReference: '812345',
      decidedOn: '2026-11-02',
      documentReference: '2026/8',
      decidedBy: 'rek' as const,
      differenceReason: 'REK har endret godkjenningen',
    };
    const verify = (validUntilOn: string): Step => ({
      by: 'caseworker',
      command: { type: 'verify-rek-approval', ...approved, validUntilOn },
    });
    const late = new Date('2026-11-11T09:00:00Z');
    for (const [play, step] of [
      [at('linked'), orderNpr],
      [prepared(), reportNpr],
    ] as const) {
      const shortened = then(play, verify('2026-11-10'));
      expect(refusedWith(shortened, step, late).code).toBe('rek-approval-expired');
      const expired = then(
        shortened,
        { by: 'system', command: { type: 'expire-rek-approval' } },
        late,
      );
      expect(refusedWith(expired, step, late).code).toBe('rek-approval-expired');
      const renewed = then(expired, verify('2029-12-31'), late);
      expect(give(renewed, step, late)).toHaveProperty('accessCase');
    }
  });

  it('is a permit in force: nothing is delivered once it has ended', () => {
    const end: Step = {
      by: 'caseworker',
      command: { type: 'end-permit', reason: 'Prosjektet er slutt', askedForOn: '2026-11-01' },
    };
    expect(refusal(then(prepared(), end), reportNpr)).toBe('no-active-permit');
  });

  it('never is a prohibited use, also when it is found after the grant [law 11]', () => {
    expect(refusal(then(at('linked'), flag), orderNpr)).toBe('prohibited-use');
    expect(refusal(then(prepared(), flag), reportNpr)).toBe('prohibited-use');
    const permit: Step = { by: 'caseworker', command: { type: 'issue-permit' } };
    expect(refusal(then(at('decided'), flag), permit)).toBe('prohibited-use');
    const link: Step = {
      by: 'caseworker',
      command: { type: 'order-linkage', linker: 'Folkehelseinstituttet' },
    };
    expect(refusal(then(at('permitted'), flag), link)).toBe('prohibited-use');
  });
});

describe('a delivery', () => {
  it('is one for each registry and round, and each state has its time [law 29]', () => {
    let play = at('linked');
    const steps = [...toPrepared, reportNpr, receiveNpr];
    const days = ['03', '04', '05', '20', '21', '22'].map((day) => `2026-11-${day}`);
    for (const [index, step] of steps.entries()) {
      play = then(play, step, new Date(`${days[index]}T09:00:00Z`));
    }
    expect(play.accessCase.tracks.delivery).toEqual({
      [first]: {
        state: 'received',
        registryId: npr,
        round: 1,
        kind: 'first',
        permitId: 'NO-HDS-2026-000001.1',
        orderedOn: '2026-11-03',
        dueOn: '2026-12-15',
        grantedCount: 2,
        promisedOn: '2026-12-20',
        startedOn: '2026-11-05',
        qualityCheckedOn: '2026-11-20',
        qualityNoteId: null,
        manifests: [
          {
            number: 1,
            kind: 'last',
            deliveredAt: '2026-11-21T09:00:00.000Z',
            deliveredOn: '2026-11-21',
            permitId: 'NO-HDS-2026-000001.1',
            recipientName: 'Áile Čuoŧŧi Demosøker',
            exemptionBasis: 'hrl-19e',
            ...manifestOf(npr),
            handOverPlace: 'Sikkert forskningsmiljø',
          },
        ],
        fileCount: 1,
        rowCount: 8,
        handOverPlace: 'Sikkert forskningsmiljø',
        deliveredOn: '2026-11-21',
        receivedOn: '2026-11-22',
      },
    });
    const own = play.events.filter(({ track }) => track === 'delivery');
    expect(own.map(({ toState, registryId, part }) => [toState, registryId, part])).toEqual(
      ['ordered', 'accepted', 'in-preparation', 'quality-checked', 'delivered', 'received'].map(
        (state) => [state, npr, first],
      ),
    );
  });

  it('is reported by the registry itself, and its receipt by who received it [law 29]', () => {
    expect(refusal(prepared(), { ...reportNpr, by: 'deliveryDar' })).toBe('not-your-registry');
    expect(refusal(prepared(), { ...reportNpr, by: 'applicant' })).toBe('not-allowed-for-role');
    expect(refusal(deliveredNpr(), { ...receiveNpr, by: 'deliveryNpr' })).toBe(
      'not-allowed-for-role',
    );
    expect(refusal(deliveredNpr(), receiveNpr)).toBe('accepted');
  });

  it('is ordered once: a registry is not asked for the same again until it is cancelled', () => {
    const ordered = given(...stepsTo('linked'), orderNpr);
    expect(refusal(ordered, orderNpr)).toBe('delivery-already-ordered');
    const cancelled = then(ordered, {
      by: 'caseworker',
      command: { type: 'cancel-delivery', deliveryId: first, reason: 'Feil bestilling' },
    });
    const again = then(cancelled, orderNpr).accessCase.tracks.delivery;
    expect(Object.keys(again)).toEqual([first, `${npr}.2`]);
    expect(again[`${npr}.2`]).toMatchObject({ state: 'ordered', round: 2 });
  });

  it('may be ordered variable by variable, and is whole when all of them have come', () => {
    const some = (variables: string[]): Step => ({
      by: 'caseworker',
      command: { type: 'order-delivery', registryId: npr, variables },
    });
    const play = then(at('linked'), some(['Måned']));
    expect(play.accessCase.tracks.delivery[first]).toMatchObject({
      kind: 'partial',
      orderedVariables: ['Måned'],
      grantedCount: 2,
    });
    expect(refusal(play, some(['Måned']))).toBe('delivery-already-ordered');
    expect(refusal(play, orderNpr)).toBe('delivery-already-ordered');
    expect(refusal(play, some(['Fødselsnummer']))).toBe('order-outside-permit');
    expect(refusal(play, some(['Diagnosekode']))).toBe('accepted');
    const { command } = reportNpr as { command: ReturnType<typeof manifestOf> };
    const whole = then(given(...stepsTo('linked'), some(['Måned'])), toPrepared[1]!);
    const checked = then(then(whole, toPrepared[2]!), toPrepared[3]!);
    expect(refusedWith(checked, reportNpr).problems?.map(({ field }) => field)).toEqual([
      `variables.${command.variables.indexOf('Diagnosekode')}`,
    ]);
  });

  it('may come in parts, and counts as delivered with the last of them', () => {
    const part: Step = {
      by: 'deliveryNpr',
      command: { ...manifestOf(npr, 100), type: 'report-part-delivered', deliveryId: first },
    };
    const partly = then(prepared(), part);
    expect(partly.accessCase.tracks.delivery[first]).toMatchObject({
      state: 'in-preparation',
      rowCount: 100,
    });
    expect(waitingFor(partly.accessCase.tracks)).toBe(`registry:${npr}`);
    expect(refusal(partly, receiveNpr)).toBe('not-allowed-in-state');
    expect(refusal(partly, reportNpr)).toBe('not-allowed-in-state');
    const whole = then(then(partly, toPrepared[3]!), reportNpr);
    expect(whole.accessCase.tracks.delivery[first]).toMatchObject({
      state: 'delivered',
      fileCount: 2,
      rowCount: 108,
      manifests: [
        { number: 1, kind: 'part' },
        { number: 2, kind: 'last' },
      ],
    });
  });

  it('tells how far it has come, in percent or by step', () => {
    const progress = (said: object): Step => ({
      by: 'deliveryNpr',
      command: { type: 'report-progress', deliveryId: first, ...said },
    });
    expect(refusal(prepared(), progress({}))).toBe('progress-empty');
    const play = then(prepared(), progress({ percent: 40, step: 'extracting' }));
    expect(play.accessCase.tracks.delivery[first]).toMatchObject({
      state: 'quality-checked',
      progressPercent: 40,
      progressStep: 'extracting',
    });
  });

  it('keeps the date promised within the permit, also when it is changed', () => {
    const change = (promisedOn: string): Step => ({
      by: 'deliveryNpr',
      command: { type: 'change-promised-date', deliveryId: first, promisedOn, reason: 'Sykdom' },
    });
    expect(refusal(prepared(), change('2028-01-01'))).toBe('promise-outside-permit');
    expect(refusal(prepared(), change('2026-11-01'))).toBe('promise-outside-permit');
    const later = then(prepared(), change('2027-01-15')).accessCase.tracks.delivery[first];
    expect(later).toMatchObject({ state: 'quality-checked', promisedOn: '2027-01-15' });
  });
});

describe('a delivery outside the permit', () => {
  const reported = (over: object): Step => ({
    by: 'deliveryNpr',
    command: { type: 'report-delivered', deliveryId: first, ...manifestOf(npr), ...over },
  });

  it.each([
    ['a variable that was not granted', { variables: ['Måned', 'Kommune'] }, 'variables.1'],
    ['years before the period', { period: { fromOn: '2014-12-31', toOn: '2020-12-31' } }, 'period'],
    ['years after the period', { period: { fromOn: '2015-01-01', toOn: '2025-01-01' } }, 'period'],
    ['another environment', { handOverPlace: 'En bærbar PC' }, 'handOverPlace'],
  ])('is refused with the rule named: %s [law 16]', (_, over, field) => {
    const refused = refusedWith(prepared(), reported(over));
    expect(refused.code).toBe('delivery-outside-permit');
    expect(refused.problems?.map((each) => each.field)).toEqual([field]);
  });

  it('is refused where its manifest does not add up', () => {
    const file = manifestOf(npr).files[0]!;
    const faults: [object, string][] = [
      [{ rowCount: 9 }, 'rowCount'],
      [{ fileCount: 2 }, 'fileCount'],
      [{ files: [file, file], fileCount: 2, rowCount: 16 }, 'files.1.name'],
      [{ variables: ['Måned', 'Måned'] }, 'variables.1'],
      [{ handOver: 'file-transfer' }, 'handOverPlace'],
      [{ period: { fromOn: '2020-01-02', toOn: '2020-01-01' } }, 'period.toOn'],
    ];
    for (const [over, field] of faults) {
      const refused = refusedWith(prepared(), reported(over));
      expect([refused.code, refused.problems?.[0]?.field]).toEqual(['manifest-faulty', field]);
    }
  });
});

describe('an error in a delivery', () => {
  const complain: Step = {
    by: 'applicant',
    command: { type: 'report-delivery-error', deliveryId: first, reason: 'Filen er tom' },
  };
  const redo: Step = {
    by: 'deliveryNpr',
    command: {
      type: 'redeliver',
      deliveryId: first,
      ...manifestOf(npr, 12),
      reason: 'Feil uttrekk',
    },
  };

  it('is reported within the window, also after receipt, and delivered anew with the reason [law 29]', () => {
    const received = then(deliveredNpr(), receiveNpr);
    const wrong = then(received, complain, new Date('2027-02-02T09:00:00Z'));
    expect(waitingFor(wrong.accessCase.tracks)).toBe(`registry:${npr}`);
    const mended = then(wrong, redo, new Date('2027-02-05T09:00:00Z'));
    const delivery = mended.accessCase.tracks.delivery[first];
    // What came anew stands in the place of what was wrong.
    expect(delivery).toMatchObject({ state: 'redelivered', rowCount: 12, fileCount: 1 });
    expect(delivery?.manifests?.map(({ kind }) => kind)).toEqual(['last', 'redelivery']);
    expect(mended.texts[delivery?.redeliveryReasonId ?? '']).toBe('Feil uttrekk');
    expect(then(mended, receiveNpr).accessCase.tracks.delivery[first]?.state).toBe('received');
  });

  it('is too late when the window has closed', () => {
    expect(refusedWith(deliveredNpr(), complain, new Date('2027-02-03T09:00:00Z')).code).toBe(
      'error-window-closed',
    );
  });

  it('may be answered: what was delivered stands as ordered', () => {
    const answered = then(then(deliveredNpr(), complain), {
      by: 'deliveryNpr',
      command: { type: 'answer-delivery-error', deliveryId: first, answer: 'Filen er zippet' },
    });
    expect(answered.accessCase.tracks.delivery[first]?.state).toBe('delivered');
  });

  it('gives no way round the permit', () => {
    const beyond = { ...redo, command: { ...redo.command, variables: ['Navn'] } } as Step;
    expect(refusal(then(deliveredNpr(), complain), beyond)).toBe('delivery-outside-permit');
  });
});

describe('a case that waits for data', () => {
  it('is in use when every registry has delivered what was ordered, cancelled orders aside', () => {
    const play = at('received');
    expect(waitingFor(play.accessCase.tracks)).toBe('in-use');
    const { delivery } = play.accessCase.tracks;
    const without = { ...play.accessCase.tracks, delivery: { ...delivery } };
    without.delivery[firstFrom(dar)] = { ...delivery[firstFrom(dar)]!, state: 'cancelled' };
    expect(waitingFor(without)).toBe('helsedataservice');
  });
});
