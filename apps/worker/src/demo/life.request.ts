import { type AccessCase, addDays, type Draft } from '#cases';
import { advice } from './life.advice.js';
import { decision, worked } from './life.decision.js';
import { intake } from './life.intake.js';
import { give, look, type Life, type Newborn, type Story } from './life.js';
import type { Pace } from './office.diary.js';

export type RequestKind = 'change' | 'extension' | 'data-update';

/** A case that asks something of the permit of another. */
export function requestOf(
  story: Story,
  kind: RequestKind,
  parent: AccessCase,
  at: Date,
  pace: Pace,
): Newborn {
  const { applicant } = story.project;
  const endsOn = parent.tracks.permit.endsOn ?? '';
  return {
    kind,
    login: applicant.login,
    language: applicant.language,
    at,
    parentId: parent.id,
    live: (granted) => answered(story, kind, { endsOn, granted }, pace),
  };
}

function* answered(
  story: Story,
  kind: RequestKind,
  { endsOn, granted }: { endsOn: string; granted: Draft },
  pace: Pace,
): Life {
  const { chance, diary, caseworker } = story;
  const wished = () => ({ ...granted, ...wish(kind, endsOn, diary.today) });
  if ((yield* intake(story, kind, wished)) === 'over') return;
  if ((yield* advice(story, pace)) === 'rejected') return;
  if (kind !== 'extension' && endsOn < addDays(diary.today, 60)) {
    const reason = 'Tillatelsen går ut før vi rekker å bruke det vi ba om.';
    yield* give(story, diary.days(3), story.project.applicant.login, { type: 'withdraw', reason });
    return;
  }
  yield* worked(story, 'case-handling', 0.5);
  const before = yield* look(diary.soon());
  const outcome = chance.is(0.12) ? 'refused' : 'granted';
  const permitEndsOn = () => (kind === 'extension' ? addDays(endsOn, 365) : endsOn);
  const after = yield* decision(story, kind, before, { outcome, permitEndsOn });
  if (after.tracks.access.state === 'refused' || !chance.is(0.6)) return;
  // Carried into the permit in the night; then nothing is left to do here.
  yield* give(story, diary.work(6), caseworker, { type: 'close-case' });
}

/** What the form asks of every request, and what this one wishes. */
function wish(kind: RequestKind, endsOn: string, today: string): Draft {
  const reasons: Draft = {
    changeReason: 'Fagfellene ba om en analyse til, og den trenger mer.',
    changeEthicsStatus: 'covered',
  };
  if (kind === 'extension') {
    return { ...reasons, accessPeriod: { fromOn: today, toOn: addDays(endsOn, 365) } };
  }
  // New data are joined to those that the project has.
  if (kind === 'data-update') return { ...reasons, changeSameSerialNumbers: true };
  return {
    ...reasons,
    changeKinds: ['environment'],
    changeSameSerialNumbers: true,
    recipientEnvironment: 'Sikkert forskningsmiljø i Demoskyen',
  };
}
