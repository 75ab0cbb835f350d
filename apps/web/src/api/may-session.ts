/**
 * Whether asking who is signed in makes sense. The session cookie is out of reach of scripts, and a
 * question that is bound to be refused puts an error in the reader's console.
 */
export const maySession = {
  isLikely: () =>
    localStorage.getItem('tilgang.session') === 'likely' &&
    !window.location.search.includes('sign-in=failed'),
  begin: () => localStorage.setItem('tilgang.session', 'likely'),
  end: () => localStorage.removeItem('tilgang.session'),
};
