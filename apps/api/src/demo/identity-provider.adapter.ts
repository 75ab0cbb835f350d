import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { Tx } from '#platform';

/**
 * The demo provider's memory of sign-ins under way, as rows: any API process may answer the next
 * step. Runs on the database's own time, as sessions do.
 */
export function signInStore(db: Tx): AdapterFactory {
  return (kind) => new SignInStore(db, kind);
}

class SignInStore implements Adapter {
  constructor(
    private readonly db: Tx,
    private readonly kind: string,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresInSeconds = 600): Promise<void> {
    await this.db.query(
      `WITH expired AS (
         DELETE FROM demo_sign_in WHERE expires_at <= now() AND (kind, id) <> ($1, $2))
       INSERT INTO demo_sign_in (kind, id, payload, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4))
       ON CONFLICT (kind, id) DO UPDATE
         SET payload = excluded.payload, expires_at = excluded.expires_at`,
      [this.kind, id, JSON.stringify(payload), expiresInSeconds],
    );
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return this.first('id = $2', id);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.first(`payload->>'uid' = $2`, uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.first(`payload->>'userCode' = $2`, userCode);
  }

  async consume(id: string): Promise<void> {
    await this.db.query(
      `UPDATE demo_sign_in
          SET payload = payload || jsonb_build_object('consumed', extract(epoch FROM now())::bigint)
        WHERE kind = $1 AND id = $2`,
      [this.kind, id],
    );
  }

  async destroy(id: string): Promise<void> {
    await this.db.query('DELETE FROM demo_sign_in WHERE kind = $1 AND id = $2', [this.kind, id]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.db.query(`DELETE FROM demo_sign_in WHERE payload->>'grantId' = $1`, [grantId]);
  }

  private async first(condition: string, value: string): Promise<AdapterPayload | undefined> {
    const { rows } = await this.db.query<{ payload: AdapterPayload }>(
      `SELECT payload FROM demo_sign_in
        WHERE kind = $1 AND ${condition} AND expires_at > now()`,
      [this.kind, value],
    );
    return rows[0]?.payload;
  }
}
