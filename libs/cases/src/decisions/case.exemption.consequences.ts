import { isDecidedByController } from './case.access.rules.js';
import type { AccessCase, Context } from '../case.model.js';
import { type ConsequencesOf, type Follow, letters } from '../consequence.model.js';
import { exemptionNotices, exemptionRevocation } from './exemption-letter.rules.js';
import { exemptionLetter } from './decision-letter.rules.js';
import type { ExemptionBasis } from './decision.model.js';

const tellAlone: Follow = (accessCase, { part }, context) =>
  letters(exemptionLetter(accessCase, part as ExemptionBasis, context));

/** A grant goes out with the access decision, where one will follow; else in a letter of its own. */
const tellGrant: Follow = (accessCase, event, context) =>
  hasAccessToCome(accessCase, event.part as ExemptionBasis, context)
    ? letters()
    : tellAlone(accessCase, event, context);

export const exemptionConsequences: ConsequencesOf = {
  'exemption-found-not-needed': 'nothing',
  'exemption-drafted': 'nothing',
  'exemption-proposed': 'nothing',
  'exemption-returned': 'nothing',
  'exemption-signed': tellGrant,
  'partial-exemption-signed': tellGrant,
  'exemption-refusal-signed': tellAlone,
  'exemption-revoked': (accessCase, { part }, context) =>
    letters(
      exemptionRevocation(accessCase, part as ExemptionBasis, context),
      ...exemptionNotices(accessCase, part as ExemptionBasis, 'revoked', context),
    ),
  'exemption-expired': (accessCase, { part }, context) =>
    letters(...exemptionNotices(accessCase, part as ExemptionBasis, 'expired', context)),
};

/** Whether Helsedataservice decides on access to any source that the exemption covers. */
function hasAccessToCome({ tracks }: AccessCase, basis: ExemptionBasis, context: Context): boolean {
  return (tracks.exemption[basis]?.sources ?? []).some(
    ({ registryId }) => !isDecidedByController(tracks, registryId, context),
  );
}
