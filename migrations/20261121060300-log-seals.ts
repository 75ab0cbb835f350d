import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seals over the heads of all chains, their time stamps, and the chain of what concerns no one case. */
export class LogSeals20261121060300 implements MigrationInterface {
  readonly name = 'LogSeals20261121060300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE tilgang.log_seal (
        number         bigint PRIMARY KEY CHECK (number > 0),
        at             timestamptz(3) NOT NULL,
        head_count     integer NOT NULL CHECK (head_count > 0),
        root           bytea NOT NULL CHECK (length(root) = 32),
        previous_hash  bytea NOT NULL CHECK (length(previous_hash) = 32),
        hash           bytea NOT NULL CHECK (length(hash) = 32)
      );

      CREATE TABLE tilgang.log_seal_head (
        seal_number  bigint NOT NULL REFERENCES tilgang.log_seal,
        place        integer NOT NULL CHECK (place >= 0),
        chain_id     uuid NOT NULL,
        seq          integer NOT NULL,
        hash         bytea NOT NULL CHECK (length(hash) = 32),
        PRIMARY KEY (seal_number, place)
      );
      CREATE UNIQUE INDEX log_seal_head_by_chain ON tilgang.log_seal_head (chain_id, seq);

      -- The answers of the time stamp authority, as they came.
      CREATE TABLE tilgang.log_time_stamp (
        seal_number  bigint PRIMARY KEY REFERENCES tilgang.log_seal,
        stamped_at   timestamptz NOT NULL,
        token        bytea NOT NULL,
        created_at   timestamptz(3) NOT NULL
      );

      -- What is read or taken out across cases: one chain of its own, in the form of a case's.
      CREATE TABLE tilgang.service_event (
        seq            integer PRIMARY KEY CHECK (seq > 0),
        at             timestamptz(3) NOT NULL,
        type           text NOT NULL,
        outcome        text NOT NULL CHECK (outcome IN ('accepted', 'refused', 'read')),
        actor_id       uuid REFERENCES tilgang.person,
        actor_role     text,
        data           jsonb NOT NULL,
        previous_hash  bytea NOT NULL,
        hash           bytea NOT NULL
      );

      CREATE TABLE tilgang.service_log (
        is_only  boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        seq      integer NOT NULL,
        hash     bytea NOT NULL
      );
      INSERT INTO tilgang.service_log (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

      GRANT SELECT, INSERT ON tilgang.log_seal, tilgang.log_seal_head, tilgang.log_time_stamp,
            tilgang.service_event TO tilgang_app;
      GRANT SELECT, UPDATE ON tilgang.service_log TO tilgang_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE tilgang.service_log;
      DROP TABLE tilgang.service_event;
      DROP TABLE tilgang.log_time_stamp;
      DROP TABLE tilgang.log_seal_head;
      DROP TABLE tilgang.log_seal;
    `);
  }
}
