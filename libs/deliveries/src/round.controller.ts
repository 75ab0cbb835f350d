import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { osloDate, reachOf } from '#cases';
import { CurrentActor, ForSystems, holdsRole, type Person, type Role } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { roundQuery, rounds } from './round.queries.js';

const whole: readonly Role[] = ['caseworker', 'decision-maker', 'unit-leader', 'auditor'];

@Controller('api/v1/deliveries')
export class RoundController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What is to be delivered, what is late first: a registry's own, or those of the cases that one sees. */
  @ForSystems()
  @Get()
  @Header('cache-control', 'private, no-store')
  async list(@CurrentActor() actor: Person, @Query() query: unknown) {
    const wanted = validated(roundQuery, query, 'query-malformed');
    const today = osloDate(await this.clock.now());
    const sight = { registryIds: registriesOf(actor), ...reachOf(actor) };
    return rounds(this.db, sight, wanted, today);
  }
}

function registriesOf(actor: Person): string[] | null {
  if (whole.some((role) => holdsRole(actor, role))) return null;
  const own = actor.roles.flatMap(({ role, registryId }) =>
    role === 'registry-delivery' && registryId !== null ? [registryId] : [],
  );
  if (own.length === 0) throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  return own;
}
