import { Controller, Get, Inject, Param } from '@nestjs/common';
import { z } from 'zod';
import { type Clock, CLOCK, Refused } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import type { Check } from './checklist.model.js';
import { checklist } from './checklist.rules.js';
import { answersSchema } from './form.answers.rules.js';
import { currentForm, forms } from './form.files.js';
import type { FormDefinition } from './form.model.js';

/** The application form as data: what the web asks by, and other programs write by. */
@Controller('api/v1/forms')
export class FormController {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Every version, and the one that new drafts begin on. */
  @Get()
  async versions() {
    const { version } = currentForm(osloDate(await this.clock.now()));
    return {
      current: version,
      items: forms.map((form) => ({ version: form.version, validFromOn: form.validFromOn })),
    };
  }

  /** One version whole, with the checks that its answers are held against. */
  @Get(':version')
  form(
    @Param('version') version: string,
  ): FormDefinition & { checks: Readonly<Record<string, Check>> } {
    return { ...known(version), checks: checklist };
  }

  /** The JSON Schema of the answers: well-formed, whether or not they are complete. */
  @Get(':version/schema.json')
  schema(@Param('version') version: string): object {
    return z.toJSONSchema(answersSchema(known(version)), { io: 'input', unrepresentable: 'any' });
  }
}

function known(version: string): FormDefinition {
  const form = forms.find((each) => each.version === version);
  if (!form) throw new Refused({ code: 'form-unknown', kind: 'absent' });
  return form;
}
