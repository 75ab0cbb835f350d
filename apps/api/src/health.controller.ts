import { Controller, Get } from '@nestjs/common';
import { Public } from '#parties';
import { Database } from '#platform';

@Public()
@Controller('api/v1/health')
export class HealthController {
  constructor(private readonly db: Database) {}

  /** Answers once the database does. */
  @Get()
  async health() {
    await this.db.pool.query('SELECT 1');
    return { status: 'ok' };
  }
}
