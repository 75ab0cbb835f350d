import pg from 'pg';

/** What must hold when all is quiet, asked of the database and of those who received. */
export async function prove(ownerUrl, { count, point, mails }) {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const one = async (sql) =>
    Number((await owner.query(`SET search_path = tilgang; ${sql}`))[1].rows[0].n);
  const ids = async (kind) => {
    const { rows } = await owner.query('SELECT id FROM tilgang.letter WHERE kind = $1', [kind]);
    return new Set(rows.map(({ id }) => id));
  };
  const toRek = await ids('rek-forwarding');
  const held = [
    [
      'decision letters',
      await one("SELECT count(*) AS n FROM letter WHERE kind = 'decision'"),
      count,
    ],
    [
      'cases with exactly one decision letter',
      await one(
        `SELECT count(*) AS n FROM (SELECT case_id FROM letter WHERE kind = 'decision'
           GROUP BY case_id HAVING count(*) = 1) AS cases`,
      ),
      count,
    ],
    [
      'decision letters and letters to REK dispatched',
      await one(
        `SELECT count(*) AS n FROM letter
          WHERE kind IN ('decision', 'rek-forwarding') AND status = 'dispatched'`,
      ),
      2 * count,
    ],
    [
      'letters not dispatched',
      await one("SELECT count(*) AS n FROM letter WHERE status <> 'dispatched'"),
      0,
    ],
    [
      'letters without their file',
      await one(
        'SELECT count(*) AS n FROM letter l WHERE NOT EXISTS (SELECT FROM letter_file f WHERE f.letter_id = l.id AND sha256(f.pdf) = l.sha256)',
      ),
      0,
    ],
    [
      'references sent twice by one channel',
      await one(
        `SELECT count(*) AS n FROM (SELECT channel, reference FROM dispatch WHERE status = 'sent'
           GROUP BY channel, reference HAVING count(*) > 1) AS twice`,
      ),
      0,
    ],
    [
      'letters noted more or less than once on their case',
      await one(
        `SELECT count(*) AS n FROM letter l WHERE l.kind IN ('decision', 'rek-forwarding') AND 1 <>
           (SELECT count(*) FROM case_event e WHERE e.case_id = l.case_id
               AND e.type = 'letter-dispatched' AND e.data ->> 'letterId' = l.id::text)`,
      ),
      0,
    ],
    [
      'decisions signed twice',
      await one(
        `SELECT count(*) AS n FROM (SELECT case_id FROM case_event
          WHERE type = 'access-granted' AND outcome = 'accepted'
          GROUP BY case_id HAVING count(*) > 1) AS twice`,
      ),
      0,
    ],
    [
      'jobs that failed',
      await one('SELECT count(*) AS n FROM outbox WHERE failed_at IS NOT NULL'),
      0,
    ],
    ['messages at the integration point', point.messages.size, count],
    [
      'of them letters of ours',
      [...point.messages.keys()].filter((id) => toRek.has(id)).length,
      count,
    ],
    [
      'of them sent on their way once',
      [...point.sendings.values()].filter((n) => n === 1).length,
      count,
    ],
    [
      'decision letters whose alert was sent',
      await one(
        "SELECT count(*) AS n FROM letter WHERE kind = 'decision' AND alerted_at IS NOT NULL",
      ),
      count,
    ],
    ['alerts of letters received, by message id', await alertsReceived(owner, mails), count],
  ].map(([what, found, expected]) => ({ what, found, expected }));
  await owner.end();
  const repeated = mails.length - new Set(mails).size;
  console.log(
    `${mails.length} e-mails came, ${repeated} of them a second time under one message id`,
  );
  return held;
}

async function alertsReceived(owner, mails) {
  const { rows } = await owner.query(
    `SELECT a.id FROM tilgang.alert a JOIN tilgang.letter l ON l.id = a.letter_id
      WHERE l.kind = 'decision'`,
  );
  const known = new Set(rows.map(({ id }) => id));
  return new Set(mails.map((id) => id?.slice(1, 37)).filter((id) => known.has(id))).size;
}
