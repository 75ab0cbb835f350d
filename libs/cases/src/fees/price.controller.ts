import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, holdsRole, type Person } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import type { PriceList } from './case.fee.rules.js';
import { date } from '../field.rules.js';

const nok = z.int().min(0).max(1_000_000);

export const newPriceList = z.strictObject({
  validFrom: date,
  oneSourceNok: nok,
  severalSourcesNok: nok,
  hourNok: nok,
});

/** What Helsedataservice charges: dated lists, of which the newest that has begun is in force. */
@Controller('api/v1/price-lists')
export class PriceController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  async list(): Promise<{ items: PriceList[] }> {
    const { rows } = await this.db.pool.query<PriceList>(
      `SELECT valid_from::text AS "validFrom", one_source_nok AS "oneSourceNok",
              several_sources_nok AS "severalSourcesNok", hour_nok AS "hourNok"
         FROM price_list ORDER BY valid_from DESC LIMIT 100`,
    );
    return { items: rows };
  }

  /** Prices change from a day to come: what has been in force is never changed. */
  @Post()
  async add(@CurrentActor() actor: Person, @Body() body: unknown): Promise<PriceList> {
    if (!holdsRole(actor, 'administrator')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const prices = validated(newPriceList, body);
    const now = await this.clock.now();
    if (prices.validFrom <= osloDate(now)) throw notToCome('a price list begins after today');
    const { rowCount } = await this.db.pool.query(
      `INSERT INTO price_list (valid_from, one_source_nok, several_sources_nok, hour_nok,
                               registered_by, registered_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [
        prices.validFrom,
        prices.oneSourceNok,
        prices.severalSourcesNok,
        prices.hourNok,
        actor.personId,
        now,
      ],
    );
    if (rowCount !== 1) throw notToCome('one price list begins on a day');
    return prices;
  }
}

function notToCome(rule: string): Refused {
  return new Refused({
    code: 'price-list-not-to-come',
    kind: 'facts',
    problems: [{ field: 'validFrom', rule, todo: 'choose another day' }],
  });
}
