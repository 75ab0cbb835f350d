import { describe, expect, it } from '@jest/globals';
import {
  registryIds,
  type Step,
  stepsTo,
  wholeApplication,
} from '../../../../test/support/journey.js';
import { at, give, given, type Play } from '../../../../test/support/play.js';
import { waitingFor } from '../case.waiting.rules.js';
import { visibleTracks } from '../case.visibility.js';
import { type LinkagePlan, stepsOf } from './linkage.plan.model.js';

const { npr, dar, stroke } = registryIds;
const all = Object.values(registryIds);

type Plan = Omit<Extract<Step['command'], { type: 'order-linkage' }>, 'type'>;
const simple: Plan = { linker: 'Folkehelseinstituttet' };
const order = (plan: Partial<Plan> = {}): Step => ({
  by: 'caseworker',
  command: { type: 'order-linkage', ...simple, ...plan },
});

/** A project that was granted controls and the parents of its cases. */
const withOthers = given(
  ...stepsTo('permitted').map((step): Step =>
    step.command.type === 'edit-draft'
      ? {
          by: 'applicant',
          command: {
            type: 'edit-draft',
            application: {
              ...wholeApplication,
              groupSizes: [
                ...wholeApplication.groupSizes,
                { ...wholeApplication.groupSizes[0], group: 'controls', perPerson: 2 },
                { ...wholeApplication.groupSizes[0], group: 'relatives' },
              ],
              dataPeriods: [
                ...wholeApplication.dataPeriods,
                { ...wholeApplication.dataPeriods[0], group: 'controls' },
                { ...wholeApplication.dataPeriods[0], group: 'relatives' },
              ],
              controlsWanted: 'new',
              controlsCriteria: 'Født samme år, bosatt i samme kommune, uten hjerneslag.',
              relativesWanted: 'new',
              relativesKinds: ['mother', 'father'],
              relativesReason: 'Arvelighet belyses bare med foreldrene.',
            },
          },
        }
      : step,
  ),
);

const cohort = { from: 'registry' as const, registryId: npr };
const controls = {
  registryId: dar,
  perCase: 2,
  matchOn: [{ attribute: 'birth_year', within: 2 }, { attribute: 'municipality' }],
};
const relatives = { registryId: stroke, relations: ['mother' as const] };

function planned(play: Play, plan: Partial<Plan> = {}): LinkagePlan {
  const next = give(play, order(plan));
  if ('refused' in next) throw new Error(JSON.stringify(next.refused));
  return next.accessCase.tracks.linkage.plan!;
}

function faults(play: Play, plan: Partial<Plan>, now?: Date): { code: string; fields: string[] } {
  const next = give(play, order(plan), now) as {
    refused?: { code: string; problems?: { field: string; rule: string; todo: string }[] };
  };
  const { code = 'accepted', problems = [] } = next.refused ?? {};
  for (const problem of problems) {
    expect(problem).toEqual({
      field: expect.any(String),
      rule: expect.any(String),
      todo: expect.any(String),
    });
  }
  return { code, fields: problems.map(({ field }) => field) };
}

describe('the plan of a linkage', () => {
  it('names who links: a controller in the case or a body that the ministry named [law 25]', () => {
    expect(planned(at('permitted')).linkerKind).toBe('controller');
    expect(planned(at('permitted'), { linker: 'Helsedataservice' }).linkerKind).toBe(
      'designated-body',
    );
    for (const linker of ['Demouniversitetet', 'Kreftregisteret', 'folkehelseinstituttet']) {
      expect(faults(at('permitted'), { linker })).toEqual({
        code: 'linkage-plan-faulty',
        fields: ['linker'],
      });
    }
  });

  it('is the simplest where nothing more is said: every list, and a key file for each', () => {
    const plan = planned(at('permitted'));
    expect(plan).toEqual({
      linkerKind: 'controller',
      linkerRegistryId: npr,
      registries: all.map((registryId) => ({
        registryId,
        keyFile: 'own-list',
        isSection9b: false,
        keyHolder: null,
      })),
      cohort: { from: 'every-list', registryId: null },
      controls: null,
      relatives: null,
      hasSeparatePseudonyms: false,
      serialPrefix: null,
      identityKinds: [
        { kind: 'fodselsnummer', registryId: null },
        { kind: 'd-number', registryId: null },
      ],
    });
    expect(stepsOf(plan).map(({ id }) => id)).toEqual(all.map((id) => `list:${id}`));
  });

  it('settles who the people are before any other list is taken', () => {
    const registries = [
      { registryId: npr },
      { registryId: dar },
      { registryId: stroke, keyFile: 'whole-population' as const },
    ];
    const plan = planned(withOthers, { registries, cohort, controls, relatives });
    expect(stepsOf(plan)).toEqual([
      { id: 'cohort', kind: 'cohort', registryId: npr, givesKeyFile: true },
      { id: 'controls', kind: 'controls', registryId: dar, givesKeyFile: true },
      { id: 'relatives', kind: 'relatives', registryId: stroke, givesKeyFile: false },
      { id: `key-file:${stroke}`, kind: 'key-file', registryId: stroke, givesKeyFile: true },
    ]);
  });

  it('flags a registry under section 9 b: its controller neither links nor gets a key file [law 25]', () => {
    const marked = (keyHolder?: string) => [
      { registryId: npr, isSection9b: true, ...(keyHolder && { keyHolder }) },
      { registryId: dar },
      { registryId: stroke },
    ];
    const linker = 'Helsedataservice';
    expect(faults(at('permitted'), { registries: marked() }).fields).toEqual([
      'linker',
      'registries.0.keyHolder',
    ]);
    expect(
      faults(at('permitted'), { linker, registries: marked('Folkehelseinstituttet') }),
    ).toEqual({ code: 'linkage-plan-faulty', fields: ['registries.0.keyHolder'] });
    const kept = { linker, registries: marked('Statistisk sentralbyrå') };
    expect(faults(at('permitted'), kept).code).toBe('accepted');
    const flagged = give(at('permitted'), {
      by: 'caseworker',
      command: {
        type: 'set-flag',
        flag: 'section-9b-registry',
        reason: 'Registeret er under § 9 b',
      },
    }) as Play;
    expect(faults(flagged, {}).fields).toEqual(['registries']);
    expect(faults(flagged, kept).code).toBe('accepted');
  });

  it('links no registry beyond the permit, and leaves out none of those that deliver [law 25]', () => {
    const beyond = [{ registryId: npr }, { registryId: 'kreftregisteret' }];
    expect(faults(at('permitted'), { registries: beyond })).toEqual({
      code: 'registry-not-in-permit',
      fields: ['registries.kreftregisteret'],
    });
    expect(faults(at('permitted'), { registries: [{ registryId: npr }] }).code).toBe(
      'linkage-plan-faulty',
    );
  });

  it('links nobody but the population that was granted [law 25] [law 12]', () => {
    expect(faults(at('permitted'), { cohort, controls })).toEqual({
      code: 'population-not-granted',
      fields: ['controls'],
    });
    expect(faults(at('permitted'), { cohort, relatives }).fields).toEqual(['relatives']);
    expect(
      faults(withOthers, { cohort, relatives: { registryId: dar, relations: ['spouse'] } }).fields,
    ).toEqual(['relatives.relations']);
    expect(faults(withOthers, { cohort, controls: { ...controls, perCase: 3 } }).fields).toEqual([
      'controls.perCase',
    ]);
    expect(faults(withOthers, { cohort: { from: 'applicant', registryId: npr } }).fields).toEqual([
      'cohort.from',
    ]);
    expect(faults(withOthers, { cohort, controls, relatives }).code).toBe('accepted');
  });

  it.each<[string, Partial<Plan>, string[]]>([
    ['controls without a cohort', { controls }, ['controls']],
    ['a cohort from nowhere', { cohort: { from: 'registry' } }, ['cohort.registryId']],
    [
      'a cohort from a registry outside the plan',
      { cohort: { from: 'registry', registryId: 'kreftregisteret' } },
      ['cohort.registryId'],
    ],
    [
      'two ranges',
      {
        cohort,
        controls: {
          ...controls,
          matchOn: ['a', 'b'].map((attribute) => ({ attribute, within: 1 })),
        },
      },
      ['controls.matchOn'],
    ],
    [
      'pseudonyms of their own that nobody could lead back',
      { linker: 'Helsedataservice', hasSeparatePseudonyms: true },
      ['hasSeparatePseudonyms'],
    ],
    [
      'a help number of nobody',
      { identityKinds: [{ kind: 'fodselsnummer' }, { kind: 'h-number' }] },
      ['identityKinds.1'],
    ],
    [
      'an attribute twice',
      { cohort, controls: { ...controls, matchOn: [{ attribute: 'a' }, { attribute: 'a' }] } },
      ['controls.matchOn'],
    ],
    [
      'a registry twice',
      { registries: [...all, npr].map((registryId) => ({ registryId })) },
      ['registries.3.registryId'],
    ],
    [
      'a registry that gives nothing and gets nothing',
      { registries: all.map((registryId) => ({ registryId, keyFile: 'none' as const })), cohort },
      ['registries.1.keyFile', 'registries.2.keyFile'],
    ],
  ])('is refused with %s', (_, plan, fields) => {
    expect(faults(withOthers, plan)).toEqual({ code: 'linkage-plan-faulty', fields });
  });

  it('rests on permit, exemption and REK: also on the day that the vault is told [law 7] [law 9] [law 25]', () => {
    const revoke: Step = {
      by: 'decisionMaker',
      command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason: 'Nye opplysninger' },
    };
    const revoked = give(at('permitted'), revoke) as Play;
    expect(faults(revoked, {}).code).toBe('confidentiality-not-lifted');
    const afterRek = new Date('2030-01-02T09:00:00Z');
    expect(faults(at('permitted'), {}, afterRek).code).toBe('rek-approval-expired');
    const create: Step = { by: 'custodian', command: { type: 'create-linkage-domain' } };
    const late = give(give(at('permitted'), order()) as Play, create, afterRek);
    expect(late).toMatchObject({ refused: { code: 'rek-approval-expired' } });
    const orderedThenRevoked = give(give(at('permitted'), order()) as Play, revoke) as Play;
    expect(give(orderedThenRevoked, create)).toMatchObject({
      refused: { code: 'confidentiality-not-lifted' },
    });
  });

  it('changes until the vault is told, and only by a case of change after', () => {
    const change: Step = {
      by: 'caseworker',
      command: { type: 'change-linkage-plan', linker: 'Helsedataservice', cohort },
    };
    const changed = give(give(withOthers, order()) as Play, change) as Play;
    expect(changed.accessCase.tracks.linkage).toMatchObject({
      state: 'planned',
      linker: 'Helsedataservice',
      plan: { cohort },
    });
    const told = give(changed, { by: 'custodian', command: { type: 'create-linkage-domain' } });
    expect(give(told as Play, change)).toMatchObject({ refused: { code: 'not-allowed-in-state' } });
  });

  it('joins the domain of the permit in a case of change, by the rules of that domain [law 26]', () => {
    const play = at('permitted');
    const linkage = at('linked').accessCase.tracks.linkage;
    const { content } = { content: play.permitContent! };
    const child = { ...play, parent: { permit: play.accessCase.tracks.permit, content, linkage } };
    const joined = give(child, order({ serialPrefix: 'XX' })) as Play;
    expect(joined.accessCase.tracks.linkage).toMatchObject({
      domainId: linkage.domainId,
      isExtension: true,
      plan: { serialPrefix: null },
    });
    const gone = { ...linkage, state: 'destroyed' as const };
    expect(give({ ...child, parent: { ...child.parent, linkage: gone } }, order())).toMatchObject({
      refused: { code: 'linkage-of-permit-not-open' },
    });
  });
});

describe('a plan on its way', () => {
  const told = [order({ cohort }), ...stepsTo('linked').slice(stepsTo('permitted').length + 1)];
  const created = told.slice(0, 3).reduce((play, step) => give(play, step) as Play, withOthers);
  const orderId = created.accessCase.tracks.linkage.orderId!;
  const step = (name: string, state: 'reading' | 'done'): Step => ({
    by: 'system',
    command: {
      type: 'record-linkage-step',
      orderId,
      step: name,
      state,
      at: '2026-11-02T10:00:00.000Z',
      people: 8,
    },
  });

  it('waits for the registry whose list comes first, then for those without a key file', () => {
    expect(waitingFor(created.accessCase.tracks)).toBe(`registry:${npr}`);
    const settled = give(created, step('cohort', 'done')) as Play;
    expect(waitingFor(settled.accessCase.tracks)).toBe(`registry:${dar}`);
  });

  it('records its steps as the vault says, and no other order', () => {
    const reading = give(created, step('cohort', 'reading')) as Play;
    const done = give(reading, step('cohort', 'done')) as Play;
    expect(done.accessCase.tracks.linkage.steps).toEqual({
      cohort: { state: 'done', at: '2026-11-02T10:00:00.000Z', people: 8 },
    });
    const other = step('cohort', 'done');
    expect(
      give(created, {
        ...other,
        command: { ...other.command, orderId: 'other' } as Step['command'],
      }),
    ).toMatchObject({ refused: { code: 'linkage-order-unknown' } });
  });

  it('is paused and resumed by a custodian, and waits for nobody else meanwhile', () => {
    const pause: Step = { by: 'custodian', command: { type: 'pause-linkage' } };
    const resume: Step = { by: 'otherCustodian', command: { type: 'resume-linkage' } };
    expect(give(created, resume)).toMatchObject({ refused: { code: 'linkage-not-paused' } });
    const paused = give(created, pause) as Play;
    expect(waitingFor(paused.accessCase.tracks)).toBe('linkage');
    expect(give(paused, pause)).toMatchObject({ refused: { code: 'linkage-already-paused' } });
    const resumed = give(paused, resume) as Play;
    expect(resumed.accessCase.tracks.linkage).toMatchObject({
      isPaused: false,
      pausedByName: null,
    });
  });

  it('is shown to whom it concerns: a registry sees its own part, the applicant no domain [law 27]', () => {
    const { tracks } = (give(created, step('cohort', 'done')) as Play).accessCase;
    const seenBy = (role: 'applicant' | 'registry-delivery', registryId: string | null = null) =>
      visibleTracks(tracks, [{ role, registryId }]).linkage;
    expect(seenBy('applicant')).toMatchObject({ plan: { cohort } });
    expect(seenBy('applicant')).not.toHaveProperty('domainId');
    expect(seenBy('registry-delivery', npr)).toMatchObject({
      plan: { cohort, registries: [{ registryId: npr }] },
      steps: { cohort: { state: 'done' } },
    });
    expect(seenBy('registry-delivery', dar)).toMatchObject({
      plan: { cohort: { from: 'registry', registryId: null }, registries: [{ registryId: dar }] },
      steps: {},
    });
  });
});
