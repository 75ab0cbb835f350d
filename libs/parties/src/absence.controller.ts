import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { calendarDay, type Clock, CLOCK, Database, Refused, validated } from '#platform';
import {
  type Absence,
  absencesOf,
  cancelAbsence,
  colleagues,
  registerAbsence,
} from './absence.queries.js';
import { CurrentActor } from './actor.decorators.js';
import type { Person } from './person.queries.js';
import type { Role } from './role.rules.js';

export const newAbsence = z
  .strictObject({ fromOn: calendarDay, toOn: calendarDay, deputyId: z.uuid('the id of a person') })
  .refine(({ fromOn, toOn }) => fromOn <= toOn, {
    path: ['toOn'],
    message: 'an absence ends on or after the day it begins',
  });

/** The roles of those who hand work to each other. */
const house: readonly Role[] = ['caseworker', 'decision-maker', 'unit-leader'];

@Controller('api/v1')
export class AbsenceController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One's own absences that are not over. */
  @Get('me/absences')
  async list(@CurrentActor() { personId }: Person): Promise<{ items: Absence[] }> {
    return absencesOf(this.db, personId, dateIn(await this.clock.now()));
  }

  @Post('me/absences')
  async register(@CurrentActor() person: Person, @Body() body: unknown): Promise<Absence> {
    return registerAbsence(this.db, person, validated(newAbsence, body), await this.clock.now());
  }

  @Delete('me/absences/:id')
  @HttpCode(204)
  async cancel(@CurrentActor() { personId }: Person, @Param('id') id: string): Promise<void> {
    if (!z.uuid().safeParse(id).success) {
      throw new Refused({ code: 'absence-unknown', kind: 'absent' });
    }
    await cancelAbsence(this.db, personId, id, await this.clock.now());
  }

  /** Whom a case may be given to, and who may stand in. For those who work in the house. */
  @Get('colleagues')
  colleagues(@CurrentActor() { roles }: Person) {
    if (!roles.some(({ role }) => house.includes(role))) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    return colleagues(this.db, house);
  }
}

function dateIn(at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(at);
}
