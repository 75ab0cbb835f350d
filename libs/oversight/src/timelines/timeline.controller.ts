import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { caseKinds, dayToCome, osloDate } from '#cases';
import { CurrentActor, holdsRole, type Person, type Role } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { timelineDefinition } from '../reports/report.definitions.js';
import { month, periodOf } from '../reports/report.period.js';
import { timelineAsCsv } from './timeline.csv.rules.js';
import { type Subject, steps, type Timeline, type TimelineScope } from './timeline.model.js';
import { nameOf, namesIn, timeline, unitOf } from './timeline.queries.js';

export const timelineQuery = z.strictObject({
  from: month.optional(),
  to: month.optional(),
  step: z.enum(steps).default('month'),
  kind: z.enum(caseKinds).optional(),
  /** As the log stood at the end of this day; today where it is left out. */
  asOfOn: z.iso.date().optional(),
  format: z.enum(['json', 'csv']).default('json'),
});

/** A timeline with what is needed to read it. */
interface TimelineRead extends Timeline {
  scope: TimelineScope & { name: string | null };
  definition: ReturnType<typeof timelineDefinition>;
  /** Of the registries and units that stand in it, by `registry:<id>` and the id of the unit. */
  names: Record<string, string>;
}

/** Those who see the whole of it. */
const overseers: readonly Role[] = ['auditor', 'administrator'];

/** Whose time it was, over many cases: what the ledgers of those cases sum to. */
@Controller('api/v1/timelines')
export class TimelineController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The whole service, with what each unit had of it. */
  @Get('service')
  @Header('cache-control', 'private, no-store')
  async service(
    @CurrentActor() actor: Person,
    @Query() query: unknown,
  ): Promise<TimelineRead | StreamableFile> {
    refuseUnless(seesAll(actor));
    return this.read({ of: 'service' }, null, query);
  }

  /** What was waited for of one registry, for those who see all and for the registry itself. */
  @Get('registries/:registryId')
  @Header('cache-control', 'private, no-store')
  async registry(
    @CurrentActor() actor: Person,
    @Param('registryId') registryId: string,
    @Query() query: unknown,
  ): Promise<TimelineRead | StreamableFile> {
    refuseUnless(
      seesAll(actor) ||
        holdsRole(actor, 'registry-adviser', registryId) ||
        holdsRole(actor, 'registry-delivery', registryId),
    );
    const name = await nameOf(this.db, 'registry', registryId);
    if (name === null) throw new Refused({ code: 'registry-unknown', kind: 'absent' });
    return this.read({ of: 'registry', registryId }, name, query);
  }

  /** The time of cases while a unit had them, for those who see all and for who leads the unit. */
  @Get('units/:unitId')
  @Header('cache-control', 'private, no-store')
  async unit(
    @CurrentActor() actor: Person,
    @Param('unitId') unitId: string,
    @Query() query: unknown,
  ): Promise<TimelineRead | StreamableFile> {
    const leads = async () =>
      holdsRole(actor, 'unit-leader') && (await unitOf(this.db, actor.personId)) === unitId;
    refuseUnless(seesAll(actor) || (await leads()));
    const name = await nameOf(this.db, 'unit', unitId);
    if (name === null) throw new Refused({ code: 'unit-unknown', kind: 'absent' });
    return this.read({ of: 'unit', unitId }, name, query);
  }

  private async read(
    subject: Subject,
    name: string | null,
    query: unknown,
  ): Promise<TimelineRead | StreamableFile> {
    const asked = validated(timelineQuery, query, 'query-malformed');
    const { from, to, step, kind, format } = asked;
    const today = osloDate(await this.clock.now());
    const asOfOn = asked.asOfOn ?? today;
    if (asOfOn > today) throw dayToCome;
    const scope = { ...subject, ...periodOf(from, to, asOfOn), step, kind, asOfOn };
    const made = await timeline(this.db, scope, today);
    const names = await namesIn(this.db, made);
    if (format === 'json') {
      return { scope: { ...scope, name }, definition: timelineDefinition(), names, ...made };
    }
    return new StreamableFile(Buffer.from(timelineAsCsv(made, names)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="timeline-${scope.fromMonth}-${scope.toMonth}.csv"`,
    });
  }
}

function seesAll(actor: Person): boolean {
  return overseers.some((role) => holdsRole(actor, role));
}

function refuseUnless(isAllowed: boolean): void {
  if (!isAllowed) throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}
