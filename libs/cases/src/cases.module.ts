import { Module } from '@nestjs/common';
import { type Clock, CLOCK, Database } from '#platform';
import { CaseService } from './case.service.js';

@Module({
  providers: [
    {
      provide: CaseService,
      useFactory: (db: Database, clock: Clock) => new CaseService(db, clock),
      inject: [Database, CLOCK],
    },
  ],
  exports: [CaseService],
})
export class CasesModule {}
