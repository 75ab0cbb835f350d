import { Body, Controller, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { AccessLog } from '../access/access.log.js';
import type { DestructionCertificate } from './certificate.rules.js';
import { DestructionService } from './destruction.service.js';
import { DomainService } from './domain.service.js';
import type { SerialShape } from '../numbers/serial.rules.js';
import { ResolveService } from '../resolving/resolve.service.js';
import { destructionOrder, domainPath, newDomain, resolveRequest } from '../vault.dto.js';

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
    private readonly destructions: DestructionService,
    private readonly resolver: ResolveService,
  ) {}

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

  @Post(':domainId/resolve')
  @HttpCode(200)
  async resolve(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<{ identityNumber: string }> {
    const { domainId } = validated(domainPath, path);
    const use = { scope: 'resolve', domainId, registryId: null } as const;
    const requester = await this.access.person(authorization, use);
    const entry = { requester, action: 'resolve', domainId, registryId: null } as const;
    return this.log.watch(entry, () =>
      this.resolver.resolve({ domainId, ...validated(resolveRequest, body) }, requester),
    );
  }

  @Post(':domainId/destroy')
  @HttpCode(200)
  async destroy(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<DestructionCertificate> {
    const requester = this.access.service(authorization);
    const { domainId } = validated(domainPath, path);
    const entry = { requester, action: 'destroy-keys', domainId, registryId: null } as const;
    return this.log.watch(entry, () => {
      const order = { domainId, ...validated(destructionOrder, body), confirmedBy: null };
      return this.destructions.destroy(order, requester);
    });
  }
}
