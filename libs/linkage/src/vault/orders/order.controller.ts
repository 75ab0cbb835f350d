import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { AccessLog } from '../access/access.log.js';
import { newOrder, orderPath, pauseOrder } from './order.dto.js';
import { type OrderProgress, OrderService } from './order.service.js';

/**
 * Linkage orders: what the case system wants done, by its token, and how far that has come, by a
 * ticket for that question.
 */
@Controller('vault/v1/domains/:domainId/orders/:orderId')
export class OrderController {
  constructor(
    private readonly access: AccessControl,
    private readonly log: AccessLog,
    private readonly orders: OrderService,
  ) {}

  @Put()
  async put(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderProgress> {
    const requester = this.access.service(authorization);
    const { domainId, orderId } = validated(orderPath, path);
    const entry = { requester, action: 'order-linkage', domainId, registryId: null } as const;
    return this.log.watch(entry, async () => {
      const wanted = validated(newOrder, body);
      const { created } = await this.orders.put(domainId, orderId, wanted, requester);
      void reply.status(created ? 201 : 200);
      return this.orders.progress(domainId, orderId);
    });
  }

  @Get()
  async progress(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<OrderProgress> {
    const { domainId, orderId } = validated(orderPath, path);
    await this.access.person(authorization, { scope: 'progress', domainId, registryId: null });
    return this.orders.progress(domainId, orderId);
  }

  @Post('pause')
  @HttpCode(200)
  async pause(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<OrderProgress> {
    return this.setPaused(true, authorization, path, body);
  }

  @Post('resume')
  @HttpCode(200)
  async resume(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<OrderProgress> {
    return this.setPaused(false, authorization, path, body);
  }

  private async setPaused(
    isPaused: boolean,
    authorization: string | undefined,
    path: unknown,
    body: unknown,
  ): Promise<OrderProgress> {
    const requester = this.access.service(authorization);
    const { domainId, orderId } = validated(orderPath, path);
    const action = isPaused ? 'pause-order' : 'resume-order';
    return this.log.watch({ requester, action, domainId, registryId: null }, () =>
      this.orders.setPaused(
        { domainId, orderId },
        isPaused,
        validated(pauseOrder, body).by,
        requester,
      ),
    );
  }
}
