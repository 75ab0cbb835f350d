import { Controller, Get } from '@nestjs/common';
import { Database } from '#platform';

@Controller('vault/v1/health')
export class HealthController {
  constructor(private readonly db: Database) {}

  /** Answers when the vault can reach its database. */
  @Get()
  async health(): Promise<{ status: 'ok' }> {
    await this.db.pool.query('SELECT 1');
    return { status: 'ok' };
  }
}
