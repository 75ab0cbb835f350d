import type { TFunction } from 'i18next';

/** Why a channel did not bring a letter, in words; its codes are ours but for those of eFormidling. */
export function failureInWords(t: TFunction, code: string | null): string {
  const answered = /^eformidling-\w+-answered-(\d+)$/.exec(code ?? '');
  if (answered) return t('dispatch.failure.eformidling-refused', { status: answered[1] });
  return t([`dispatch.failure.${code}`, 'dispatch.failure.other']);
}
