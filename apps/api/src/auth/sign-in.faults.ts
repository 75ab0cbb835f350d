import { Refused } from '#platform';

/** What was wrong with a sign-in or a token, by kind: all that is told of it, never what was sent. */
export type SignInFault =
  | 'token-malformed'
  | 'issuer-unknown'
  | 'signature-wrong'
  | 'claims-not-for-us'
  | 'token-expired'
  | 'signed-out-since'
  | 'person-unknown'
  | 'role-not-held'
  /** A system's token names no organisation and client as Maskinporten does. */
  | 'organisation-not-named'
  /** No administrator has let this organisation's client in. */
  | 'organisation-unknown'
  /** It names an organisation and asks for what our own table does not give it. */
  | 'organisation-not-represented'
  | 'given-up-at-provider'
  | 'code-not-valid'
  | 'answer-not-ours'
  | 'second-try'
  | 'level-too-low'
  | 'sign-in-not-fresh'
  | 'named-by-identity-number';

/** Refused before it is known who asks, or because of what they say they are. */
export class RefusedSignIn extends Refused {
  constructor(
    code: string,
    readonly fault: SignInFault,
    kind: 'signed-out' | 'role' = 'signed-out',
    /** Who the token or answer, found good, names; for telling tries apart and kept nowhere. */
    readonly named: string | null = null,
  ) {
    super({ code, kind });
  }
}
