import { addDays } from '#cases';
import { adviserOf } from './history.people.js';
import { give, type Life, look, type Story, together } from './life.js';
import { OfficeDiary, type Pace } from './office.diary.js';

/** REK, the registries' advice and the estimate of the fee, each at its own pace. */
export function* advice(story: Story, pace: Pace): Life<'settled' | 'rejected'> {
  const { chance, diary } = story;
  // A change asks of what was granted, which may be less than the project first wanted.
  const { tracks } = yield* look(diary.soon());
  const asked = tracks.application.registryIds.filter(() => chance.is(0.38));
  let ethics: 'settled' | 'rejected' = 'settled';
  const begun = diary.soon();
  const apart = () => ({ ...story, diary: new OfficeDiary(chance, begun, pace) });
  const stories = asked.map(apart);
  const atRek = apart();
  const fee = apart();
  yield* together([
    (function* () {
      ethics = yield* clarified(atRek);
    })(),
    ...asked.map((registryId, index) => consulted(stories[index] ?? story, registryId)),
    estimated(fee),
  ]);
  // Casework goes on when the last of them is there.
  for (const each of [atRek, fee, ...stories]) diary.on(each.diary.today);
  return ethics;
}

function* clarified(story: Story): Life<'settled' | 'rejected'> {
  const { chance, diary, caseworker, project } = story;
  if (!project.isMedicalResearch) {
    const reason = 'Prosjektet er helsetjenesteforskning og ikke medisinsk forskning.';
    yield* give(story, diary.work(3), caseworker, { type: 'find-rek-not-required', reason });
    return 'settled';
  }
  yield* give(
    story,
    diary.work(2),
    caseworker,
    { type: 'require-rek', reason: 'Prosjektet skal gi ny kunnskap om helse og sykdom.' },
    { type: 'forward-to-rek' },
  );
  yield* give(story, diary.work(3), 'rek', { type: 'acknowledge-at-rek' });
  if (chance.is(0.16)) {
    yield* give(story, diary.work(10), 'rek', {
      type: 'postpone-at-rek',
      questions: 'Hvordan blir deltakerne informert, og kan de reservere seg?',
      answerDueOn: addDays(diary.today, 28),
    });
    yield* give(story, diary.days(14), project.applicant.login, {
      type: 'answer-rek',
      answer: 'De informeres på prosjektets nettside og kan reservere seg der.',
    });
  }
  const answeredAt = diary.work(17, 0.4);
  const rekReference = String(chance.whole(600_000, 899_999));
  const decision = { rekReference, decidedOn: diary.today };
  if (chance.is(0.04)) {
    const reason = 'Ulempen for deltakerne er større enn nytten.';
    yield* give(story, answeredAt, 'rek', { type: 'record-rek-rejection', ...decision, reason });
    return 'rejected';
  }
  yield* give(story, answeredAt, 'rek', {
    type: 'record-rek-approval',
    ...decision,
    validUntilOn: addDays(diary.today, 1_450),
    ...(chance.is(0.2) && { conditions: 'Deltakerne informeres på prosjektets nettside.' }),
  });
  const point = { approval: 'Som i vedtaket', protocol: 'Som i protokollen', matches: true };
  yield* give(story, diary.work(3), caseworker, {
    type: 'compare-with-rek',
    ...{ purpose: point, sources: point, variables: point, period: point, persons: point },
  });
  return 'settled';
}

function* consulted(story: Story, registryId: string): Life {
  const { chance, diary, caseworker } = story;
  yield* give(story, diary.work(2), caseworker, {
    type: 'consult-registry',
    registryId,
    question: 'Er variablene egnet til formålet, og hva koster utleveringen?',
  });
  // Some answer when they have been reminded, and a few never.
  const isLate = chance.is(0.22);
  const answeredAt = diary.work(isLate ? 27 : 8, isLate ? 0.25 : 0.4);
  if (isLate && chance.is(0.12)) {
    const { tracks } = yield* look(diary.work(10));
    const isOverdue = tracks.consultation[registryId]?.state === 'overdue';
    if (isOverdue) {
      yield* give(story, diary.soon(), caseworker, {
        type: 'mark-registry-unreachable',
        registryId,
        reason: 'Registeret har ikke svart på to påminnelser og en telefon.',
      });
    }
    return;
  }
  const isAgainst = chance.is(0.06);
  yield* give(
    story,
    answeredAt,
    adviserOf(registryId),
    { type: 'declare-impartial' },
    {
      type: 'give-advice',
      registryId,
      advice: isAgainst ? 'against' : chance.is(0.25) ? 'for-with-conditions' : 'for',
      reason: isAgainst
        ? 'Variablene er for lite komplette til dette formålet.'
        : 'Variablene er egnet, og utvalget er tydelig avgrenset.',
      hours: chance.whole(4, 30),
      costNok: chance.whole(4, 40) * 1_000,
      weeksToDeliver: chance.whole(3, 12),
    },
  );
}

function* estimated(story: Story): Life {
  const { chance, diary, caseworker, project } = story;
  if (project.kind === 'statistics' && chance.is(0.15)) {
    const reason = 'Studenten ber om ferdig statistikk til masteroppgaven.';
    const ground = 'student-aggregated';
    yield* give(story, diary.work(3), caseworker, { type: 'find-fee-exempt', ground, reason });
    return;
  }
  const hours = Math.min(120, Math.round(chance.around(8 * project.registryIds.length, 0.5)));
  const basis = 'Timer til saksbehandling, uttrekk og tilrettelegging.';
  yield* give(story, diary.work(4), caseworker, { type: 'estimate-fee', hours, basis });
  if (chance.is(0.05)) return;
  yield* give(story, diary.days(6), project.applicant.login, { type: 'accept-estimate' });
}
