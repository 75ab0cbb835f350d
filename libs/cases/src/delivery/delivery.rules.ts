import { prohibitedUse } from '../application/application.rules.js';
import { hasFlag } from '../intake/case.flag.machine.js';
import { liftingOf } from '../decisions/case.exemption.rules.js';
import { needsEthicsClarified, needsExemption } from '../case.kind.rules.js';
import type { AccessCase, Refusing } from '../case.model.js';
import { refuseUnsettledEthics } from '../advice/ethics.rules.js';
import { refuse } from '../refusal.rules.js';
import { addMonths } from '../clocks/calendar.rules.js';
import { settingsOn, type SettingVersion } from '../settings/setting.rules.js';
import type { Delivery } from './delivery.model.js';

/**
 * Whether what a delivery rests on still holds. A permit lives on when the exemption is revoked,
 * REK's approval runs out or the use turns out to be a prohibited one; nothing is delivered on it.
 */
export function refuseUnfounded(
  { kind, tracks }: AccessCase,
  registryId: string,
  today: string,
): Refusing | null {
  if (hasFlag(tracks, 'prohibited-use')) {
    return refuse('prohibited-use', prohibitedUse('flag.prohibited-use'));
  }
  const ethics = needsEthicsClarified(kind) ? refuseUnsettledEthics(tracks, today) : null;
  if (ethics && fallen.includes(ethics.refused.code)) return ethics;
  const isOwn = (tracks.access.sources ?? []).some((source) => source.registryId === registryId);
  if (!isOwn || !needsExemption(kind) || liftingOf(tracks, registryId, today)) return null;
  return refuse('confidentiality-not-lifted', {
    field: `exemption.${registryId}`,
    rule: 'consent, another exception or an exemption lifts confidentiality (section 19 a)',
    todo: 'deliver nothing from this source until an exemption covers it again',
  });
}

/** What REK had approved and no longer does (section 19 a fifth paragraph). */
const fallen = ['rek-approval-expired', 'rek-rejected'];

/** The last day on which the recipient may report an error; null before anything was delivered. */
export function errorWindowEndsOn(
  { deliveredOn, redeliveredOn }: Delivery,
  versions: readonly SettingVersion[],
): string | null {
  const on = redeliveredOn ?? deliveredOn;
  if (on === undefined) return null;
  return addMonths(on, settingsOn(on, versions)['delivery-error-months']);
}
