import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { z } from 'zod';
import {
  channelNames,
  deadLetters,
  letterForReading,
  lettersInPackage,
  makePrintPackage,
  packageFile,
  postPackage,
  printPackages,
  resend,
} from '#letters';
import { CurrentActor, holdsRole, type Person } from '#parties';
import {
  type Clock,
  CLOCK,
  Database,
  FILE_STORE,
  type FileStore,
  reachingAlso,
  Refused,
  validated,
} from '#platform';
import { knownCaseId } from '../case.controller.js';
import { CaseService } from '../case.service.js';
import { addWorkingDays, norwegianCalendar, osloDate } from '../clocks/calendar.rules.js';
import { date } from '../field.rules.js';

export const deadLetterQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const resending = z.strictObject({ channel: z.enum(channelNames) });

export const posting = z.strictObject({ postedOn: date });

/** Ordinary post needs up to five working days; the doubt is the agency's, not the party's. */
const POSTAL_WORKING_DAYS = 5;

/** What has to be done by hand for letters to arrive: dead letters, and letters by post. */
@Controller('api/v1')
export class DispatchController {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {}

  /** The letters that were given up, the longest dead first. */
  @Get('dead-letters')
  dead(@CurrentActor() actor: Person, @Query() query: unknown) {
    demandDispatcher(actor);
    const asked = validated(deadLetterQuery, query, 'query-malformed');
    return inMailRoom(() => deadLetters(this.db, asked));
  }

  /** Sends a dead letter anew, by the channel a person has chosen; stands in the log of the case. */
  @Post('letters/:id/resend')
  @HttpCode(204)
  async resend(@CurrentActor() actor: Person, @Param('id') id: string, @Body() body: unknown) {
    demandDispatcher(actor);
    const { channel } = validated(resending, body);
    const letterId = knownCaseId(id);
    const letter = await inMailRoom(() => letterForReading(this.db, letterId));
    if (!letter) throw new Refused({ code: 'letter-unknown', kind: 'absent' });
    const newId = randomUUID();
    const order = { channel, requestedBy: actor.personId, newId };
    const data = { letterId, kind: letter.kind, channel, sendingId: newId };
    const now = await this.clock.now();
    await this.cases.note(letter.caseId, 'letter-resent', 'accepted', data, actor, async (tx) => {
      await resend(tx, letterId, order, now);
    });
  }

  /** How many letters wait for post, and the packages that were made of them. */
  @Get('print-packages')
  packages(@CurrentActor() actor: Person) {
    demandDispatcher(actor);
    return inMailRoom(() => printPackages(this.db));
  }

  /** Puts the letters that wait into a package for the mail room. */
  @Post('print-packages')
  async pack(@CurrentActor() actor: Person): Promise<{ id: string }> {
    demandDispatcher(actor);
    const now = await this.clock.now();
    const make = () => makePrintPackage(this.db, this.files, actor.personId, now);
    return { id: await inMailRoom(make) };
  }

  /** Each letter in it is told as read in its case: the mail room is of no unit. */
  @Get('print-packages/:id/zip')
  @Header('cache-control', 'private, no-store')
  async zip(@CurrentActor() actor: Person, @Param('id') id: string): Promise<StreamableFile> {
    demandDispatcher(actor);
    const packageId = knownCaseId(id);
    const bytes = await inMailRoom(() => packageFile(this.db, this.files, packageId));
    const letters = await inMailRoom(() => lettersInPackage(this.db, packageId));
    for (const { letterId, caseId } of letters) {
      await this.cases.note(caseId, 'letter-read', 'read', { letterId, packageId }, actor);
    }
    return new StreamableFile(Readable.from(bytes), {
      type: 'application/zip',
      disposition: `attachment; filename="brev-${packageId}.zip"`,
    });
  }

  /** Notes the day a package was posted: its letters have left, and time limits begin to run. */
  @Post('print-packages/:id/posted')
  @HttpCode(204)
  async posted(@CurrentActor() actor: Person, @Param('id') id: string, @Body() body: unknown) {
    demandDispatcher(actor);
    const { postedOn } = validated(posting, body);
    const now = await this.clock.now();
    if (postedOn > osloDate(now)) {
      throw new Refused({
        code: 'posted-in-the-future',
        kind: 'facts',
        problems: [{ field: 'postedOn', rule: 'a day that has come', todo: 'give the day' }],
      });
    }
    const arrivesOn = addWorkingDays(postedOn, POSTAL_WORKING_DAYS, norwegianCalendar);
    const posted = { postedOn, arrivesOn, postedBy: actor.personId };
    const packageId = knownCaseId(id);
    await inMailRoom(() => postPackage(this.db, packageId, posted, now));
  }
}

/** Who puts letters in envelopes does so whatever case they are of: the letters, and nothing else. */
function inMailRoom<T>(work: () => T): T {
  return reachingAlso('post', work);
}

function demandDispatcher(actor: Person): void {
  if (!holdsRole(actor, 'caseworker') && !holdsRole(actor, 'administrator')) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
}
