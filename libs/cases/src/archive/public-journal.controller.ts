import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { languages, Public } from '#parties';
import { Database, Refused, validated } from '#platform';
import { date } from '../field.rules.js';
import { type Place, publicJournal, type PublicJournalFilter } from './public-journal.queries.js';
import { inWords, type PublicJournalItem } from './public-journal.words.rules.js';
import { publicJournalXml } from './public-journal.xml.js';

export const publicJournalQuery = z.strictObject({
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  from: date.optional(),
  to: date.optional(),
  case: z
    .string()
    .regex(/^HDS-\d{4}-\d{6,9}$/, 'a case number, as HDS-2026-000001')
    .optional(),
  type: z.enum(['I', 'U']).optional(),
  language: z.enum(languages).default('nb'),
});

/** The same answer for everybody, so it may be kept on the way. */
const kept = 'public, max-age=300';

/**
 * The public journal (offentleglova section 10): without a sign-in, and the same for whoever asks.
 */
@Public()
@Controller('api/v1/public')
export class PublicJournalController {
  constructor(private readonly db: Database) {}

  @Get('journal')
  @Header('cache-control', kept)
  async journal(
    @Query() query: unknown,
  ): Promise<{ items: PublicJournalItem[]; nextCursor: string | null }> {
    const { language, ...filter } = filterOf(query);
    const { items, next } = await publicJournal(this.db, filter);
    return {
      items: items.map((row) => inWords(row, language)),
      nextCursor: next && cursorOf(next),
    };
  }

  /** The journal in the form of Noark 5 that eInnsyn takes; the next page in the header `link`. */
  @Get('journal.xml')
  @Header('cache-control', kept)
  @Header('content-type', 'application/xml; charset=utf-8')
  async xml(
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { items, next } = await publicJournal(this.db, filterOf(query));
    if (next) void reply.header('link', `<?cursor=${cursorOf(next)}>; rel="next"`);
    return publicJournalXml(items);
  }
}

function filterOf(query: unknown): PublicJournalFilter & { language: 'nb' | 'nn' | 'en' } {
  const {
    cursor,
    limit,
    from,
    to,
    type,
    language,
    case: caseReference,
  } = validated(publicJournalQuery, query, 'query-malformed');
  const before = cursor === undefined ? undefined : placeIn(cursor);
  return { before, limit, fromOn: from, toOn: to, type, caseReference, language };
}

function cursorOf({ year, sequence }: Place): string {
  return Buffer.from(`${year}/${sequence}`).toString('base64url');
}

function placeIn(cursor: string): Place {
  const found = /^(\d{4})\/(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!found) {
    throw new Refused({
      code: 'query-malformed',
      kind: 'malformed',
      problems: [
        {
          field: 'cursor',
          rule: 'a cursor that a page of this list gave',
          todo: 'leave it out to begin with the newest',
        },
      ],
    });
  }
  return { year: Number(found[1]), sequence: Number(found[2]) };
}
