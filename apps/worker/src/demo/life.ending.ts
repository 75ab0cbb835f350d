import { type AccessCase, isInForce, osloDate } from '#cases';
import { decisionMakers, reviewerOf } from './history.people.js';
import { sha256Of } from './life.delivery.js';
import { give, impartially, lastOf, type Life, look, type Story } from './life.js';

/** Who was refused may appeal; gives how the case stands when the appeal is settled. */
export function* appeal(story: Story): Life<'upheld' | 'reversed' | 'settled'> {
  const { chance, diary, caseworker, project } = story;
  const applicant = project.applicant.login;
  const lodged = yield* give(story, diary.days(13, 0.25), applicant, {
    type: 'lodge-appeal',
    decision: 'access',
    grounds: 'Opplysningene er nødvendige, og det er gjort rede for det i protokollen.',
    wantedChange: 'At vi får tilgang til kilden.',
  });
  const appealId = lastOf(lodged.tracks.appeal);
  if (chance.is(0.08)) {
    yield* give(story, diary.days(10), applicant, { type: 'withdraw-appeal', appealId });
    return 'upheld';
  }
  const outcome = chance.is(0.3) ? 'reverse' : 'uphold';
  const late = lodged.tracks.appeal[appealId]?.state === 'late';
  if (late) {
    yield* give(story, diary.work(3), decisionMakerOther(story), {
      type: 'dismiss-late-appeal',
      appealId,
      reason: 'Klagen kom etter at fristen var ute.',
    });
    return 'upheld';
  }
  const reviewer = reviewerOf(caseworker);
  const taken = impartially(story, reviewer, { type: 'take-appeal', appealId });
  yield* give(story, diary.work(4), reviewer, ...taken);
  yield* give(story, diary.work(8), reviewer, {
    type: 'propose-appeal-outcome',
    appealId,
    outcome,
    extent: 'fully',
    statement: 'Vi har vurdert saken på nytt med det som klagen sier.',
  });
  const signer = decisionMakerOther(story);
  if (outcome === 'reverse') {
    yield* give(
      story,
      diary.work(3),
      signer,
      ...impartially(story, signer, { type: 'reverse-on-appeal', appealId }),
    );
    return 'reversed';
  }
  yield* give(
    story,
    diary.work(3),
    signer,
    ...impartially(story, signer, { type: 'forward-appeal', appealId }),
  );
  const at = diary.work(45, 0.3);
  yield* give(story, at, caseworker, {
    type: 'settle-appeal',
    appealId,
    outcome: 'upheld',
    decidedOn: diary.today,
    sender: 'Helseklage',
    externalReference: `${diary.today.slice(0, 4)}/${chance.whole(100, 9_999)}`,
    documentSha256: sha256Of(story),
    summary: 'Helseklage stadfester vedtaket.',
  });
  return 'settled';
}

/** Somebody who has not signed what is appealed. */
function decisionMakerOther({ decisionMaker }: Story): string {
  return decisionMakers.find((login) => login !== decisionMaker) ?? decisionMaker;
}

/** From the last day of the permit to the closed case, where it comes so far. */
export function* ending(story: Story, permitted: AccessCase): Life {
  const { chance, diary, caseworker, project } = story;
  const applicant = project.applicant.login;
  const endsOn = permitted.tracks.permit.endsOn ?? '';
  // An extension may have moved it.
  let { tracks } = yield* look(diary.on(endsOn));
  while (isInForce(tracks.permit)) ({ tracks } = yield* look(diary.days(15, 0.1)));
  if (tracks.closure.state !== 'ending') return;
  // Some have to be reminded.
  const isSlow = chance.is(0.25);
  yield* give(story, diary.days(isSlow ? 38 : 9), applicant, {
    type: 'confirm-deletion',
    statement: 'Alle filer og kopier er slettet, og driften har bekreftet det.',
  });
  if (project.isMedicalResearch) {
    const at = diary.days(20);
    const after = yield* look(diary.soon());
    if (['decided', 'in-delivery'].includes(after.tracks.application.state)) {
      yield* give(story, diary.soon(), applicant, {
        type: 'submit-final-report',
        endedOn: osloDate(at),
        summary: 'Resultatene er publisert og formidlet til pasientforeningen.',
      });
    }
  }
  if (['domain-created', 'complete'].includes(tracks.linkage.state)) yield* keysDestroyed(story);
  yield* give(story, diary.work(4), caseworker, { type: 'close-case' });
}

function* keysDestroyed(story: Story): Life {
  const { chance, diary } = story;
  yield* give(story, diary.work(4), 'kobling', { type: 'order-key-destruction' });
  yield* give(story, diary.work(2), 'kobling2', { type: 'confirm-key-destruction' });
  yield* give(story, diary.nextDay(), 'system', {
    type: 'record-keys-destroyed',
    destroyedAt: diary.soon().toISOString(),
    serialNumberCount: Math.round(chance.around(14_000, 0.8)),
    certificateSha256: sha256Of(story),
    orderedByName: 'Kåre Demokoblingsansvarlig',
    confirmedByName: 'Kjersti Demokoblingsansvarlig',
  });
}
