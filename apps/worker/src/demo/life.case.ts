import { addDays } from '#cases';
import type { Chance } from './chance.js';
import { caseworkers, decisionMakers } from './history.people.js';
import { applicationOf, projectOf } from './history.projects.js';
import { advice } from './life.advice.js';
import { decision, type Outcome, worked } from './life.decision.js';
import { deliveries, linkage } from './life.delivery.js';
import { appeal, ending } from './life.ending.js';
import { intake } from './life.intake.js';
import { give, type Life, look, type Newborn, type Story } from './life.js';
import { type RequestKind, requestOf } from './life.request.js';
import { OfficeDiary, type Pace } from './office.diary.js';

/** One case of a history, with all that comes of it; opened at this moment. */
export function newcomer(chance: Chance, at: Date, office: Pace): Newborn {
  const project = projectOf(chance);
  const { kind, applicant } = project;
  const isIndividual = kind === 'individual-level';
  const pace: Pace = (on) => office(on) * (isIndividual ? 1.4 : 2.6);
  const story: Story = {
    project,
    chance,
    diary: new OfficeDiary(chance, at, pace),
    caseworker: chance.weighed(caseworkers, (each) =>
      isIndividual ? each.individual : each.others,
    ).login,
    decisionMaker: chance.pick(decisionMakers),
    impartial: new Set(),
  };
  return {
    kind,
    login: applicant.login,
    language: applicant.language,
    at,
    parentId: null,
    live: () => whole(story, pace),
  };
}

function* whole(story: Story, pace: Pace): Life {
  const { chance, diary, project, caseworker } = story;
  const { kind } = project;
  const isIndividual = kind === 'individual-level';
  const draft = () => applicationOf(project, diary.today);
  if ((yield* intake(story, kind, draft)) === 'over') return;
  const ethics = isIndividual || chance.is(0.2) ? yield* advice(story, pace) : 'settled';
  if (chance.is(0.03)) {
    const reason = 'Vi har funnet opplysningene et annet sted.';
    yield* give(story, diary.days(5), project.applicant.login, { type: 'withdraw', reason });
    return;
  }
  if (chance.is(0.06)) yield* postponed(story);
  const outcome = ethics === 'rejected' ? 'refused' : outcomeOf(chance, isIndividual);
  const permitEndsOn = endOf(chance, isIndividual);
  const before = yield* look(diary.soon());
  let after = yield* decision(story, kind, before, { outcome, permitEndsOn });
  const { state } = after.tracks.access;
  if (state !== 'granted' && ethics !== 'rejected' && chance.is(state === 'refused' ? 0.4 : 0.12)) {
    const settled = yield* appeal(story);
    if (settled === 'reversed') {
      const again = yield* look(diary.nextDay());
      after = yield* decision(story, kind, again, { outcome: 'granted', permitEndsOn });
    }
  }
  if (after.tracks.access.state === 'refused') {
    if (chance.is(0.7)) yield* give(story, diary.work(25), caseworker, { type: 'close-case' });
    return;
  }
  yield* used(story, pace);
}

/** From the permit to the end of the project. */
function* used(story: Story, pace: Pace): Life {
  const { diary, project, caseworker } = story;
  const permitted = yield* give(story, diary.work(2), caseworker, { type: 'issue-permit' });
  yield* requests(story, permitted, pace);
  if (project.kind === 'individual-level') yield* linkage(story, permitted);
  yield* deliveries(story, permitted, pace);
  yield* worked(story, 'preparation', 0.7);
  const { tracks } = yield* look(diary.work(5));
  const isBillable = tracks.fee.state === 'accepted' && tracks.fee.minutes !== undefined;
  if (isBillable && ['decided', 'in-delivery'].includes(tracks.application.state)) {
    yield* give(story, diary.soon(), caseworker, { type: 'issue-invoice-basis' });
  }
  yield* ending(story, permitted);
}

/** What a permit is asked to be: more, longer, or up to date. Each is a case of its own. */
function* requests(story: Story, permitted: Parameters<typeof requestOf>[2], pace: Pace): Life {
  const { chance, project, diary } = story;
  if (project.kind === 'statistics') return;
  const kind = chance.among<RequestKind | 'none'>({
    none: 62,
    change: 22,
    extension: 11,
    'data-update': 5,
  });
  if (kind === 'none') return;
  const endsOn = permitted.tracks.permit.endsOn ?? '';
  const its = chance.apart();
  const own = new OfficeDiary(its, diary.soon(), pace);
  // Longer is asked for when the end comes near.
  const at = kind === 'extension' ? own.on(addDays(endsOn, -its.whole(95, 170))) : own.days(120);
  if (own.today > addDays(endsOn, -60)) return;
  const next: Story = {
    ...story,
    chance: its,
    diary: own,
    caseworker: its.weighed(caseworkers, ({ others }) => others).login,
    decisionMaker: its.pick(decisionMakers),
    impartial: new Set(),
  };
  yield { at: diary.soon(), born: requestOf(next, kind, permitted, at, pace) };
}

function* postponed(story: Story): Life {
  const { diary, caseworker } = story;
  const at = diary.soon();
  yield* give(story, at, caseworker, {
    type: 'postpone',
    reason: 'Vi venter på en avklaring om variablene fra registeret.',
    likelyOn: addDays(diary.today, 110),
  });
  diary.work(15);
}

function outcomeOf(chance: Chance, isIndividual: boolean): Outcome {
  return isIndividual
    ? chance.among({ granted: 76, 'partly-granted': 15, refused: 9 })
    : chance.among({ granted: 93, 'partly-granted': 3, refused: 4 });
}

/** Some permits are short enough for their end to be seen within the history. */
function endOf(chance: Chance, isIndividual: boolean): (decidedOn: string) => string {
  const isShort = chance.is(isIndividual ? 0.35 : 0.6);
  const days = isShort ? chance.whole(190, 320) : chance.whole(420, 1_000);
  return (decidedOn) => addDays(decidedOn, days);
}
