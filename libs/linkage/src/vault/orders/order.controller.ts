import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Put,
  Res,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { AccessLog, type Requester } from '../access/access.log.js';
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
    return this.byCaseSystem(true, authorization, path, body);
  }

  @Post('resume')
  @HttpCode(200)
  async resume(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<OrderProgress> {
    return this.byCaseSystem(false, authorization, path, body);
  }

  /** A custodian at the vault itself lets an order rest; the case system is told. */
  @Put('pause')
  async layPause(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<OrderProgress> {
    return this.byCustodian(true, authorization, path);
  }

  /** A custodian lets it go on. */
  @Delete('pause')
  async liftPause(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<OrderProgress> {
    return this.byCustodian(false, authorization, path);
  }

  private async byCaseSystem(
    isPaused: boolean,
    authorization: string | undefined,
    path: unknown,
    body: unknown,
  ): Promise<OrderProgress> {
    const requester = this.access.service(authorization);
    const nameIn = (): { name: string } => validated(pauseOrder, body).by;
    return this.setPaused(isPaused, validated(orderPath, path), requester, nameIn);
  }

  private async byCustodian(
    isPaused: boolean,
    authorization: string | undefined,
    path: unknown,
  ): Promise<OrderProgress> {
    const place = validated(orderPath, path);
    const use = { scope: 'pause', domainId: place.domainId, registryId: null } as const;
    const custodian = await this.access.person(authorization, use);
    return this.setPaused(isPaused, place, custodian, () => custodian);
  }

  private setPaused(
    isPaused: boolean,
    place: { domainId: string; orderId: string },
    requester: Requester,
    by: () => { name: string },
  ): Promise<OrderProgress> {
    const { domainId } = place;
    const action = isPaused ? 'pause-order' : 'resume-order';
    return this.log.watch({ requester, action, domainId, registryId: null }, () =>
      this.orders.setPaused(place, isPaused, by(), requester),
    );
  }
}
