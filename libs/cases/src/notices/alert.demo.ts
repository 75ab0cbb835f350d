import type { Clock, Database } from '#platform';
import type { AlertChannel, AlertMail } from './alert.channel.js';

/** The mailboxes of the demonstration: what would have been sent can be read in it. */
export class DemoMailbox implements AlertChannel {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async send({ to, subject, text }: AlertMail): Promise<void> {
    await this.db.pool.query(
      'INSERT INTO demo_mail (recipient, subject, body, sent_at) VALUES ($1, $2, $3, $4)',
      [to, subject, text, await this.clock.now()],
    );
  }
}
