import { Body, Controller, HttpCode, Inject, Put } from '@nestjs/common';
import { noteInService } from '#audit';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { CurrentActor } from './actor.decorators.js';
import { ownName } from './own-name.rules.js';
import { keepOwnName, type Person } from './person.queries.js';

/** What a person is called whose provider does not say. */
@Controller('api/v1/me/name')
export class OwnNameController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Put()
  @HttpCode(204)
  async give(@CurrentActor() { personId }: Person, @Body() body: unknown): Promise<void> {
    const { name } = validated(ownName, body);
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      if (!(await keepOwnName(tx, personId, name))) throw namedByProvider();
      const event = { type: 'own-name-given', outcome: 'accepted' as const, actorId: personId };
      await noteInService(tx, { ...event, actorRole: null, data: {} }, now);
    });
  }
}

function namedByProvider(): Refused {
  return new Refused({
    code: 'named-by-provider',
    kind: 'state',
    problems: [
      {
        field: 'name',
        rule: 'who signs in by a provider that says their name goes by it',
        todo: 'have the name changed where it is registered',
      },
    ],
  });
}
