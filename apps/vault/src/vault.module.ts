import { type DynamicModule, Module } from '@nestjs/common';
import {
  AccessControl,
  AccessLog,
  DomainController,
  DomainService,
  HealthController,
  NoticeController,
  NoticeService,
  ResolveService,
  RunController,
  RunService,
  vaultServices,
  type VaultParts,
} from '#linkage/vault';
import { CLOCK, Database } from '#platform';

@Module({})
export class VaultModule {
  static of(parts: VaultParts & { token: string; ticketKey: string }): DynamicModule {
    const services = vaultServices(parts);
    return {
      module: VaultModule,
      controllers: [HealthController, DomainController, RunController, NoticeController],
      providers: [
        { provide: CLOCK, useValue: parts.clock },
        { provide: Database, useValue: parts.db },
        {
          provide: AccessControl,
          useValue: new AccessControl(parts.token, parts.ticketKey, services.log, parts.clock),
        },
        { provide: AccessLog, useValue: services.log },
        { provide: DomainService, useValue: services.domains },
        { provide: RunService, useValue: services.runs },
        { provide: ResolveService, useValue: services.resolver },
        { provide: NoticeService, useValue: services.notices },
      ],
    };
  }
}
