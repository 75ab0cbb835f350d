import { Body, Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, holdsRole, type Person } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { type DatedRule, datedRules, rekModeRules } from '../advice/ethics.rules.js';
import { date, line } from '../field.rules.js';

export const ruleDate = z.strictObject({
  /** The first day on which the rule holds; null takes a day back. */
  validFrom: date.nullable(),
  /** The decision that set the day, as `kgl.res. 13. mars 2026 nr. 402`. */
  source: line(200),
});

/** Rules that were passed without a day: the administrator records the day when it is set. */
@Controller('api/v1/rule-dates')
export class RuleDateController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list() {
    const { rows } = await this.db.pool.query<{
      rule: DatedRule;
      validFrom: string | null;
      source: string;
      recordedAt: Date;
    }>(
      `SELECT DISTINCT ON (rule) rule, valid_from::text AS "validFrom", source,
              recorded_at AS "recordedAt"
         FROM rule_date ORDER BY rule, id DESC`,
    );
    return {
      items: datedRules.map((rule) => {
        const set = rows.find((row) => row.rule === rule);
        return {
          rule,
          provision: provisionOf(rule),
          validFrom: set?.validFrom ?? null,
          source: set?.source ?? null,
          recordedAt: set?.recordedAt ?? null,
        };
      }),
    };
  }

  @Put(':rule')
  @HttpCode(204)
  async set(@CurrentActor() actor: Person, @Param('rule') rule: string, @Body() body: unknown) {
    if (!holdsRole(actor, 'administrator')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const { validFrom, source } = validated(ruleDate, body);
    if (!(datedRules as readonly string[]).includes(rule)) {
      throw new Refused({ code: 'rule-unknown', kind: 'absent' });
    }
    await this.db.pool.query(
      `INSERT INTO rule_date (rule, valid_from, source, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5)`,
      [rule, validFrom, source, actor.personId, await this.clock.now()],
    );
  }
}

function provisionOf(rule: DatedRule): string {
  return Object.values(rekModeRules).find(({ dated }) => dated === rule)?.rule ?? '';
}
