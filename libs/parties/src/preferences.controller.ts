import { Body, Controller, Patch } from '@nestjs/common';
import { z } from 'zod';
import { Database, validated } from '#platform';
import { CurrentActor } from './actor.decorators.js';
import { type Language, languages } from './person.entity.js';
import { keepLanguage, type Person } from './person.queries.js';

export const preferences = z.strictObject({ language: z.enum(languages) });

/** What a person has chosen for themselves. */
@Controller('api/v1/me/preferences')
export class PreferencesController {
  constructor(private readonly db: Database) {}

  /** The written form of the screens from now on, and of the letters in cases opened in them. */
  @Patch()
  async change(
    @CurrentActor() { personId }: Person,
    @Body() body: unknown,
  ): Promise<{ language: Language }> {
    const { language } = validated(preferences, body);
    await keepLanguage(this.db.pool, personId, language);
    return { language };
  }
}
