import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import { validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { AccessLog, type Witness } from '../access/access.log.js';
import { approvedDestruction, destructionOrder, domainPath } from '../vault.dto.js';
import type { DestructionCertificate } from './certificate.rules.js';
import { DestructionOrders, type DestructionView } from './destruction.orders.js';
import { DestructionService } from './destruction.service.js';

type Authorization = string | undefined;

@Controller('vault/v1/domains/:domainId')
export class DestructionController {
  constructor(
    private readonly access: AccessControl,
    private readonly log: AccessLog,
    private readonly orders: DestructionOrders,
    private readonly destructions: DestructionService,
  ) {}

  /** What two people decided in the case, each shown by a ticket of their own. */
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
      const witnesses: Witness[] = [];
      for (const ticket of approvals) {
        witnesses.push(await this.access.approval(ticket, useOf(domainId)));
      }
      return this.orders.approved(domainId, caseReference, witnesses, requester);
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

  /** As the case system orders it until it passes on the tickets of both people. */
  @Post('destroy')
  @HttpCode(200)
  async destroy(
    @Headers('authorization') authorization: Authorization,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<DestructionCertificate> {
    const requester = this.access.service(authorization);
    const { domainId } = validated(domainPath, path);
    const entry = { requester, action: 'destroy-keys', domainId, registryId: null } as const;
    return this.log.watch(entry, () =>
      this.destructions.destroy({ domainId, ...validated(destructionOrder, body) }, requester),
    );
  }
}

const useOf = (domainId: string) => ({ scope: 'destroy', domainId, registryId: null }) as const;
