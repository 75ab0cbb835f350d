const kept = 'tilgang.joining';

/**
 * The token of the invitation that was opened. It came after the mark # of the address, where no
 * server sees it, and is kept in this tab while the person signs in; then it is gone from the address.
 */
export function joiningToken(): string | null {
  const token = /^#([\w-]{43})$/.exec(window.location.hash)?.[1];
  if (token) {
    sessionStorage.setItem(kept, token);
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return sessionStorage.getItem(kept);
}

export function forgetJoining(): void {
  sessionStorage.removeItem(kept);
}
