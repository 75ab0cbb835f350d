import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import { validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { AccessLog } from '../access/access.log.js';
import { approvedDestruction, domainPath } from '../vault.dto.js';
import type { DestructionCertificate } from './certificate.rules.js';
import { DestructionOrders, type DestructionView } from './destruction.orders.js';

type Authorization = string | undefined;

@Controller('vault/v1/domains/:domainId')
export class DestructionController {
  constructor(
    private readonly access: AccessControl,
    private readonly log: AccessLog,
    private readonly orders: DestructionOrders,
  ) {}

  /** What two people decided in the case, each shown by what was signed for them there. */
  @Put('destruction')
  async approved(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<DestructionView> {
    const requester = this.access.service(authorization);
    const { domainId } = validated(domainPath, path);
    const entry = { requester, action: 'destroy-keys', domainId, registryId: null } as const;
    return this.log.watch(entry, async () => {
      const { caseReference, approvals } = validated(approvedDestruction, body);
      const shown = () =>
        Promise.all(approvals.map((ticket) => this.access.approval(ticket, domainId)));
      return this.orders.approved({ domainId, caseReference }, shown, requester);
    });
  }

  @Get('destruction')
  async view(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
  ): Promise<DestructionView> {
    const { domainId } = validated(domainPath, path);
    await this.access.person(authorization, useOf(domainId));
    return this.orders.view(domainId);
  }

  /** A custodian orders it at the vault itself. */
  @Post('destruction')
  async order(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<DestructionView> {
    const { domainId } = validated(domainPath, path);
    return this.access.as(authorization, useOf(domainId), 'order-destruction', (by) => {
      const { caseReference } = validated(approvedDestruction.pick({ caseReference: true }), body);
      return this.orders.order(domainId, caseReference, by);
    });
  }

  /** Another custodian confirms it. */
  @Post('destruction/confirm')
  @HttpCode(200)
  async confirm(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
  ): Promise<DestructionCertificate> {
    const { domainId } = validated(domainPath, path);
    return this.access.as(authorization, useOf(domainId), 'destroy-keys', (by) =>
      this.orders.confirm(domainId, by),
    );
  }

  @Delete('destruction')
  @HttpCode(204)
  async withdraw(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
  ): Promise<void> {
    const { domainId } = validated(domainPath, path);
    return this.access.as(authorization, useOf(domainId), 'withdraw-order', (by) =>
      this.orders.withdraw(domainId, by),
    );
  }
}

const useOf = (domainId: string) => ({ scope: 'destroy', domainId, registryId: null }) as const;
