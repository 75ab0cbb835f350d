import { addDays } from '../clocks/calendar.rules.js';
import type { Decide } from '../case.model.js';
import { refuse } from '../refusal.rules.js';
import { keyFilesLacking } from './linkage.plan.model.js';

type DestructionCommand =
  | 'order-key-destruction'
  | 'withdraw-key-destruction'
  | 'confirm-key-destruction'
  | 'record-keys-destroyed';

/** How long an order to destroy keys may wait for the second custodian. */
const destructionWaitDays = 30;

export const destructionDecisions: { [Name in DestructionCommand]: Decide<Name> } = {
  'order-key-destruction': ({ tracks }, _, { actor, today, newId }) => {
    if (tracks.linkage.isExtension) return keysOfTheParent;
    return tracks.closure.state === 'deletion-confirmed'
      ? {
          facts: {
            orderedBy: actor.personId,
            orderedByName: actor.name,
            orderedOn: today,
            destructionId: newId(),
          },
        }
      : refuse('deletion-not-confirmed', {
          field: 'closure',
          rule: 'keys are destroyed when the data user has confirmed deletion',
          todo: 'await the confirmation',
        });
  },

  'withdraw-key-destruction': ({ tracks }) => ({
    to: keyFilesLacking(tracks).length === 0 ? 'complete' : 'domain-created',
    facts: { orderedBy: null, orderedByName: null, orderedOn: null, destructionId: null },
  }),

  'confirm-key-destruction': ({ tracks }, _, { actor, today }) => {
    const { orderedBy, orderedOn } = tracks.linkage;
    if (orderedBy === actor.personId) {
      return refuse('same-person-twice', {
        field: 'orderedBy',
        rule: 'two custodians are needed to destroy the keys of a project',
        todo: 'have another custodian confirm',
      });
    }
    // What was signed for the vault when it was ordered does not hold for ever.
    return orderedOn && addDays(orderedOn, destructionWaitDays) >= today
      ? { facts: { confirmedBy: actor.personId, confirmedByName: actor.name } }
      : refuse('destruction-order-too-old', {
          field: 'orderedOn',
          rule: `an order is confirmed within ${destructionWaitDays} days`,
          todo: 'withdraw it, and order the destruction again',
        });
  },

  'record-keys-destroyed': ({ tracks }, { type, version, ...certified }) => {
    const { isExtension } = tracks.linkage;
    // Keys that are gone before the data are deleted end nothing but the linkage.
    const isEnd = !isExtension && tracks.closure.state === 'deletion-confirmed';
    return { facts: certified, ...(isEnd && { moves: { closure: 'keys-destroyed' } }) };
  },
};

const keysOfTheParent = refuse('keys-of-the-parent', {
  field: 'linkage',
  rule: 'the serial numbers are those of the project, and so are their keys',
  todo: 'have the keys destroyed in the case that holds the permit',
});
