import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database, validated } from '#platform';
import { knownCaseId } from '../case.controller.js';
import { markMessagesRead, messages, notes } from './case.messages.queries.js';

export const threadQuery = z.strictObject({
  before: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const readMark = z.strictObject({ seq: z.int().min(1).max(2_147_483_647) });

@Controller('api/v1/cases')
export class MessagesController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':id/messages')
  @Header('cache-control', 'private, no-store')
  thread(@CurrentActor() actor: Person, @Param('id') id: string, @Query() query: unknown) {
    const page = validated(threadQuery, query, 'query-malformed');
    return messages(this.db, knownCaseId(id), actor, page);
  }

  /** How far the signed-in person has read. */
  @Post(':id/messages/read')
  @HttpCode(204)
  async read(@CurrentActor() actor: Person, @Param('id') id: string, @Body() body: unknown) {
    const { seq } = validated(readMark, body);
    await markMessagesRead(this.db, knownCaseId(id), actor, seq, await this.clock.now());
  }

  @Get(':id/notes')
  @Header('cache-control', 'private, no-store')
  notes(@CurrentActor() actor: Person, @Param('id') id: string, @Query() query: unknown) {
    const page = validated(threadQuery, query, 'query-malformed');
    return notes(this.db, knownCaseId(id), actor, page);
  }
}
