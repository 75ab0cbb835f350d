import { Body, Controller, Get, Headers, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, ForSystems, languages, type Person } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { commandBodies, type CaseCommand, commandNames } from './case.commands.js';
import { caseKinds } from './case.model.js';
import { differenceOf, relatedCases } from './case.parent.js';
import { caseDetail, caseTimeline } from './case.queries.js';
import { CaseService } from './case.service.js';

export const caseId = z.uuid('the id of a case');

export const opening = z.strictObject({
  language: z.enum(languages),
  kind: z.enum(caseKinds).default('individual-level'),
  /** The case whose permit is to be changed, extended or updated. */
  parentCaseId: z.uuid().optional(),
});

export const openingHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\w-]{8,100}$/, '8 to 100 letters, digits, - or _')
    .optional(),
});

/** A command over HTTP: its fields and the version the user saw. Made once, not per request. */
const requestBodies: ReadonlyMap<string, z.ZodObject> = new Map(
  commandNames.map((name) => [name, commandBodies[name].extend({ version: z.int().min(1) })]),
);

@Controller('api/v1/cases')
export class CaseController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post()
  async create(
    @CurrentActor() actor: Person,
    @Body() body: unknown,
    @Headers('idempotency-key') key: unknown,
  ) {
    const what = validated(opening, body);
    const headers = validated(openingHeaders, { 'Idempotency-Key': key }, 'header-malformed');
    const id = await this.cases.create(actor, what, headers['Idempotency-Key']);
    return caseDetail(this.db, id, actor);
  }

  /** What a change asks for beyond, short of or otherwise than what was granted, field by field. */
  @Get(':id/difference')
  difference(@CurrentActor() actor: Person, @Param('id') id: string) {
    return differenceOf(this.db, knownCaseId(id), actor);
  }

  /** The case it changes and the cases that change it, of those this person may see. */
  @Get(':id/related')
  related(@CurrentActor() actor: Person, @Param('id') id: string) {
    return relatedCases(this.db, knownCaseId(id), actor);
  }

  @ForSystems()
  @Get(':id')
  detail(@CurrentActor() actor: Person, @Param('id') id: string) {
    return caseDetail(this.db, knownCaseId(id), actor);
  }

  @ForSystems()
  @Get(':id/timeline')
  async timeline(@CurrentActor() actor: Person, @Param('id') id: string) {
    return caseTimeline(this.db, knownCaseId(id), actor, await this.clock.now());
  }

  @ForSystems()
  @Post(':id/commands/:name')
  command(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('name') name: string,
    @Body() body: unknown,
  ) {
    return this.cases.execute(knownCaseId(id), commandFrom(name, body), actor);
  }
}

/** What is not even an id names no case: the answer is the same as for an unknown one. */
export function knownCaseId(id: string): string {
  const parsed = caseId.safeParse(id);
  if (!parsed.success) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  return parsed.data;
}

/** A person's command: its name from the address, the version they saw and its fields from the body. */
export function commandFrom(name: string, body: unknown): CaseCommand {
  const schema = requestBodies.get(name);
  if (!schema) throw new Refused({ code: 'command-unknown', kind: 'absent' });
  return { ...validated(schema, body), type: name } as CaseCommand;
}
