import { Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { type Clock, CLOCK, validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { type Notice, NoticeService } from './notice.service.js';
import { noticePath, noticeQuery } from '../vault.dto.js';

@Controller('vault/v1/notices')
export class NoticeController {
  constructor(
    private readonly access: AccessControl,
    private readonly notices: NoticeService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async waiting(
    @Headers('authorization') authorization: string | undefined,
    @Query() query: unknown,
  ): Promise<{ items: Notice[] }> {
    this.access.service(authorization);
    const { limit } = validated(noticeQuery, query);
    return { items: await this.notices.waiting(limit, await this.clock.now()) };
  }

  @Post(':noticeId/acknowledge')
  @HttpCode(204)
  async acknowledge(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<void> {
    this.access.service(authorization);
    await this.notices.acknowledge(validated(noticePath, path).noticeId, await this.clock.now());
  }
}
