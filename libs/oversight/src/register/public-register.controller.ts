import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { formOf } from '#cases';
import { languages, Public } from '#parties';
import { csvLine, Database, Refused, validated } from '#platform';
import { cursorOf, placeIn } from './register.cursor.js';
import { registerKinds, registerOutcomes } from './register.model.js';
import {
  publicEntryById,
  publicRegister,
  type RegisterFilter,
  registryNames,
} from './register.queries.js';
import {
  registerColumns,
  type RegisterItem,
  registerItem,
  registerLine,
  type WordsFor,
} from './register.words.rules.js';

export const publicRegisterQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  kind: z.enum(registerKinds).optional(),
  outcome: z.enum(registerOutcomes).optional(),
  registry: z.string().max(100).optional(),
  purpose: z.string().max(60).optional(),
  search: z.string().trim().min(2).max(100).optional(),
  language: z.enum(languages).default('nb'),
  format: z.enum(['json', 'csv']).default('json'),
});

const entryQuery = z.strictObject({ language: z.enum(languages).default('nb') });

/** The same answer for everybody, so it may be kept on the way; a flag works within the minutes. */
const kept = 'public, max-age=300';

/** How many entries are read at a time for the whole register as CSV. */
const batch = 500;

/**
 * The public register of applications and decisions (EHDS articles 57(1)(j) and 58): without a
 * sign-in, and the same for whoever asks.
 */
@Public()
@Controller('api/v1/public/register')
export class PublicRegisterController {
  constructor(private readonly db: Database) {}

  /** A page of entries, newest first; as CSV all that match, streamed. */
  @Get()
  @Header('cache-control', kept)
  async list(
    @Query() query: unknown,
  ): Promise<{ items: RegisterItem[]; nextCursor: string | null } | StreamableFile> {
    const { cursor, limit, from, to, registry, search, language, format, ...rest } = validated(
      publicRegisterQuery,
      query,
      'query-malformed',
    );
    const filter: RegisterFilter = {
      ...rest,
      limit,
      fromOn: from,
      toOn: to,
      registryId: registry,
      words: search,
      before: cursor === undefined ? undefined : placeIn(cursor, 'newest'),
    };
    const words = await this.words(language);
    if (format === 'csv') {
      return new StreamableFile(Readable.from(csvOf(this.db, filter, words)), {
        type: 'text/csv; charset=utf-8',
        disposition: 'attachment; filename="register.csv"',
      });
    }
    const { rows, next } = await publicRegister(this.db, filter);
    return {
      items: rows.map((row) => registerItem(row, words)),
      nextCursor: next && cursorOf(next),
    };
  }

  /** One entry, with the moments its versions were made. */
  @Get(':id')
  @Header('cache-control', kept)
  async one(@Param('id') id: string, @Query() query: unknown) {
    const { language } = validated(entryQuery, query, 'query-malformed');
    const found = z.uuid().safeParse(id).success ? await publicEntryById(this.db, id) : undefined;
    if (!found) throw new Refused({ code: 'register-entry-unknown', kind: 'absent' });
    return {
      ...registerItem(found.row, await this.words(language)),
      versions: found.versions.map(({ version, madeAt }) => ({ version, madeAt })),
    };
  }

  private async words(language: WordsFor['language']): Promise<WordsFor> {
    return { language, form: formOf, registryNames: await registryNames(this.db) };
  }
}

async function* csvOf(db: Database, filter: RegisterFilter, words: WordsFor) {
  yield `\uFEFF${csvLine(registerColumns)}`;
  let before = filter.before;
  do {
    const { rows, next } = await publicRegister(db, { ...filter, before, limit: batch });
    yield rows.map((row) => csvLine(registerLine(registerItem(row, words)))).join('');
    before = next ?? undefined;
  } while (before);
}
