import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { CLOCK, type DemoClock, Refused, validated } from '#platform';

/** Forwards within this century: a clock set beyond any date a case may hold could not be used again. */
export const clockSetting = z.strictObject({
  at: z.iso.datetime().refine((at) => at < '2100', 'a time before the year 2100'),
});

/** The demonstration's clock: a year of a case in a minute. Not part of a production API at all. */
@Controller('api/v1/demo/clock')
export class DemoClockController {
  constructor(@Inject(CLOCK) private readonly clock: DemoClock) {}

  @Get()
  async now() {
    return { at: (await this.clock.now()).toISOString() };
  }

  @Post()
  @HttpCode(200)
  async set(@Body() body: unknown) {
    const { at } = validated(clockSetting, body);
    if (!(await this.clock.set(new Date(at)))) {
      throw new Refused({
        code: 'clock-runs-forwards',
        kind: 'facts',
        problems: [
          { field: 'at', rule: 'the clock is only set forwards', todo: 'give a later time' },
        ],
      });
    }
    return this.now();
  }
}
