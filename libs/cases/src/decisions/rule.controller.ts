import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import { rulesOn } from '#letters';
import { CurrentActor, type Person, type Role } from '#parties';
import { type Clock, CLOCK, Refused, validated } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import { date } from '../field.rules.js';

export const rulesQuery = z.strictObject({ on: date.optional() });

const mayRead: readonly Role[] = ['administrator', 'caseworker', 'decision-maker', 'auditor'];

/** The rules that the house decides under, for those who keep and apply them. */
@Controller('api/v1/rules')
export class RuleController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Criteria and citations as they hold on a day, today where none is named. */
  @Get()
  async rules(@CurrentActor() actor: Person, @Query() query: unknown) {
    if (!actor.roles.some(({ role }) => mayRead.includes(role))) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const { on } = validated(rulesQuery, query, 'query-malformed');
    return rulesOn(on ?? osloDate(await this.clock.now()));
  }
}
