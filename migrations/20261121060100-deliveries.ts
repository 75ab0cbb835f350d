import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rounds of delivery: a row for each disclosure, and the rounds as lists find them. */
export class Deliveries20261121060100 implements MigrationInterface {
  readonly name = 'Deliveries20261121060100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- helseregisterloven section 19 h: one row for each time that data left a registry. A row says
      -- all of it by itself: the case may be gone when somebody asks.
      ALTER TABLE tilgang.disclosure
        ADD delivery_id        text,
        -- Which of the round's manifests: parts of a delivery and redeliveries have rows of their own.
        ADD manifest           integer NOT NULL DEFAULT 1,
        ADD kind               text NOT NULL DEFAULT 'last',
        ADD round              integer NOT NULL DEFAULT 1,
        ADD registry_name      text NOT NULL DEFAULT '',
        ADD recipient_name     text NOT NULL DEFAULT '',
        ADD institution        text NOT NULL DEFAULT '',
        ADD institution_number text,
        ADD hand_over          text NOT NULL DEFAULT 'secure-environment',
        ADD hand_over_place    text NOT NULL DEFAULT '',
        ADD permit_id          text NOT NULL DEFAULT '',
        ADD variables          text[] NOT NULL DEFAULT '{}',
        ADD period_from_on     date,
        ADD period_to_on       date,
        ADD population         text NOT NULL DEFAULT '',
        ADD files              jsonb NOT NULL DEFAULT '[]',
        ALTER sha256 DROP NOT NULL;
      UPDATE tilgang.disclosure SET delivery_id = registry_id, recipient_name = recipient;
      ALTER TABLE tilgang.disclosure
        ALTER delivery_id SET NOT NULL,
        DROP CONSTRAINT disclosure_case_id_registry_id_key,
        -- A job that runs twice adds nothing the second time.
        ADD CONSTRAINT disclosure_once UNIQUE (case_id, delivery_id, manifest);
      CREATE INDEX disclosure_newest ON tilgang.disclosure (disclosed_at DESC, id DESC);
      CREATE INDEX disclosure_registry
        ON tilgang.disclosure (registry_id, disclosed_at DESC, id DESC);
      CREATE INDEX disclosure_institution
        ON tilgang.disclosure (lower(institution), disclosed_at DESC, id DESC);
      CREATE INDEX disclosure_case ON tilgang.disclosure (case_id, disclosed_at DESC, id DESC);

      -- Ten years at the least, whoever asks.
      CREATE FUNCTION tilgang.keep_disclosures() RETURNS trigger LANGUAGE plpgsql AS $keep$
      BEGIN
        IF TG_OP = 'DELETE' THEN
          IF OLD.disclosed_at < now() - interval '10 years' THEN
            RETURN OLD;
          END IF;
        END IF;
        RAISE EXCEPTION 'the register of disclosures is kept for ten years and never changed';
      END $keep$;
      CREATE TRIGGER keep_disclosures BEFORE UPDATE OR DELETE ON tilgang.disclosure
        FOR EACH ROW EXECUTE FUNCTION tilgang.keep_disclosures();
      CREATE TRIGGER keep_disclosures_whole BEFORE TRUNCATE ON tilgang.disclosure
        FOR EACH STATEMENT EXECUTE FUNCTION tilgang.keep_disclosures();

      -- The rounds of all cases as work lists find them: what the tracks say, kept in step with them.
      CREATE TABLE tilgang.delivery_round (
        case_id           uuid NOT NULL REFERENCES tilgang.access_case,
        delivery_id       text NOT NULL,
        registry_id       text NOT NULL,
        round             integer NOT NULL,
        kind              text NOT NULL,
        state             text NOT NULL,
        ordered_on        date,
        promised_on       date,
        -- The next date that the registry is held to.
        due_on            date,
        delivered_on      date,
        progress_percent  integer,
        PRIMARY KEY (case_id, delivery_id)
      );
      CREATE INDEX delivery_round_open ON tilgang.delivery_round
        (registry_id, coalesce(due_on, 'infinity'), case_id, delivery_id)
        WHERE state IN ('ordered', 'accepted', 'in-preparation', 'quality-checked', 'error-reported');
      CREATE INDEX delivery_round_open_of_all ON tilgang.delivery_round
        (coalesce(due_on, 'infinity'), case_id, delivery_id)
        WHERE state IN ('ordered', 'accepted', 'in-preparation', 'quality-checked', 'error-reported');
      CREATE INDEX delivery_round_state ON tilgang.delivery_round
        (registry_id, state, coalesce(due_on, 'infinity'), case_id, delivery_id);
      CREATE INDEX delivery_round_state_of_all ON tilgang.delivery_round
        (state, coalesce(due_on, 'infinity'), case_id, delivery_id);
      GRANT SELECT, INSERT, UPDATE ON tilgang.delivery_round TO tilgang_app;

      CREATE FUNCTION tilgang.rounds_of(case_id uuid, tracks jsonb)
      RETURNS SETOF tilgang.delivery_round LANGUAGE sql IMMUTABLE AS $rounds$
        SELECT case_id, part.key, coalesce(part.value ->> 'registryId', part.key),
               coalesce((part.value ->> 'round')::integer, 1),
               coalesce(part.value ->> 'kind', 'first'), part.value ->> 'state',
               (part.value ->> 'orderedOn')::date, (part.value ->> 'promisedOn')::date,
               (CASE part.value ->> 'state' WHEN 'error-reported' THEN part.value ->> 'errorDueOn'
                     ELSE coalesce(part.value ->> 'promisedOn', part.value ->> 'dueOn') END)::date,
               (part.value ->> 'deliveredOn')::date, (part.value ->> 'progressPercent')::integer
          FROM jsonb_each(tracks -> 'delivery') AS part
      $rounds$;

      CREATE FUNCTION tilgang.keep_rounds() RETURNS trigger LANGUAGE plpgsql AS $keep$
      BEGIN
        INSERT INTO tilgang.delivery_round AS known
        SELECT * FROM tilgang.rounds_of(NEW.id, NEW.tracks)
        ON CONFLICT (case_id, delivery_id) DO UPDATE
          SET state = excluded.state, promised_on = excluded.promised_on, due_on = excluded.due_on,
              delivered_on = excluded.delivered_on, progress_percent = excluded.progress_percent
        WHERE (known.state, known.promised_on, known.due_on, known.delivered_on, known.progress_percent)
              IS DISTINCT FROM (excluded.state, excluded.promised_on, excluded.due_on,
                                excluded.delivered_on, excluded.progress_percent);
        RETURN NULL;
      END $keep$;
      CREATE TRIGGER keep_rounds AFTER UPDATE OF tracks ON tilgang.access_case
        FOR EACH ROW WHEN (OLD.tracks -> 'delivery' IS DISTINCT FROM NEW.tracks -> 'delivery')
        EXECUTE FUNCTION tilgang.keep_rounds();
      INSERT INTO tilgang.delivery_round
      SELECT rounds.* FROM tilgang.access_case c, tilgang.rounds_of(c.id, c.tracks) AS rounds;

      -- Cases of before have no plans of recurring deliveries.
      UPDATE tilgang.access_case SET tracks = tracks || '{"delivery-plan": {}}'
       WHERE NOT tracks ? 'delivery-plan';
      -- When a plan has its next round: found by day, so that a missed night is made up for.
      CREATE FUNCTION tilgang.next_round_on(tracks jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $next$
        SELECT min(plan.value ->> 'nextRoundOn') FROM jsonb_each(tracks -> 'delivery-plan') AS plan
         WHERE plan.value ->> 'state' = 'running'
      $next$;
      CREATE INDEX access_case_plans ON tilgang.access_case (tilgang.next_round_on(tracks))
        WHERE tracks -> 'delivery-plan' <> '{}';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX tilgang.access_case_plans;
      DROP FUNCTION tilgang.next_round_on;
      DROP TRIGGER keep_rounds ON tilgang.access_case;
      DROP FUNCTION tilgang.keep_rounds;
      DROP FUNCTION tilgang.rounds_of;
      DROP TABLE tilgang.delivery_round;
      DROP TRIGGER keep_disclosures ON tilgang.disclosure;
      DROP TRIGGER keep_disclosures_whole ON tilgang.disclosure;
      DROP FUNCTION tilgang.keep_disclosures;
      ALTER TABLE tilgang.disclosure DROP CONSTRAINT disclosure_once, DROP delivery_id,
        DROP manifest, DROP kind, DROP round, DROP registry_name, DROP recipient_name,
        DROP institution, DROP institution_number, DROP hand_over, DROP hand_over_place,
        DROP permit_id, DROP variables, DROP period_from_on, DROP period_to_on, DROP population,
        DROP files;
    `);
  }
}
