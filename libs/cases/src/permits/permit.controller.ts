import { Controller, Get, Header, Inject, Param, StreamableFile } from '@nestjs/common';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database } from '#platform';
import {
  permitContent,
  permitEvents,
  permitHandover,
  permitVersions,
  permitView,
} from './permit.queries.js';

/** Permits by the id of any of their versions. What is no permit id names no permit. */
@Controller('api/v1/permits')
export class PermitController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get(':id')
  permit(@CurrentActor() actor: Person, @Param('id') id: string) {
    return permitView(this.db, id, actor);
  }

  @Get(':id/versions')
  versions(@CurrentActor() actor: Person, @Param('id') id: string) {
    return permitVersions(this.db, id, actor);
  }

  @Get(':id/events')
  async events(@CurrentActor() actor: Person, @Param('id') id: string) {
    return permitEvents(this.db, id, actor, await this.clock.now());
  }

  /** What the operator of the processing environment is told. */
  @Get(':id/handover')
  handover(@CurrentActor() actor: Person, @Param('id') id: string) {
    return permitHandover(this.db, id, actor);
  }

  /** The frozen content, to be held against the checksum in the log. */
  @Get(':id/content')
  @Header('cache-control', 'private, no-store')
  async content(@CurrentActor() actor: Person, @Param('id') id: string): Promise<StreamableFile> {
    const { content } = await permitContent(this.db, id, actor);
    return new StreamableFile(Buffer.from(content), { type: 'application/json' });
  }
}
