import type { LetterData, LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import { grantedRegistryIds } from '../decisions/case.access.machine.js';
import type { AccessCase, Context } from '../case.model.js';
import { base, registry } from '../consequence.model.js';

/** Tells every registry that delivers on the permit what has become of it (d64 R9.3.6, R9.4.11). */
export function permitNotices(
  accessCase: AccessCase,
  what: LetterData['permit-notice']['what'],
  fromAt: string,
  context: Context,
): LetterOrder[] {
  const { permit } = accessCase.tracks;
  return grantedRegistryIds(accessCase.tracks).map((registryId) => ({
    kind: 'permit-notice',
    recipient: registry(registryId, context),
    data: {
      ...base(accessCase.reference, context),
      permitReference: permit.permitReference ?? '',
      what,
      fromAt,
      endsOn: permit.endsOn ?? '',
    },
  }));
}
