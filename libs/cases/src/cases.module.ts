import { Module } from '@nestjs/common';
import { type Clock, CLOCK, Database } from '#platform';
import { CaseIntake } from './intake/case.intake.js';
import { APPROVAL_SIGNER, type ApprovalSigner } from './delivery/destruction.approvals.js';
import { CaseService } from './case.service.js';

@Module({
  providers: [
    {
      provide: CaseService,
      useFactory: (db: Database, clock: Clock, signer: ApprovalSigner) =>
        new CaseService(db, clock, signer),
      inject: [Database, CLOCK, APPROVAL_SIGNER],
    },
    {
      provide: CaseIntake,
      useFactory: (cases: CaseService, db: Database, clock: Clock) =>
        new CaseIntake(cases, db, clock),
      inject: [CaseService, Database, CLOCK],
    },
  ],
  exports: [CaseService, CaseIntake],
})
export class CasesModule {}
