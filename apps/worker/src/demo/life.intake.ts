import { type CaseKind, checksFor, type Draft } from '#cases';
import { give, impartially, lastOf, type Life, look, type Story } from './life.js';

/** From the draft to a complete application; `over` where it comes to nothing. */
export function* intake(
  story: Story,
  kind: CaseKind,
  draft: () => Draft,
): Life<'complete' | 'over'> {
  if ((yield* submission(story, draft)) === 'over') return 'over';
  const { chance, diary, caseworker, project } = story;
  const applicant = project.applicant.login;
  if (chance.is(0.02)) {
    const reason = 'Finansieringen falt bort.';
    yield* give(story, diary.days(8), applicant, { type: 'withdraw', reason });
    return 'over';
  }
  yield* give(story, diary.work(5, 0.6), caseworker, { type: 'take-case', isImpartial: true });
  if (chance.is(0.05)) {
    yield* give(story, diary.soon(), caseworker, {
      type: 'send-preliminary-reply',
      reason: 'Det er mange søknader nå, og vi behandler dem i den rekkefølgen de kom.',
    });
  }
  if (chance.is(0.34) && (yield* askedForMore(story)) === 'over') return 'over';
  yield* give(
    story,
    diary.work(2),
    caseworker,
    {
      type: 'answer-screening-items',
      items: checksFor(kind, 'caseworker').map((item) => ({ item, answer: 'yes' as const })),
    },
    { type: 'find-complete' },
  );
  return 'complete';
}

function* submission({ chance, diary, project }: Story, draft: () => Draft): Life<'sent' | 'over'> {
  const applicant = project.applicant.login;
  const at = diary.days(8, 0.8);
  yield* give({ diary }, at, applicant, { type: 'edit-draft', application: draft() });
  if (chance.is(0.03)) {
    // Some say so, and some forget it: then it lapses.
    if (chance.is(0.5)) yield* give({ diary }, diary.days(20), applicant, { type: 'drop-draft' });
    return 'over';
  }
  yield* give({ diary }, diary.soon(), applicant, { type: 'submit' });
  return 'sent';
}

function* askedForMore(story: Story): Life<'answered' | 'over'> {
  const { chance, diary, caseworker, project } = story;
  const field = 'dataNecessity';
  const asked = yield* give(story, diary.work(3), caseworker, {
    type: 'request-information',
    fields: [{ field, comment: 'Si hvorfor hver av variablene trengs for formålet.' }],
  });
  const requestId = lastOf(asked.tracks.information);
  if (chance.is(0.07)) return yield* neverAnswered(story);
  const at = diary.days(11, 0.7);
  const { tracks } = yield* look(at);
  // It may have come too late.
  if (tracks.application.state !== 'awaiting-information') return 'answered';
  yield* give(
    story,
    diary.soon(),
    project.applicant.login,
    {
      type: 'answer-information-field',
      requestId,
      field,
      value: 'Hver variabel svarer til ett av målene i protokollen, som er vedlagt i ny utgave.',
    },
    { type: 'send-information' as const, requestId },
  );
  return 'answered';
}

/** The applicant is reminded and time runs out; then nothing can be decided but to dismiss. */
function* neverAnswered(story: Story): Life<'answered' | 'over'> {
  const { diary, caseworker, decisionMaker } = story;
  for (let looked = 0; looked < 8; looked++) {
    const { tracks } = yield* look(diary.days(14, 0.1));
    if (tracks.application.state !== 'pre-screening') continue;
    yield* give(story, diary.work(3), caseworker, {
      type: 'propose-dismissal',
      ground: 'incomplete',
      missing: [
        { item: 'variable-reasons', what: 'Hvorfor hver av variablene trengs for formålet.' },
      ],
      reason: 'Vi har bedt om opplysningene og påminnet om dem, og de er ikke kommet.',
    });
    yield* give(
      story,
      diary.work(2),
      decisionMaker,
      ...impartially(story, decisionMaker, { type: 'sign-dismissal' }),
    );
    return 'over';
  }
  return 'over';
}
