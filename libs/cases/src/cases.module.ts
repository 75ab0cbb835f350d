import { Module } from '@nestjs/common';
import { type Clock, CLOCK, Database } from '#platform';
import { CaseIntake } from './intake/case.intake.js';
import { CaseService } from './case.service.js';

@Module({
  providers: [
    {
      provide: CaseService,
      useFactory: (db: Database, clock: Clock) => new CaseService(db, clock),
      inject: [Database, CLOCK],
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
