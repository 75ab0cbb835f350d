import { type DynamicModule, Module } from '@nestjs/common';
import {
  AccessControl,
  AccessLog,
  DestructionService,
  DomainController,
  DomainService,
  HealthController,
  IncomingController,
  IncomingStore,
  IncomingWorker,
  NoticeController,
  NoticeService,
  ResolveService,
  RunController,
  RunService,
  type VaultServices,
} from '#linkage/vault';
import { type Clock, CLOCK, Database } from '#platform';

/** What lets the case system and people in. */
export interface VaultDoor {
  db: Database;
  clock: Clock;
  token: string;
  ticketKey: string;
}

@Module({})
export class VaultModule {
  static of(services: VaultServices, parts: VaultDoor): DynamicModule {
    return {
      module: VaultModule,
      controllers: [
        HealthController,
        DomainController,
        RunController,
        IncomingController,
        NoticeController,
      ],
      providers: [
        { provide: CLOCK, useValue: parts.clock },
        { provide: Database, useValue: parts.db },
        {
          provide: AccessControl,
          useValue: new AccessControl(parts.token, parts.ticketKey, services.log, parts.clock),
        },
        { provide: AccessLog, useValue: services.log },
        { provide: DomainService, useValue: services.domains },
        { provide: DestructionService, useValue: services.destructions },
        { provide: RunService, useValue: services.runs },
        { provide: IncomingStore, useValue: services.incoming },
        { provide: IncomingWorker, useValue: services.worker },
        { provide: ResolveService, useValue: services.resolver },
        { provide: NoticeService, useValue: services.notices },
      ],
    };
  }
}
