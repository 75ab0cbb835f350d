import { Controller, Get } from '@nestjs/common';
import { CurrentActor, type Person } from '#parties';
import { Database } from '#platform';

/** The mailbox of a person of the demonstration. Not part of a production API at all. */
@Controller('api/v1/demo/mail')
export class DemoMailController {
  constructor(private readonly db: Database) {}

  @Get()
  async own(@CurrentActor() { email }: Person) {
    const { rows } = await this.db.pool.query<{ subject: string; body: string; sentAt: Date }>(
      `SELECT subject, body, sent_at AS "sentAt" FROM demo_mail
        WHERE recipient = $1 ORDER BY id DESC LIMIT 50`,
      [email.toLowerCase()],
    );
    return { items: rows };
  }
}
