import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { domainPath, orderPath, resolveRequest } from '../vault.dto.js';
import { ResolveService, type ResolvingView } from './resolve.service.js';

type Authorization = string | undefined;

@Controller('vault/v1/domains/:domainId/resolvings')
export class ResolveController {
  constructor(
    private readonly access: AccessControl,
    private readonly resolver: ResolveService,
  ) {}

  @Get()
  async list(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
  ): Promise<{ items: ResolvingView[] }> {
    const { domainId } = validated(domainPath, path);
    await this.access.person(authorization, useOf(domainId));
    return { items: await this.resolver.list(domainId) };
  }

  @Post()
  async request(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<ResolvingView> {
    const { domainId } = validated(domainPath, path);
    return this.access.as(authorization, useOf(domainId), 'request-resolving', (by) =>
      this.resolver.request({ domainId, ...validated(resolveRequest, body) }, by),
    );
  }

  @Post(':orderId/approve')
  @HttpCode(200)
  async approve(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
  ): Promise<ResolvingView> {
    const { domainId, orderId } = validated(orderPath, path);
    return this.access.as(authorization, useOf(domainId), 'approve-resolving', (by) =>
      this.resolver.approve(domainId, orderId, by),
    );
  }

  @Post(':orderId/identity')
  @HttpCode(200)
  async fetch(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
  ): Promise<{ identityNumber: string }> {
    const { domainId, orderId } = validated(orderPath, path);
    return this.access.as(authorization, useOf(domainId), 'resolve', (by) =>
      this.resolver.fetch(domainId, orderId, by),
    );
  }

  @Delete(':orderId')
  @HttpCode(204)
  async withdraw(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
  ): Promise<void> {
    const { domainId, orderId } = validated(orderPath, path);
    return this.access.as(authorization, useOf(domainId), 'withdraw-order', (by) =>
      this.resolver.withdraw(domainId, orderId, by),
    );
  }
}

const useOf = (domainId: string) => ({ scope: 'resolve', domainId, registryId: null }) as const;
