const colours: Record<string, 'success' | 'warning' | 'danger' | 'info'> = {
  granted: 'success',
  'partly-granted': 'success',
  approved: 'success',
  active: 'success',
  complete: 'success',
  received: 'success',
  advised: 'success',
  decided: 'success',
  refused: 'danger',
  rejected: 'danger',
  proposed: 'warning',
  required: 'warning',
  requested: 'info',
  forwarded: 'info',
  acknowledged: 'info',
  submitted: 'info',
  'pre-screening': 'info',
  'in-assessment': 'info',
  'in-delivery': 'info',
  ordered: 'info',
  accepted: 'info',
  planned: 'info',
  'domain-ordered': 'info',
  'domain-created': 'info',
};

/** A colour beside the word of a state, never instead of it. */
export function colourOf(state: string) {
  return colours[state] ?? 'neutral';
}
