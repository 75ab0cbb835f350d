import { Body, Controller, Get, Header, Inject, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { caseById, osloDate, reachOf, rolesInCase, tellsOfPerson } from '#cases';
import { CurrentActor, holdsRole, type Person, type Role } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { cursorOf, placeIn } from './register.cursor.js';
import {
  correct,
  entriesToWatch,
  keptEntry,
  namesInCase,
  registerFigures,
  registerStates,
  release,
} from './register.keeping.js';
import { correctable } from './register.model.js';

export const registerWatchQuery = z.strictObject({
  state: z.enum(registerStates).default('waiting'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const registerCorrection = z.strictObject({
  /** By question; null leaves the answer out. */
  texts: z
    .partialRecord(z.enum(correctable), z.string().trim().min(2).max(5_000).nullable())
    .refine((texts) => Object.keys(texts).length > 0, 'at least one answer is corrected'),
  reason: z.string().trim().min(2).max(2_000),
});

const watchers: readonly Role[] = [
  'caseworker',
  'decision-maker',
  'unit-leader',
  'administrator',
  'auditor',
];

/** Who reads an entry before its day: those who work on its case, and who look on. */
const readers: readonly Role[] = [
  'caseworker',
  'decision-maker',
  'unit-leader',
  'auditor',
  'insight',
];

/** Keeping the public register: what waits, what is late, release before time, and corrections. */
@Controller('api/v1/register/entries')
export class RegisterController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How the limit of thirty working days is kept, and which entries wait or are late. */
  @Get()
  @Header('cache-control', 'private, no-store')
  async list(@CurrentActor() actor: Person, @Query() query: unknown) {
    if (!watchers.some((role) => holdsRole(actor, role))) throw wrongRole();
    const { state, cursor, limit } = validated(registerWatchQuery, query, 'query-malformed');
    const today = osloDate(await this.clock.now());
    const after = cursor === undefined ? undefined : placeIn(cursor, 'first');
    const [figures, { items, next }] = await Promise.all([
      registerFigures(this.db, today),
      entriesToWatch(this.db, reachOf(actor), state, today, { after, limit }),
    ]);
    const nextCursor = next && cursorOf(next);
    return { figures, items, nextCursor };
  }

  /** An entry with its versions, before it is public too, for those who work on the case. */
  @Get(':id')
  @Header('cache-control', 'private, no-store')
  async one(@CurrentActor() actor: Person, @Param('id') id: string) {
    return (await this.entryFor(actor, id, readers)).entry;
  }

  /** Makes it public now. What was public already stays as it is. */
  @Post(':id/release')
  async release(@CurrentActor() actor: Person, @Param('id') id: string) {
    const { now, today } = await this.entryFor(actor, id, ['caseworker']);
    await release(this.db, id, { personId: actor.personId, now, today });
    return keptEntry(this.db, id, today);
  }

  /** Says an answer in other words, or leaves it out, in a new version. */
  @Post(':id/corrections')
  async correct(@CurrentActor() actor: Person, @Param('id') id: string, @Body() body: unknown) {
    const { entry, now, today } = await this.entryFor(actor, id, ['caseworker']);
    const { texts, reason } = validated(registerCorrection, body, 'correction-malformed');
    const names = await namesInCase(this.db, entry.caseId);
    const telling = Object.entries(texts).filter(
      ([, text]) => typeof text === 'string' && tellsOfPerson(text, names),
    );
    if (telling.length > 0) {
      throw new Refused({
        code: 'public-text-tells-of-person',
        kind: 'malformed',
        problems: telling.map(([field]) => ({
          field: `texts.${field}`,
          rule: 'a public text names nobody of the project, and holds no long number or address',
          todo: 'write it without them',
        })),
      });
    }
    await correct(this.db, id, { corrections: texts, reason }, { personId: actor.personId, now });
    return keptEntry(this.db, id, today);
  }

  private async entryFor(actor: Person, id: string, roles: readonly Role[]) {
    const now = await this.clock.now();
    const today = osloDate(now);
    const entry = z.uuid().safeParse(id).success ? await keptEntry(this.db, id, today) : undefined;
    const accessCase = entry && (await caseById(this.db, entry.caseId));
    const held = accessCase ? rolesInCase(accessCase, actor) : [];
    if (!entry || held.length === 0) {
      throw new Refused({ code: 'register-entry-unknown', kind: 'absent' });
    }
    if (!held.some(({ role }) => roles.includes(role))) throw wrongRole();
    return { entry, now, today };
  }
}

function wrongRole(): Refused {
  return new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}
