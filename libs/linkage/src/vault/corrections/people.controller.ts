import { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, Param, Post, StreamableFile } from '@nestjs/common';
import { readPast, validated } from '#platform';
import { AccessControl, type TicketUse } from '../access/access.control.js';
import { type AliasReceipt, AliasService } from '../aliases/alias.service.js';
import {
  type ReservationReceipt,
  ReservationService,
} from '../reservations/reservation.service.js';
import { bytesOf, mostReadPastBytes } from '../runs/list.body.js';
import { domainPath, filePath, listPath } from '../vault.dto.js';
import { CorrectionService } from './correction.service.js';

type Sent = string | undefined;

/** Who is one person, who may not be linked, and what receivers of key files must change for it. */
@Controller('vault/v1')
export class PeopleController {
  constructor(
    private readonly access: AccessControl,
    private readonly aliases: AliasService,
    private readonly reservations: ReservationService,
    private readonly corrections: CorrectionService,
  ) {}

  /** A file of replaced identity numbers, for a whole project. */
  @Post('domains/:domainId/aliases')
  async receiveAliases(
    @Headers('authorization') authorization: Sent,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<AliasReceipt> {
    try {
      const { domainId } = validated(domainPath, path);
      const use = { scope: 'people:write', domainId, registryId: null } as const;
      return await this.access.as(authorization, use, 'receive-aliases', (by) =>
        this.aliases.receive(domainId, bytesOf(body), by),
      );
    } finally {
      await readPast(body, mostReadPastBytes);
    }
  }

  /** People who may not be linked in a project at all: withdrawn consents. */
  @Post('domains/:domainId/reservations')
  async reserveInProject(
    @Headers('authorization') authorization: Sent,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<ReservationReceipt> {
    const { domainId } = validated(domainPath, path);
    return this.reserve({ domainId, registryId: null }, 'people:write', authorization, body);
  }

  /** People who have reserved themselves against the use of one registry's data. */
  @Post('domains/:domainId/reservations/:registryId')
  async reserveInRegistry(
    @Headers('authorization') authorization: Sent,
    @Param() path: unknown,
    @Body() body: unknown,
  ): Promise<ReservationReceipt> {
    return this.reserve(validated(listPath, path), 'list:write', authorization, body);
  }

  /** What a receiver of key files must change: the linker with its own ticket, as for bridges. */
  @Get('corrections/:fileId')
  async correction(
    @Headers('authorization') authorization: Sent,
    @Param() path: unknown,
  ): Promise<StreamableFile> {
    const { fileId } = validated(filePath, path);
    const { isForLinker, ...place } = await this.corrections.placeOf(fileId);
    const scope = isForLinker ? 'bridge:read' : 'list:write';
    return this.stream(authorization, fileId, 'correction', { scope, ...place });
  }

  /** What was wrong with which lines of a file of aliases or reservations. */
  @Get('people-files/:fileId/report')
  async report(
    @Headers('authorization') authorization: Sent,
    @Param() path: unknown,
  ): Promise<StreamableFile> {
    const { fileId } = validated(filePath, path);
    const place = await this.corrections.reportPlaceOf(fileId);
    const scope = place.registryId === null ? 'people:write' : 'list:write';
    return this.stream(authorization, fileId, 'report', { scope, ...place });
  }

  private async reserve(
    place: { domainId: string; registryId: string | null },
    scope: 'people:write' | 'list:write',
    authorization: Sent,
    body: unknown,
  ): Promise<ReservationReceipt> {
    try {
      const use = { scope, ...place };
      return await this.access.as(authorization, use, 'receive-reservations', (by) =>
        this.reservations.receive({ ...place, bytes: bytesOf(body) }, by),
      );
    } finally {
      await readPast(body, mostReadPastBytes);
    }
  }

  private async stream(
    authorization: Sent,
    fileId: string,
    kind: 'correction' | 'report',
    use: TicketUse & { domainId: string },
  ): Promise<StreamableFile> {
    const stream = await this.access.as(authorization, use, `fetch-${kind}`, (by) =>
      this.corrections.file(fileId, kind, use, by),
    );
    const isReport = kind === 'report';
    return new StreamableFile(Readable.from(stream), {
      type: isReport ? 'text/csv; charset=utf-8' : 'application/octet-stream',
      disposition: `attachment; filename="${fileId}${isReport ? '-report.csv' : '.csv.age'}"`,
    });
  }
}
