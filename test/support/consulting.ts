import { registryIds, type Step, stepsTo } from './journey.js';
import { give, given, type Play } from './play.js';

/** Steps of a consultation, for the tests of it. */
export type Command = Step['command'];
export type Who = Step['by'];
const { npr, stroke } = registryIds;
export const step = (by: Who, command: Command): Step => ({ by, command });
export const on = (day: string) => new Date(`${day}T09:00:00Z`);

export const consult = (registryId: string, answerDueOn?: string): Step =>
  step('caseworker', {
    type: 'consult-registry',
    registryId,
    question: 'Er variablene egnet?',
    ...(answerDueOn && { answerDueOn }),
  });
export const advise = (
  advice: 'for' | 'for-with-conditions' | 'against',
  more: Partial<Extract<Command, { type: 'give-advice' }>> = {},
  registryId: string = npr,
): Step =>
  step(registryId === npr ? 'adviserNpr' : 'adviserStroke', {
    type: 'give-advice',
    registryId,
    advice,
    reason: 'Vårt råd',
    ...more,
  });
export const impartial: Step[] = [
  step('adviserNpr', { type: 'declare-impartial' }),
  step('adviserStroke', { type: 'declare-impartial' }),
];
export const asked = given(
  ...stepsTo('in-assessment'),
  consult(npr),
  consult(stroke),
  ...impartial,
);

/** The steps one after another, each on its day. */
export function days(play: Play, ...steps: [day: string, step: Step][]): Play {
  return steps.reduce((before, [day, each]) => {
    const next = give(before, each, on(day));
    if ('refused' in next) throw new Error(`${each.command.type}: ${next.refused.code}`);
    return next;
  }, play);
}
export const then = (play: Play, ...steps: Step[]) =>
  days(play, ...steps.map((each): [string, Step] => ['2026-11-02', each]));
export const refusalOn = (day: string, play: Play, each: Step) => {
  const next = give(play, each, on(day));
  return 'refused' in next ? next.refused.code : 'accepted';
};
export const of = (play: Play, registryId: string = npr) =>
  play.accessCase.tracks.consultation[registryId];

/** A proposed source, with its variables if any. */
export const grant = (
  registryId: string,
  isGranted = true,
  variables?: Record<string, boolean>,
) => [
  {
    registryId,
    isGranted,
    ...(variables && {
      variables: Object.entries(variables).map(([name, granted]) => ({
        name,
        isGranted: granted,
      })),
    }),
  },
];
