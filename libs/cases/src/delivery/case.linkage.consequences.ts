import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { AccessCase, Context } from '../case.model.js';
import { type ConsequencesOf, applicant, base, letters } from '../consequence.model.js';

export const linkageConsequences: ConsequencesOf = {
  'linkage-ordered': 'nothing',
  'linkage-domain-ordered': () => ({ letters: [], jobs: [{ job: 'create-domain' }] }),
  'linkage-plan-changed': 'nothing',
  'domain-created': 'nothing',
  'linkage-paused': () => ({ letters: [], jobs: [{ job: 'pause-domain' }] }),
  'linkage-resumed': () => ({ letters: [], jobs: [{ job: 'pause-domain' }] }),
  'linkage-pause-recorded': 'nothing',
  'linkage-step-recorded': 'nothing',
  'key-file-recorded': 'nothing',
  'numbers-corrected': 'nothing',
  'bridge-corrected': 'nothing',
  'linkage-completed': 'nothing',
  'key-destruction-ordered': 'nothing',
  'key-destruction-withdrawn': 'nothing',
  'key-destruction-confirmed': () => ({ letters: [], jobs: [{ job: 'destroy-domain' }] }),
  // Of a domain that several cases used, the certificate goes out once.
  'keys-destroyed': (accessCase, _, context) =>
    accessCase.tracks.linkage.isExtension ? letters() : letters(certificate(accessCase, context)),
};

function certificate(
  { reference, tracks, applicantId }: AccessCase,
  context: Context,
): LetterOrder {
  const { linkage, permit } = tracks;
  return {
    kind: 'destruction-certificate',
    recipient: applicant(applicantId, context),
    data: {
      ...base(reference, context),
      permitReference: permit.permitReference ?? '',
      domainId: linkage.domainId ?? '',
      destroyedAt: linkage.destroyedAt ?? '',
      orderedByName: linkage.orderedByName ?? '',
      serialNumberCount: linkage.serialNumberCount ?? 0,
      certificateSha256: linkage.certificateSha256 ?? '',
    },
  };
}
