import type { Tracks } from '../case.model.js';

/**
 * When the last of the application came: the day it was complete, whenever it is found to be. The 30
 * or 60 working days run from there, so that no day it lay unread is lost to the applicant
 * (helseregisterloven section 19 f).
 */
export function wholeSinceOn({ application, information }: Tracks, today: string): string {
  const answers = Object.values(information)
    .filter(({ state }) => state === 'answered')
    .map(({ sentOn }) => sentOn);
  const came = [application.submittedOn, application.lastReceivedOn, ...answers];
  const last =
    came
      .filter((on) => on !== undefined)
      .sort()
      .at(-1) ?? today;
  return last < today ? last : today;
}
