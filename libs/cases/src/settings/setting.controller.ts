import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, CurrentActor, type Person, type Role } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import { date } from '../field.rules.js';
import { addSettingVersion, settingVersions } from './setting.queries.js';
import { settingDefinitions, settingNames, settingsOn } from './setting.rules.js';

export const newSetting = z.strictObject({
  name: z.enum(settingNames),
  value: z.union([z.boolean(), z.int(), z.string().max(50), z.array(z.string().max(50)).max(366)]),
  validFromOn: date,
});

/** The settings that time limits are computed from, for those who keep and those who check them. */
@Controller('api/v1/settings')
export class SettingController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(@CurrentActor() actor: Person) {
    mustHold(actor, ['administrator', 'auditor', 'caseworker', 'decision-maker']);
    const versions = await settingVersions(this.db);
    const inForce = settingsOn(osloDate(await this.clock.now()), versions);
    return {
      items: settingNames.map((name) => ({
        name,
        value: inForce[name],
        standard: settingDefinitions[name].standard,
        versions: versions.filter((version) => version.name === name),
      })),
    };
  }

  /** A new value from a day on. What clocks have started with they keep. */
  @Post()
  @HttpCode(204)
  async add(@CurrentActor() actor: Person, @Body() body: unknown) {
    mustHold(actor, ['administrator']);
    const { name, value, validFromOn } = validated(newSetting, body);
    const fitting = validated(z.object({ value: settingDefinitions[name].schema as z.ZodType }), {
      value,
    });
    const now = await this.clock.now();
    if (validFromOn <= osloDate(now)) throw tooEarly();
    const version = { name, value: fitting.value, validFromOn };
    await addSettingVersion(this.db, version, actor.personId, now);
  }
}

function mustHold(actor: Actor, roles: readonly Role[]): void {
  if (actor.roles.some(({ role }) => roles.includes(role))) return;
  throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}

/** Today's clocks have started with today's settings: a change begins tomorrow at the earliest. */
function tooEarly(): Refused {
  return new Refused({
    code: 'valid-from-too-early',
    kind: 'facts',
    problems: [
      {
        field: 'validFromOn',
        rule: 'a setting begins to hold after today, so that no limit already told of moves',
        todo: 'choose a later date',
      },
    ],
  });
}
