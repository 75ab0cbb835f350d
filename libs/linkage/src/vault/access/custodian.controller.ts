import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { Inject } from '@nestjs/common';
import { validated } from '#platform';
import { custodianOrderPath, custodianPath, newCustodian } from '../vault.dto.js';
import { refuse } from '../vault.refusals.js';
import { AccessControl, bearer } from './access.control.js';
import { AccessLog, vaultItself } from './access.log.js';
import { type Custodian, Custodians } from './custodian.service.js';

/** Lets the first two custodians be added; undefined when the vault is set up. */
export const SETUP_TOKEN = Symbol('SetupToken');

const use = { scope: 'custody', domainId: null, registryId: null } as const;
const first = { action: 'add-custodian', domainId: null, registryId: null } as const;

@Controller('vault/v1/custodians')
export class CustodianController {
  constructor(
    private readonly access: AccessControl,
    private readonly log: AccessLog,
    private readonly custodians: Custodians,
    @Inject(SETUP_TOKEN) private readonly setupToken: string | null,
  ) {}

  @Get()
  async list(
    @Headers('authorization') authorization: string | undefined,
  ): Promise<{ items: Custodian[] }> {
    await this.access.person(authorization, use);
    return { items: await this.custodians.all() };
  }

  /** One of the first two. */
  @Post('first')
  async addFirst(
    @Headers('authorization') authorization: string | undefined,
    @Body() body: unknown,
  ): Promise<Custodian> {
    const given = bearer(authorization);
    if (this.setupToken === null || !this.access.shows(given, this.setupToken)) {
      throw refuse('signed-out', 'token-invalid');
    }
    return this.log.watch({ requester: vaultItself, ...first }, () =>
      this.custodians.addFirst(validated(newCustodian, body), vaultItself),
    );
  }

  @Post()
  async order(
    @Headers('authorization') authorization: string | undefined,
    @Body() body: unknown,
  ): Promise<{ orderId: string }> {
    return this.access.as(authorization, use, 'add-custodian', (by) =>
      this.custodians.orderAdding(validated(newCustodian, body), by),
    );
  }

  @Post('orders/:orderId/confirm')
  async confirm(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<Custodian> {
    return this.access.as(authorization, use, 'add-custodian', (by) =>
      this.custodians.confirmAdding(validated(custodianOrderPath, path).orderId, by),
    );
  }

  @Delete(':custodianId')
  @HttpCode(204)
  async remove(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<void> {
    return this.access.as(authorization, use, 'add-custodian', (by) =>
      this.custodians.remove(validated(custodianPath, path).custodianId, by),
    );
  }
}
