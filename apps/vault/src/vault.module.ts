import { type DynamicModule, Module } from '@nestjs/common';
import {
  AccessControl,
  AccessLog,
  AliasService,
  CorrectionService,
  CustodianController,
  Custodians,
  DestructionController,
  DestructionOrders,
  DestructionService,
  DomainController,
  DomainService,
  HealthController,
  IncomingController,
  IncomingStore,
  IncomingWorker,
  KeyRotation,
  NoticeController,
  NoticeService,
  PeopleController,
  ReservationService,
  ResolveController,
  OrderController,
  OrderService,
  ResolveService,
  RotationController,
  RunController,
  RunService,
  SETUP_TOKEN,
  SigningKeyController,
  SigningKeys,
  type VaultServices,
} from '#linkage/vault';
import { type Clock, CLOCK, Database } from '#platform';

/** What lets the case system and people in. */
export interface VaultDoor {
  db: Database;
  clock: Clock;
  token: string;
  ticketKey: string;
  /** Lets the first two custodians be added. */
  setupToken: string | null;
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
        OrderController,
        NoticeController,
        DestructionController,
        ResolveController,
        CustodianController,
        SigningKeyController,
        RotationController,
        PeopleController,
      ],
      providers: [
        { provide: CLOCK, useValue: parts.clock },
        { provide: Database, useValue: parts.db },
        {
          provide: AccessControl,
          useValue: new AccessControl(
            parts.token,
            parts.ticketKey,
            services.custodians,
            services.log,
            parts.clock,
          ),
        },
        { provide: AccessLog, useValue: services.log },
        { provide: DomainService, useValue: services.domains },
        { provide: DestructionService, useValue: services.destructions },
        { provide: DestructionOrders, useValue: services.destructionOrders },
        { provide: Custodians, useValue: services.custodians },
        { provide: SigningKeys, useValue: services.signing },
        { provide: KeyRotation, useValue: services.rotation },
        { provide: SETUP_TOKEN, useValue: parts.setupToken },
        { provide: RunService, useValue: services.runs },
        { provide: IncomingStore, useValue: services.incoming },
        { provide: IncomingWorker, useValue: services.worker },
        { provide: OrderService, useValue: services.orders },
        { provide: ResolveService, useValue: services.resolver },
        { provide: NoticeService, useValue: services.notices },
        { provide: AliasService, useValue: services.aliases },
        { provide: ReservationService, useValue: services.reservations },
        { provide: CorrectionService, useValue: services.corrections },
      ],
    };
  }
}
