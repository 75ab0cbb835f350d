import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The certificate that a letter's file is sealed with; a letter from before the seal has none. */
export class LetterSeal20261121030100 implements MigrationInterface {
  readonly name = 'LetterSeal20261121030100';

  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.letter ADD COLUMN seal_certificate_sha256 bytea');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE tilgang.letter DROP COLUMN seal_certificate_sha256');
  }
}
