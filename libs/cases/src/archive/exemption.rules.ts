import exemptionData from '../../../../data/rules/exemptions.json' with { type: 'json' };
import type { Flag, Tracks } from '../case.model.js';

/**
 * Exemptions from public access: a code, and the provision that a refusal must cite by section,
 * paragraph and letter (offentleglova section 31).
 */
export type ExemptionCode = keyof typeof exemptionData;

export const exemptionCodes = Object.keys(exemptionData) as [ExemptionCode, ...ExemptionCode[]];

/** The provision, as the journal and a refusal cite it. */
export function provisionOf(code: ExemptionCode): string {
  return exemptionData[code].provision;
}

/** What a flag on the case exempts its documents by; it comes before what their kind says. */
const exemptionOfFlag: Readonly<Record<Flag, ExemptionCode>> = {
  'threat-to-society': '24-danger',
  'protected-interests': '13-trade-secrets',
  'section-9b-registry': '13-personal',
  'direct-identifiers': '13-personal',
  'prohibited-use': '13-personal',
  'research-idea': '26-research-ideas',
};

/** The exemption that the flags of a case ask for, the gravest first; null where none is set. */
export function exemptionByFlags({
  tracks,
}: {
  tracks: Pick<Tracks, 'flag'>;
}): ExemptionCode | null {
  const flag = (Object.keys(exemptionOfFlag) as Flag[]).find(
    (each) => tracks.flag[each]?.state === 'set',
  );
  return flag ? exemptionOfFlag[flag] : null;
}
