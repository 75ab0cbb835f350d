import { type Actor } from '#parties';
import { osloDate } from '../../libs/cases/src/clocks/calendar.rules.js';
import { type CaseCommand } from '../../libs/cases/src/case.commands.js';
import { consequencesOf } from '../../libs/cases/src/case.consequences.js';
import { allowedCommands, decide, evolve, newCase } from '../../libs/cases/src/case.machine.js';
import type { AccessCase, Context } from '../../libs/cases/src/case.model.js';
import { isCauseOf } from '../../libs/cases/src/letter.causes.rules.js';
import type { LetterOrder } from '../../libs/letters/src/wording/letter.templates.js';
import type { LoggedCaseEvent } from '../../libs/cases/src/clocks/clock.model.js';
import { currentForm } from '../../libs/cases/src/form/form.files.js';
import { people, registryIds, type Stage, type Step, stepsTo } from './journey.js';

export const firstDay = newCase({
  id: 'c0000000-0000-4000-8000-000000000000',
  reference: 'HDS-2026-000001',
  kind: 'individual-level',
  parentId: null,
  applicantId: people.applicant.personId ?? '',
  language: 'nb',
});

export interface Play {
  accessCase: AccessCase;
  events: LoggedCaseEvent[];
  texts: Record<string, string>;
  draft: Context['draft'];
  letters?: Context['letters'];
  permitContent?: Context['permitContent'];
  /** The days that were set for rules passed without one. */
  ruleDates?: Context['ruleDates'];
  draftChangedOn?: string;
  parent?: Context['parent'];
  /** The letters that the events have caused. */
  caused?: { event: string; order: LetterOrder }[];
}

let ids = 0;

const peopleById: Context['people'] = Object.fromEntries(
  Object.values<Actor>(people).map(({ personId, name, roles, unitId = null }) => [
    personId ?? '',
    { name, roles, unitId },
  ]),
);
/** Two of the registries lie within the institution of Helsedataservice, one outside. */
const controllers: Record<string, string> = {
  [registryIds.npr]: 'Folkehelseinstituttet',
  [registryIds.dar]: 'Folkehelseinstituttet',
  [registryIds.stroke]: 'St. Olavs hospital',
};

export function contextFor(
  play: Play,
  actor: Actor,
  now = new Date('2026-11-02T09:00:00Z'),
): Context {
  return {
    actor,
    now,
    today: osloDate(now),
    newId: () => `id-${++ids}`,
    draft: play.draft,
    draftChangedOn: play.draftChangedOn ?? '2026-11-02',
    form: currentForm('2026-11-02'),
    twinReference: null,
    permitToChange: { isInForce: true, isOwn: true, isBeingChanged: false },
    applicantName: people.applicant.name,
    assigneeName: people.caseworker.name,
    people: peopleById,
    prices: {
      validFrom: '2023-03-15',
      oneSourceNok: 1_500,
      severalSourcesNok: 3_000,
      hourNok: 1_155,
    },
    registries: Object.fromEntries(
      Object.values(registryIds).map((id) => [
        id,
        {
          name: id,
          kind: id === registryIds.stroke ? ('quality' as const) : ('statutory' as const),
          hasRecipientKey: true,
          controller: controllers[id] ?? null,
          inRegulation: id !== registryIds.stroke,
          decidedBy: id === registryIds.stroke ? ('controller' as const) : ('hds' as const),
        },
      ]),
    ),
    catalogue: [],
    file: { sizeBytes: 1, sha256: '0'.repeat(64), state: 'clean' },
    texts: play.texts,
    permitNumber: '000001',
    letters: play.letters ?? [],
    permitContent: play.permitContent ?? null,
    parent: play.parent ?? null,
    profile: 'norwegian',
    ruleDates: play.ruleDates ?? {},
    settingVersions: [],
  };
}

export function give(
  play: Play,
  { by, command }: Step,
  now?: Date,
): Play | { refused: { code: string } } {
  const context = contextFor(play, people[by], now);
  const full = { ...command, version: play.accessCase.version } as CaseCommand;
  const decision = decide(play.accessCase, full, context);
  if ('refused' in decision) return decision;
  const texts = { ...play.texts };
  for (const { id, body } of decision.texts) texts[id] = body;
  const draft = decision.draft ?? play.draft;
  const accessCase = evolve(play.accessCase, decision.event);
  // A letter that cannot be made from what the case holds throws here.
  const { letters } = consequencesOf(accessCase, decision.event, {
    ...context,
    texts,
    draft,
    permitContent: decision.permitVersion
      ? (JSON.parse(decision.permitVersion.content) as Context['permitContent'])
      : context.permitContent,
  });
  const caused = letters.map((order) => ({ event: decision.event.type, order }));
  refuseUnknownCause(caused);
  return {
    ...play,
    accessCase,
    // A draft's creation is the first event of every case.
    events: [...play.events, { ...decision.event, at: context.now, seq: play.events.length + 2 }],
    texts,
    draft,
    ...(play.letters && { letters: play.letters }),
    permitContent: decision.permitVersion
      ? (JSON.parse(decision.permitVersion.content) as Context['permitContent'])
      : (play.permitContent ?? null),
    draftChangedOn: decision.draft ? context.today : context.draftChangedOn,
    caused: [...(play.caused ?? []), ...caused],
  };
}

/** Whatever a test plays: a letter that the table of causes does not know of stops it. */
function refuseUnknownCause(caused: NonNullable<Play['caused']>): void {
  for (const { event, order } of caused) {
    if (isCauseOf(event, order.kind, order.recipient.kind)) continue;
    throw new Error(
      `letter.causes.rules.ts does not say that ${event} causes ${order.kind} to ${order.recipient.kind}`,
    );
  }
}

export function given(...steps: Step[]): Play {
  let play: Play = { accessCase: firstDay, events: [], texts: {}, draft: {} };
  for (const step of steps) {
    const next = give(play, step);
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    play = next;
  }
  return play;
}

export const at = (stage: Stage) => given(...stepsTo(stage));

export const offersTo = (play: Play, by: Step['by']) =>
  allowedCommands(play.accessCase, people[by]).map(({ name }) => name);

export function refusal(play: Play, step: Step): string {
  const result = give(play, step);
  return 'refused' in result ? result.refused.code : 'accepted';
}
