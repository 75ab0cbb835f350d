import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import {
  APPROVAL_SIGNER,
  AppealController,
  CaseAttachmentsController,
  CaseComparisonController,
  CasePreviewController,
  ApplicationController,
  ApplicationPrintController,
  CaseController,
  CaseIntakeController,
  CaseLettersController,
  DispatchController,
  CasesModule,
  NoticeController,
  ClockController,
  InsightController,
  InvitationController,
  ArchiveController,
  JournalController,
  PublicJournalController,
  MessagesController,
  InvoiceController,
  PriceController,
  DecisionController,
  FormController,
  RuleController,
  SettingController,
  WorklistController,
  PermitController,
  VariableListController,
  RuleDateController,
  FileIntake,
  UploadController,
  CasePrintController,
} from '#cases';
import {
  DestructionSigner,
  LinkageController,
  VAULT_ACCESS,
  VAULT_PROGRESS,
  vaultLink,
  VaultProgress,
} from '#linkage';
import {
  ActivityReportController,
  AuditController,
  OnlookersReadings,
  AuditTrailController,
  CatalogController,
  ExportController,
  PUBLIC_ADDRESS,
  PublicRegisterController,
  PublicStatisticsController,
  RegisterController,
  ReportController,
  TimelineController,
} from '#oversight';
import { DisclosureController, OrderController, RoundController } from '#deliveries';
import {
  AbsenceController,
  MACHINE_ISSUER,
  OwnNameController,
  PeopleController,
  PreferencesController,
  RecipientController,
  RegistryController,
  RegistrySystemController,
  RoleInvitationController,
  VariableController,
} from '#parties';
import {
  type Clock,
  CLOCK,
  type Config,
  Database,
  DataKeyRowSealing,
  dataKeysFor,
  FILE_STORE,
  LimitInterceptor,
  type Limits,
  PostgresFileStore,
  RequestCount,
} from '#platform';
import { AccessWall } from './access/access.wall.js';
import { AuthModule, RepresentationWatch } from './auth/index.js';
import { DemoMailController } from './demo/mail.controller.js';
import { DemoClockController } from './demo/clock.controller.js';
import { HealthController } from './health.controller.js';
import { SECURITY_SETTINGS, SecurityTextController } from './security-text.controller.js';

export interface ApiParts {
  config: Config<'api'>;
  db: Database;
  clock: Clock;
}

/** The limits of requests as they are set up. */
function requestLimits(config: Config<'api'>): Limits {
  return {
    read: config.LIMIT_READS_PER_MINUTE,
    write: config.LIMIT_WRITES_PER_MINUTE,
    export: config.LIMIT_EXPORTS_PER_MINUTE,
    stranger: config.LIMIT_STRANGERS_PER_MINUTE,
  };
}

/** Lists every controller of the API. */
@Module({})
export class ApiModule {
  static forRoot({ config, db, clock }: ApiParts): DynamicModule {
    const dataKeys = dataKeysFor(db, config);
    db.sealing = dataKeys && new DataKeyRowSealing(dataKeys);
    const store = new PostgresFileStore(db, dataKeys);
    const limits = {
      fileBytes: config.ATTACHMENT_LIMIT_BYTES,
      caseBytes: config.CASE_FILES_LIMIT_BYTES,
    };
    return {
      module: ApiModule,
      global: true,
      imports: [AuthModule.forRoot({ config, db, clock }), CasesModule],
      controllers: [
        HealthController,
        SecurityTextController,
        RegistryController,
        WorklistController,
        AbsenceController,
        PeopleController,
        RoleInvitationController,
        RegistrySystemController,
        PreferencesController,
        OwnNameController,
        VariableController,
        NoticeController,
        ApplicationController,
        ApplicationPrintController,
        FormController,
        CaseController,
        InsightController,
        AppealController,
        VariableListController,
        CaseIntakeController,
        CaseAttachmentsController,
        UploadController,
        CasePrintController,
        CaseLettersController,
        ArchiveController,
        DispatchController,
        RecipientController,
        JournalController,
        PublicJournalController,
        InvitationController,
        MessagesController,
        InvoiceController,
        PriceController,
        DecisionController,
        RuleController,
        PermitController,
        CaseComparisonController,
        CasePreviewController,
        RuleDateController,
        LinkageController,
        DisclosureController,
        ReportController,
        TimelineController,
        PublicRegisterController,
        PublicStatisticsController,
        CatalogController,
        ActivityReportController,
        RegisterController,
        AuditController,
        AuditTrailController,
        ExportController,
        OrderController,
        RoundController,
        ClockController,
        SettingController,
        ...(config.TILGANG_MODE === 'production' ? [] : [DemoClockController, DemoMailController]),
      ],
      providers: [
        { provide: RequestCount, useValue: new RequestCount(db.pool, requestLimits(config)) },
        { provide: APP_INTERCEPTOR, useClass: LimitInterceptor },
        { provide: APP_INTERCEPTOR, useExisting: RepresentationWatch },
        { provide: APP_INTERCEPTOR, useClass: AccessWall },
        { provide: APP_INTERCEPTOR, useClass: OnlookersReadings },
        { provide: Database, useValue: db },
        { provide: CLOCK, useValue: clock },
        { provide: MACHINE_ISSUER, useValue: config.MACHINE_ISSUER ?? null },
        { provide: SECURITY_SETTINGS, useValue: config },
        { provide: PUBLIC_ADDRESS, useValue: config.PUBLIC_URL },
        { provide: FILE_STORE, useValue: store },
        { provide: FileIntake, useValue: new FileIntake(db, store, clock, limits) },
        {
          provide: APPROVAL_SIGNER,
          useValue: new DestructionSigner(config.VAULT_TICKET_KEY.reveal()),
        },
        {
          provide: VAULT_ACCESS,
          useValue: {
            publicUrls: config.VAULT_PUBLIC_URL,
            secret: config.VAULT_TICKET_KEY.reveal(),
          },
        },
        {
          provide: VAULT_PROGRESS,
          useValue: new VaultProgress(
            config.VAULT_URL,
            config.VAULT_TICKET_KEY.reveal(),
            vaultLink(config),
          ),
        },
      ],
      exports: [Database, CLOCK, APPROVAL_SIGNER],
    };
  }
}
