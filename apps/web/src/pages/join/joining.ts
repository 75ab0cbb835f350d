/** What somebody is invited to: a role in the house, or the project of a case. */
type Invited = 'role' | 'project';

const kept: Record<Invited, string> = {
  role: 'tilgang.joining',
  project: 'tilgang.joining-project',
};

/**
 * The token of the invitation that was opened. It came after the mark # of the address, where no
 * server sees it, and is kept in this tab while the person signs in; then it is gone from the address.
 */
export function joiningToken(to: Invited = 'role'): string | null {
  const token = /^#([\w-]{43})$/.exec(window.location.hash)?.[1];
  if (token) {
    sessionStorage.setItem(kept[to], token);
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return sessionStorage.getItem(kept[to]);
}

export function forgetJoining(to: Invited = 'role'): void {
  sessionStorage.removeItem(kept[to]);
}
