import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a key was first sent with, so that another request with it is told from a repeated one. */
export class IdempotentRequests20261121020300 implements MigrationInterface {
  readonly name = 'IdempotentRequests20261121020300';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.idempotency_key ADD COLUMN request_hash bytea');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.idempotency_key DROP COLUMN request_hash');
  }
}
