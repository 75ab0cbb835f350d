import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  calendarDay,
  type Clock,
  CLOCK,
  Database,
  readPast,
  Refused,
  uploadedText,
  validated,
} from '#platform';
import { CurrentActor } from './actor.decorators.js';
import type { Person } from './person.queries.js';
import { holdsRole } from './role.rules.js';
import { importVariables, type VariableImport } from './variable.importer.js';
import { type VariableList, variables, variableVersions } from './variable.queries.js';
import type { Variable } from './variable.rules.js';

const mostBytes = 10 * 1024 * 1024;

export const variableQuery = z.strictObject({
  search: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds a character that cannot be printed')
    .optional(),
  cursor: z
    .string()
    .regex(/^[\w-]{1,1200}$/, 'the nextCursor of an earlier answer')
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  asOfOn: calendarDay.optional(),
});

@Controller('api/v1/registries/:id/variables')
export class VariableController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What may be applied for from a registry, also as of an earlier date. */
  @Get()
  list(@Param('id') id: string, @Query() query: unknown): Promise<VariableList> {
    return variables(
      this.db,
      knownRegistryId(id),
      validated(variableQuery, query, 'query-malformed'),
    );
  }

  /** A variable with every version it has had, newest first. */
  @Get(':variableId')
  async versions(
    @Param('id') id: string,
    @Param('variableId') variableId: string,
  ): Promise<{ items: Variable[] }> {
    if (!z.uuid().safeParse(variableId).success) {
      throw new Refused({ code: 'variable-unknown', kind: 'absent' });
    }
    return { items: await variableVersions(this.db, knownRegistryId(id), variableId) };
  }

  /** Takes a registry's whole list, as text/csv. All of it, or nothing. */
  @Post()
  @HttpCode(200)
  async import(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<VariableImport> {
    try {
      if (!holdsRole(actor, 'administrator')) {
        throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
      }
      const registryId = knownRegistryId(id);
      const csv = await uploadedText(body, mostBytes);
      const order = { now: await this.clock.now(), importedBy: actor.personId };
      return await this.db.transaction((tx) => importVariables(tx, registryId, csv, order));
    } finally {
      await readPast(body, mostBytes);
    }
  }
}

/** What cannot be the id of a registry, as one with a NUL in it, names none. */
function knownRegistryId(id: string): string {
  if (/^[a-z0-9-]{1,120}$/.test(id)) return id;
  throw new Refused({ code: 'registry-unknown', kind: 'absent' });
}
