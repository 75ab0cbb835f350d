import type { Database } from '#platform';
import { DisclosureRow } from './disclosure.entity.js';

const PAGE = 100;

/** The register, newest first, a page at a time. */
export async function disclosures(
  db: Database,
  offset: number,
): Promise<{ items: DisclosureRow[]; nextOffset: number | null }> {
  const items = await db.orm.getRepository(DisclosureRow).find({
    order: { disclosedAt: 'DESC', id: 'ASC' },
    skip: offset,
    take: PAGE + 1,
  });
  return {
    items: items.slice(0, PAGE),
    nextOffset: items.length > PAGE ? offset + PAGE : null,
  };
}
