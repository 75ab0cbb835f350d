import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database, validated } from '#platform';
import { markRead, noticesFor } from './notice.queries.js';

export const noticeQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  unread: z.stringbool().default(false),
});

/** The notices that have been read; left out: all of them. */
export const readNotices = z.strictObject({ ids: z.array(z.uuid()).max(100).optional() });

@Controller('api/v1/me/notices')
export class NoticeController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  list(@CurrentActor() { personId }: Person, @Query() query: unknown) {
    return noticesFor(this.db, personId, validated(noticeQuery, query, 'query-malformed'));
  }

  @Post('read')
  @HttpCode(204)
  async read(@CurrentActor() { personId }: Person, @Body() body: unknown) {
    const { ids = null } = validated(readNotices, body);
    await markRead(this.db, personId, ids, await this.clock.now());
  }
}
