import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { CurrentActor, languages, type Person } from '#parties';
import { type Clock, CLOCK, Database, Refused, validated } from '#platform';
import { completeness, exportedApplication, exportSchema } from './application.queries.js';
import { knownCaseId } from '../case.controller.js';
import { caseKinds } from '../case.model.js';
import { caseById, caseDetail } from '../case.queries.js';
import { rolesInCase } from '../case.relation.rules.js';
import { CaseService } from '../case.service.js';
import { wellFormed } from '../form/form.answers.rules.js';
import { problemOf } from '../form/form.fault.rules.js';
import { forms } from '../form/form.files.js';
import { beHere } from './presence.queries.js';

export const presence = z.strictObject({
  section: z.string().regex(/^[a-z-]{1,60}$/, 'a section'),
});

export const importedApplication = z.strictObject({
  schema: z.literal(exportSchema),
  formVersion: z.string().max(20),
  kind: z.enum(caseKinds),
  language: z.enum(languages),
  answers: z.record(z.string().max(100), z.unknown()),
  /** What was attached to the exported one; a new draft begins without files. */
  attachments: z.array(z.unknown()).max(500).optional(),
});

/** The application as its applicants write it, and as machines read it. */
@Controller('api/v1/cases')
export class ApplicationController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What is missing or wrong, section by section, and whether it is ready to be sent. */
  @Get(':id/completeness')
  async completeness(@CurrentActor() actor: Person, @Param('id') id: string) {
    return completeness(this.db, knownCaseId(id), actor, await this.clock.now());
  }

  /** The whole application in a form that machines can act on. Reading it is logged. */
  @Get(':id/application.json')
  async application(@CurrentActor() actor: Person, @Param('id') id: string) {
    const exported = await exportedApplication(this.db, knownCaseId(id), actor);
    await this.cases.note(knownCaseId(id), 'application-read', 'read', { format: 'json' }, actor);
    return exported;
  }

  /** A new draft from an exported application, on the version of the form that it was written on. */
  @Post('import')
  async import(@CurrentActor() actor: Person, @Body() body: unknown) {
    const { formVersion, kind, language, answers } = validated(importedApplication, body);
    const form = forms.find(({ version }) => version === formVersion);
    if (!form) throw faultIn('formVersion', 'is a version of the form', 'export it again');
    if (kind !== 'individual-level' && kind !== 'statistics') {
      throw faultIn('kind', 'a change begins at its permit', 'open the change from the permit');
    }
    const result = wellFormed(form, answers);
    if ('faults' in result) {
      const problems = result.faults.map(problemOf);
      throw new Refused({
        code: 'body-malformed',
        kind: 'malformed',
        problems: problems.map((each) => ({ ...each, field: `answers.${each.field}` })),
      });
    }
    const id = await this.cases.create(actor, { kind, language, formVersion });
    const application = { ...result.answers };
    await this.cases.execute(id, { type: 'edit-draft', version: 1, application }, actor);
    return caseDetail(this.db, id, actor);
  }

  /** A heartbeat from somebody who is writing: who else is in the draft, and in which section. */
  @Post(':id/presence')
  async presence(@CurrentActor() actor: Person, @Param('id') id: string, @Body() body: unknown) {
    const { section } = validated(presence, body);
    const accessCase = await caseById(this.db, knownCaseId(id));
    const here = accessCase ? rolesInCase(accessCase, actor) : [];
    if (!accessCase || here.length === 0) {
      throw new Refused({ code: 'case-unknown', kind: 'absent' });
    }
    if (!here.some(({ role }) => role === 'applicant')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const now = await this.clock.now();
    return { others: await beHere(this.db, accessCase.id, actor, section, now) };
  }
}

function faultIn(field: string, rule: string, todo: string): Refused {
  return new Refused({
    code: 'import-refused',
    kind: 'facts',
    problems: [{ field, rule, todo }],
  });
}
