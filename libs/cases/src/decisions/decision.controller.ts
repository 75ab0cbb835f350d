import { Controller, Get, Inject, Param } from '@nestjs/common';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Database, Refused } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import { caseId, knownCaseId } from '../case.controller.js';
import { assessmentIn, decisionById } from './decision.queries.js';
import { decisionCard } from './decision-view.rules.js';

@Controller('api/v1')
export class DecisionController {
  constructor(
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The criteria of each decision of a case, with who answered what and when. */
  @Get('cases/:id/assessment')
  async assessment(@CurrentActor() actor: Person, @Param('id') id: string) {
    const today = osloDate(await this.clock.now());
    return assessmentIn(this.db, knownCaseId(id), actor, today);
  }

  /** A decision by the id of its own, from which its case is found. */
  @Get('decisions/:id')
  decision(@CurrentActor() actor: Person, @Param('id') id: string) {
    return decisionById(this.db, knownDecisionId(id), actor);
  }

  /** The same decision in the layout that programs exchange. */
  @Get('decisions/:id/card')
  async card(@CurrentActor() actor: Person, @Param('id') id: string) {
    return decisionCard(await decisionById(this.db, knownDecisionId(id), actor));
  }
}

function knownDecisionId(id: string): string {
  const parsed = caseId.safeParse(id);
  if (!parsed.success) throw new Refused({ code: 'decision-unknown', kind: 'absent' });
  return parsed.data;
}
