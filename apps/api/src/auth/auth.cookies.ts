import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What must be remembered between leaving for the identity provider and coming back. */
export interface SignInTransaction {
  state: string;
  nonce: string;
  codeVerifier: string;
  returnTo: string;
  /** The provider it was begun at: an answer is redeemed nowhere else. */
  provider: string;
  /** Whether the person is to prove anew who they are, for a signature. */
  isFresh: boolean;
  begunAtMs: number;
}

export const transactionSeconds = 600;
/** Browsers keep four thousand bytes in a cookie. */
const longestHint = 3_500;

/**
 * The cookies of sign-in. All are out of reach of scripts and bound to this host; with TLS
 * their names carry `__Host-`, so that no other host of the domain can plant them.
 */
export class AuthCookies {
  private readonly secure: boolean;
  private readonly key: Uint8Array;

  constructor(publicUrl: string, secret: string) {
    this.secure = new URL(publicUrl).protocol === 'https:';
    this.key = new Uint8Array(hkdfSync('sha256', secret, '', 'tilgang sign-in transaction', 32));
  }

  sessionToken(request: FastifyRequest): string | undefined {
    return this.read(request, 'tilgang-session');
  }

  setSession(reply: FastifyReply, token: string, hours: number): void {
    this.write(reply, 'tilgang-session', token, Math.floor(hours * 3600));
  }

  clearSession(reply: FastifyReply): void {
    this.write(reply, 'tilgang-session', '', 0);
  }

  /** Encrypted: the code verifier and nonce are of no concern to the browser that carries them. */
  async setTransaction(reply: FastifyReply, transaction: SignInTransaction): Promise<void> {
    const sealed = await this.sealed({ ...transaction }, transactionSeconds);
    this.write(reply, 'tilgang-sign-in', sealed, transactionSeconds);
  }

  /** The transaction the browser brings back, once; null when absent, altered or too old. */
  async takeTransaction(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<SignInTransaction | null> {
    const sealed = this.read(request, 'tilgang-sign-in');
    if (!sealed) return null;
    this.write(reply, 'tilgang-sign-in', '', 0);
    return this.opened<SignInTransaction>(sealed);
  }

  /**
   * The identity token, kept by the browser for signing out at the provider, and by nobody else: it
   * may hold a national identity number, and those never enter the case database. One too long for
   * a cookie is left out: the provider then asks before it signs out.
   */
  async setSignOutHint(reply: FastifyReply, idToken: string, hours: number): Promise<void> {
    const seconds = Math.floor(hours * 3600);
    const whole = await this.sealed({ idToken }, seconds);
    const hint = whole.length <= longestHint ? whole : await this.sealed({}, seconds);
    this.write(reply, 'tilgang-sign-out', hint, seconds);
  }

  /** Null where there is no place at the provider to sign out. */
  async takeSignOutHint(
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ idToken?: string } | null> {
    const sealed = this.read(request, 'tilgang-sign-out');
    if (!sealed) return null;
    this.write(reply, 'tilgang-sign-out', '', 0);
    return this.opened<{ idToken?: string }>(sealed);
  }

  private sealed(content: Record<string, unknown>, seconds: number): Promise<string> {
    return new EncryptJWT(content)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setExpirationTime(`${seconds}s`)
      .encrypt(this.key);
  }

  private async opened<Content>(sealed: string): Promise<Content | null> {
    try {
      const { payload } = await jwtDecrypt<Content>(sealed, this.key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  private read(request: FastifyRequest, name: string): string | undefined {
    const start = `${this.nameOf(name)}=`;
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
    return pairs.find((pair) => pair.startsWith(start))?.slice(start.length) || undefined;
  }

  /** Our values are tokens of letters, digits, `-`, `_` and `.`: nothing in them needs encoding. */
  private write(reply: FastifyReply, name: string, value: string, maxAge: number): void {
    const parts = [`${this.nameOf(name)}=${value}`, `Max-Age=${maxAge}`, 'Path=/', 'HttpOnly'];
    if (this.secure) parts.push('Secure');
    void reply.header('set-cookie', [...parts, 'SameSite=Lax'].join('; '));
  }

  private nameOf(name: string): string {
    return this.secure ? `__Host-${name}` : name;
  }
}
