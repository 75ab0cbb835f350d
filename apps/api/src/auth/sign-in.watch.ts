import { Inject, Injectable } from '@nestjs/common';
import { noteInService } from '#audit';
import type { Clock, Database } from '#platform';
import { AUTH_CLOCK, AUTH_DATABASE } from './auth.tokens.js';
import type { SignInFault } from './sign-in.faults.js';
import { Pace } from './sign-in.pace.js';

export interface RefusedTry {
  fault: SignInFault;
  by: 'browser' | 'token';
  /** By its name in the settings; null where nobody vouches for what was sent. */
  provider: string | null;
  /** The person, where it is known who they are. */
  actorId: string | null;
}

/** Writes refused sign-ins into the log of the service: their kind, and nothing that was sent. */
@Injectable()
export class SignInWatch {
  private readonly pace = new Pace();

  constructor(
    @Inject(AUTH_DATABASE) private readonly db: Database,
    @Inject(AUTH_CLOCK) private readonly clock: Clock,
  ) {}

  /** @param source who tries it, by address or by name; it is compared and not kept in the log */
  async tell({ fault, by, provider, actorId }: RefusedTry, source: string): Promise<void> {
    const untold = this.pace.next(`${fault} ${source}`, Date.now());
    if (untold === null) return;
    const data = { fault, by, ...(provider && { provider }), ...(untold > 0 && { untold }) };
    const event = { type: 'sign-in-refused', outcome: 'refused' as const, actorId, data };
    const now = await this.clock.now();
    await this.db.transaction((tx) => noteInService(tx, { ...event, actorRole: null }, now));
  }
}
