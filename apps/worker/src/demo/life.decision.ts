import { addDays, type AccessCase } from '#cases';
import { criteriaInForce } from '#letters';
import { variablesOf } from './history.projects.js';
import { type Command, give, impartially, type Life, type Story } from './life.js';

export type Outcome = 'granted' | 'partly-granted' | 'refused';

/** What a decision is to say. */
export interface Wanted {
  outcome: Outcome;
  permitEndsOn: (decidedOn: string) => string;
}

/** From the assessment to the signature, by two people. Gives what came of it. */
export function* decision(
  story: Story,
  kind: AccessCase['kind'],
  before: AccessCase,
  wanted: Wanted,
): Life<AccessCase> {
  const { chance, diary, caseworker, decisionMaker } = story;
  const own = ownSources(before);
  const isStatistics = kind === 'statistics';
  const refused = refusedOf(story, own, wanted.outcome);
  yield* worked(story, 'case-handling', 0.8);
  // After an appeal what lifts confidentiality stands as it was found.
  const { state: lifted = 'draft' } = before.tracks.exemption['hrl-19e'] ?? {};
  if (!isStatistics && lifted === 'draft') {
    yield* exempted(story, own, wanted.outcome === 'refused');
  }
  yield* controllersDecide(story, before, wanted.outcome);
  const at = diary.work(isStatistics ? 4 : 8, 0.5);
  const basis = isStatistics ? 'hrl-19' : 'hrl-19a';
  const isMet = wanted.outcome !== 'refused';
  const assessedOn = diary.today;
  const proposal = () => proposed(story, { own, refused, wanted, isStatistics, before });
  yield* give(story, at, caseworker, ...criteria(assessedOn, basis, isMet));
  yield* give(story, diary.soon(), caseworker, proposal());
  diary.work(3);
  // New criteria may have come into force in between.
  const isOutdated = !isSameText(idsOf(basis, assessedOn), idsOf(basis, diary.today));
  if (isOutdated || chance.is(0.09)) {
    const reason = 'Begrunnelsen må si mer om hvorfor opplysningene er nødvendige.';
    const returned = { type: 'return-access-decision', reason } as const;
    const by = decisionMaker;
    yield* give(story, diary.soon(), by, ...impartially(story, by, returned));
    const again = diary.work(3);
    const answers = isOutdated ? criteria(diary.today, basis, isMet) : [];
    yield* give(story, again, caseworker, ...answers, proposal());
    diary.work(2);
  }
  const signs = {
    granted: 'sign-access-grant',
    'partly-granted': 'sign-partial-access-grant',
    refused: 'sign-access-refusal',
  } as const;
  const outcome =
    refused.length === 0 ? 'granted' : refused.length === own.length ? 'refused' : 'partly-granted';
  const signed = impartially(story, decisionMaker, { type: signs[outcome] });
  return yield* give(story, diary.soon(), decisionMaker, ...signed);
}

/** Hours that were worked, one day's at a time. */
export function* worked(
  { chance, diary, caseworker }: Story,
  activity: 'case-handling' | 'preparation',
  share: number,
): Life {
  if (!chance.is(share)) return;
  const minutes = Math.min(440, Math.round(chance.around(150) / 15) * 15 + 30);
  const at = diary.soon();
  const workedOn = diary.today;
  yield* give({ diary }, at, caseworker, { type: 'register-hours', activity, minutes, workedOn });
}

/** The sources that Helsedataservice decides on; the others' controllers do it themselves. */
export function ownSources({ tracks }: AccessCase): string[] {
  const { registryIds, routes = {} } = tracks.application;
  return registryIds.filter((id) => (routes[id]?.decidedBy ?? 'hds') === 'hds');
}

function refusedOf({ chance }: Story, own: readonly string[], outcome: Outcome): string[] {
  if (outcome === 'refused') return [...own];
  return outcome === 'partly-granted' && own.length > 1 ? [chance.pick(own)] : [];
}

function* exempted(story: Story, own: readonly string[], isRefused: boolean): Life {
  const { chance, diary, caseworker, decisionMaker } = story;
  const legalBasis = 'hrl-19e';
  if (isRefused || chance.is(0.18)) {
    yield* give(story, diary.work(2), caseworker, {
      type: 'find-exemption-not-needed',
      legalBasis,
      exceptions: own.map((registryId) => ({
        registryId,
        exception: 'consent',
        reason: 'Deltakerne har samtykket skriftlig.',
      })),
    });
    return;
  }
  const proposal = (): Command => ({
    type: 'propose-exemption',
    legalBasis,
    sources: own.map((registryId) => ({
      registryId,
      isGranted: true,
      reason: 'Samtykke lar seg ikke innhente fra et så stort utvalg.',
    })),
    facts: 'Utvalget omfatter alle med diagnosen i perioden 2012 til 2022.',
    considerations: 'Kunnskapen kommer mange pasienter til gode, og ulempen er liten.',
    conditions: [],
  });
  const at = diary.work(5);
  const assessedOn = diary.today;
  yield* give(story, at, caseworker, ...criteria(assessedOn, legalBasis), proposal());
  const signedAt = diary.work(2);
  // New criteria came into force in between: they are answered before it is signed.
  if (!isSameText(idsOf(legalBasis, assessedOn), idsOf(legalBasis, diary.today))) {
    const reason = 'Nye vilkår gjelder fra i dag og må vurderes.';
    const returned = { type: 'return-exemption', legalBasis, reason } as const;
    yield* give(story, signedAt, decisionMaker, ...impartially(story, decisionMaker, returned));
    const again = diary.work(2);
    yield* give(story, again, caseworker, ...criteria(diary.today, legalBasis), proposal());
    diary.work(2);
  }
  const signed = { type: 'sign-exemption', legalBasis } as const;
  yield* give(story, diary.soon(), decisionMaker, ...impartially(story, decisionMaker, signed));
}

function* controllersDecide(story: Story, { tracks }: AccessCase, outcome: Outcome): Life {
  const { chance, diary, caseworker } = story;
  const { registryIds, routes = {} } = tracks.application;
  for (const registryId of registryIds) {
    if (routes[registryId]?.decidedBy !== 'controller') continue;
    const at = diary.work(3);
    const isGranted = outcome !== 'refused' && chance.is(0.92);
    const record = {
      registryId,
      decidedOn: diary.today,
      controllerReference: `${diary.today.slice(0, 4)}/${chance.whole(100, 9_999)}`,
    };
    yield* give(
      story,
      at,
      caseworker,
      isGranted
        ? { type: 'record-controller-grant', ...record }
        : {
            type: 'record-controller-refusal',
            ...record,
            reason: 'Formålet kan nås uten dette registeret.',
          },
    );
  }
}

type Basis = 'hrl-19' | 'hrl-19a' | 'hrl-19e';

function idsOf(basis: Basis, on: string): string[] {
  return (criteriaInForce(basis, on)?.criteria ?? []).map(({ id }) => id);
}

function isSameText(a: readonly string[], b: readonly string[]): boolean {
  return a.join() === b.join();
}

/** An answer to each criterion; where access is refused, the last is what it fails on. */
function criteria(on: string, basis: Basis, isMet = true): Command[] {
  const ids = idsOf(basis, on);
  return ids.map((criterion) => {
    const fails = !isMet && criterion === ids.at(-1);
    return {
      type: 'assess-criterion',
      decisionObject: basis === 'hrl-19e' ? basis : 'access',
      criterion,
      isMet: !fails,
      reason: fails
        ? 'Søknaden viser ikke at vilkåret er oppfylt.'
        : 'Oppfylt etter søknaden, protokollen og vedleggene.',
    };
  });
}

function proposed(
  { diary }: Story,
  {
    own,
    refused,
    wanted,
    isStatistics,
    before,
  }: {
    own: readonly string[];
    refused: readonly string[];
    wanted: Wanted;
    isStatistics: boolean;
    before: AccessCase;
  },
): Command {
  const isNothing = refused.length === own.length;
  const permitEndsOn = wanted.permitEndsOn(diary.today);
  const asked = Object.keys(before.tracks.consultation);
  return {
    type: 'propose-access-decision',
    sources: own.map((registryId) => {
      const isGranted = !refused.includes(registryId);
      return {
        registryId,
        isGranted,
        reason: isGranted
          ? 'Opplysningene er nødvendige for formålet og ikke flere enn det trenger.'
          : 'Formålet kan nås uten opplysninger fra denne kilden.',
        variables: isGranted
          ? variablesOf(registryId).map((name) => ({ name, isGranted: true }))
          : [],
      };
    }),
    departureReasons: Object.fromEntries(
      asked.map((id) => [id, 'Formålet veier tyngre, og det lar seg ikke vente lenger.']),
    ),
    facts: 'Søknaden gjelder opplysninger om innbyggere i perioden 2012 til 2022.',
    considerations:
      'Nytten for pasienter og helsetjeneste veier tyngre enn ulempen, som er liten når opplysningene er pseudonymiserte.',
    conditions: isNothing
      ? []
      : [
          {
            kind: 'use',
            text: 'Opplysningene brukes bare til det formålet som er omtalt i søknaden.',
            followedUpBy: 'helsedataservice',
          },
          {
            kind: 'publication',
            text: 'Resultatene gjøres kjent innen tillatelsen går ut.',
            dueOn: addDays(permitEndsOn, -30),
            followedUpBy: 'helsedataservice',
          },
        ],
    ...(!isNothing && { permitEndsOn }),
    ...(isStatistics && {
      statistics: {
        minimumCellSize: 5,
        deliveryRoute: 'Portalen',
        safeguards: 'Tall under fem vises ikke.',
      },
    }),
  };
}
