import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What two custodians approved, signed for the vault when they did, until the keys are gone. */
export class DestructionApprovals20261121050200 implements MigrationInterface {
  readonly name = 'DestructionApprovals20261121050200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.destruction_approval (
        case_id   uuid NOT NULL REFERENCES tilgang.access_case ON DELETE CASCADE,
        approves  text NOT NULL CHECK (approves IN ('order', 'confirm')),
        ticket    text NOT NULL,
        PRIMARY KEY (case_id, approves)
      );
      GRANT SELECT, INSERT, DELETE ON tilgang.destruction_approval TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE tilgang.destruction_approval');
  }
}
