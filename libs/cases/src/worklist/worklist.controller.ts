import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { CurrentActor, ForSystems, type Person } from '#parties';
import { type Clock, CLOCK, Database, validated } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import { queues, worklist } from './case.worklist.js';
import { knownCaseId } from '../case.controller.js';
import { removeFilter, savedFiltersOf, saveFilter } from './worklist.filters.js';
import { savedFilter, worklistQuery } from './worklist.form.js';
import { workspaceOf } from './workspace.queries.js';

@Controller('api/v1')
export class WorklistController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ForSystems()
  @Get('cases')
  async list(@CurrentActor() actor: Person, @Query() query: unknown) {
    const request = validated(worklistQuery, query, 'query-malformed');
    return worklist(this.db, actor, { ...request, today: await this.today() });
  }

  /** How much lies in each of the queues a person works from. */
  @Get('worklist/queues')
  async queues(@CurrentActor() actor: Person) {
    return queues(this.db, actor, await this.today());
  }

  /** What waits for an applicant, and the permits that a change may be asked for. */
  @Get('workspace')
  async workspace(@CurrentActor() actor: Person) {
    return workspaceOf(this.db, actor, await this.today());
  }

  @Get('worklist/filters')
  async filters(@CurrentActor() actor: Person) {
    return { items: await savedFiltersOf(this.db, actor.personId) };
  }

  @Post('worklist/filters')
  async save(@CurrentActor() actor: Person, @Body() body: unknown) {
    const wanted = validated(savedFilter, body);
    return { id: await saveFilter(this.db, actor.personId, wanted, await this.clock.now()) };
  }

  @Delete('worklist/filters/:id')
  @HttpCode(204)
  async remove(@CurrentActor() actor: Person, @Param('id') id: string) {
    await removeFilter(this.db, actor.personId, knownCaseId(id));
  }

  private async today(): Promise<string> {
    return osloDate(await this.clock.now());
  }
}
