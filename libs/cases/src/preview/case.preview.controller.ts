import {
  Body,
  Controller,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { z } from 'zod';
import { drawDraft, languageFor, type LetterPreview, previewLetter } from '#letters';
import { CurrentActor, type Person } from '#parties';
import { type Clock, CLOCK, Refused, validated } from '#platform';
import { commandFrom, knownCaseId } from '../case.controller.js';
import { CaseService } from '../case.service.js';

export const draftQuery = z.object({
  /** Which of the letters, from 0. */
  letter: z.coerce.number().int().min(0).max(99).default(0),
});

/** Letters before they are sent: a preview takes the body of its command and changes nothing. */
@Controller('api/v1/cases/:id/commands/:name/preview')
export class CasePreviewController {
  constructor(
    private readonly cases: CaseService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The letters that the command would send, or that its proposal becomes when it is signed. */
  @Post()
  @HttpCode(200)
  async preview(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('name') name: string,
    @Body() body: unknown,
  ): Promise<{ letters: LetterPreview[] }> {
    const { language, letters, freeTexts } = await this.cases.lettersToCome(
      knownCaseId(id),
      commandFrom(name, body),
      actor,
    );
    return {
      letters: letters.map((order) =>
        previewLetter(order, languageFor(order.recipient, language), freeTexts),
      ),
    };
  }

  /** One of them on paper, marked as a draft. */
  @Post('pdf')
  @HttpCode(200)
  async pdf(
    @CurrentActor() actor: Person,
    @Param('id') id: string,
    @Param('name') name: string,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<StreamableFile> {
    const caseId = knownCaseId(id);
    const { letter } = validated(draftQuery, query, 'query-malformed');
    const command = commandFrom(name, body);
    const { language, letters } = await this.cases.lettersToCome(caseId, command, actor);
    const order = letters[letter];
    if (!order) throw new Refused({ code: 'letter-unknown', kind: 'absent' });
    const { pdf } = drawDraft(order, languageFor(order.recipient, language), {
      caseId,
      now: await this.clock.now(),
    });
    return new StreamableFile(pdf, {
      type: 'application/pdf',
      disposition: `attachment; filename="${order.kind}.pdf"`,
      length: pdf.length,
    });
  }
}
