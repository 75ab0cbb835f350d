import { Body, Controller, Get, Headers, Param, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database, validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { AccessLog } from '../access/access.log.js';
import { DomainService } from './domain.service.js';
import { domainView, type DomainView } from './domain.view.js';
import type { SerialShape } from '../numbers/serial.rules.js';
import { domainPath, newDomain } from '../vault.dto.js';

interface CreatedDomain {
  domainId: string;
  state: 'active';
  createdAt: string;
  serialNumbers: SerialShape;
}

@Controller('vault/v1/domains')
export class DomainController {
  constructor(
    private readonly access: AccessControl,
    private readonly log: AccessLog,
    private readonly domains: DomainService,
    private readonly db: Database,
  ) {}

  /** What a custodian sees of a domain. */
  @Get(':domainId')
  async view(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<DomainView> {
    const { domainId } = validated(domainPath, path);
    await this.access.person(authorization, { scope: 'custody', domainId, registryId: null });
    return domainView(this.db, domainId);
  }

  @Put(':domainId')
  async create(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CreatedDomain> {
    const requester = this.access.service(authorization);
    const { domainId } = validated(domainPath, path);
    const entry = { requester, action: 'create-domain', domainId, registryId: null } as const;
    return this.log.watch(entry, async () => {
      const wanted = { domainId, ...validated(newDomain, body) };
      const { created, domain } = await this.domains.create(wanted, requester);
      void reply.status(created ? 201 : 200);
      return {
        domainId,
        state: 'active',
        createdAt: domain.createdAt.toISOString(),
        serialNumbers: domain.serialShape,
      };
    });
  }
}
