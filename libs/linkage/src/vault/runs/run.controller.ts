import { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { readPast, validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { AccessLog, type Requester } from '../access/access.log.js';
import { bytesOf, mostReadPastBytes } from './list.body.js';
import type { RunFileKind } from './run.file.js';
import type { RunManifest } from './run.manifest.js';
import type { RunReceipt } from './run.receipt.js';
import { RunService } from './run.service.js';
import { stepQuery } from '../orders/order.dto.js';
import { listPath, runPath } from '../vault.dto.js';

@Controller('vault/v1')
export class RunController {
  constructor(
    private readonly access: AccessControl,
    private readonly log: AccessLog,
    private readonly runs: RunService,
  ) {}

  @Post('domains/:domainId/lists/:registryId')
  async receive(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<RunReceipt> {
    try {
      const { domainId, registryId } = validated(listPath, path);
      const { step } = validated(stepQuery, query);
      const use = { scope: 'list:write', domainId, registryId } as const;
      return await this.access.as(authorization, use, 'receive-list', (by) =>
        this.runs.receive({ domainId, registryId, step, bytes: bytesOf(body) }, by),
      );
    } finally {
      await readPast(body, mostReadPastBytes);
    }
  }

  /** Numbers for the whole population, where the plan lets the registry extract by them. */
  @Post('domains/:domainId/lists/:registryId/population')
  async population(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<RunReceipt> {
    const { domainId, registryId } = validated(listPath, path);
    const use = { scope: 'list:write', domainId, registryId } as const;
    return this.access.as(authorization, use, 'receive-list', (by) =>
      this.runs.population({ domainId, registryId }, by),
    );
  }

  /** The age public key that lists of this project may be encrypted to. */
  @Get('domains/:domainId/lists/:registryId/recipient')
  async recipient(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<{ ageRecipient: string }> {
    const { domainId, registryId } = validated(listPath, path);
    const use = { scope: 'list:write', domainId, registryId } as const;
    const requester = await this.access.person(authorization, use);
    return { ageRecipient: await this.runs.recipient(domainId, registryId, requester) };
  }

  @Get('runs/:runId/key-file')
  async keyFile(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<StreamableFile> {
    return this.fetch('key-file', authorization, path);
  }

  /** What the key file is said to be, for whoever fetched it: rows, hashes, to which key. */
  @Get('runs/:runId/manifest')
  async manifest(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<RunManifest> {
    const { runId } = validated(runPath, path);
    const place = await this.runs.placeOf(runId);
    const requester = await this.access.person(authorization, { scope: 'list:write', ...place });
    const entry = { requester, action: 'fetch-manifest', ...place, runId } as const;
    return this.log.watch(entry, () => this.runs.manifest(runId));
  }

  @Get('runs/:runId/report')
  async report(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<StreamableFile> {
    return this.fetch('report', authorization, path);
  }

  /** For the linker alone: from the registry's own numbers to the project's. */
  @Get('runs/:runId/bridge')
  async bridge(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<StreamableFile> {
    const { runId } = validated(runPath, path);
    const { domainId, registryId } = await this.runs.placeOf(runId);
    const linkerId = await this.runs.linkerOf(domainId);
    const use = { scope: 'bridge:read', domainId, registryId: linkerId } as const;
    const requester = await this.access.person(authorization, use);
    return this.stream('bridge', requester, { domainId, registryId, runId });
  }

  private async fetch(
    kind: Exclude<RunFileKind, 'bridge'>,
    authorization: string | undefined,
    path: unknown,
  ): Promise<StreamableFile> {
    const { runId } = validated(runPath, path);
    const place = await this.runs.placeOf(runId);
    const requester = await this.access.person(authorization, { scope: 'list:write', ...place });
    return this.stream(kind, requester, { ...place, runId });
  }

  private async stream(
    kind: RunFileKind,
    requester: Requester,
    place: { domainId: string; registryId: string; runId: string },
  ): Promise<StreamableFile> {
    const entry = { requester, action: `fetch-${kind}`, ...place } as const;
    const stream = await this.log.watch(entry, () => this.runs.file(place.runId, kind, requester));
    return new StreamableFile(Readable.from(stream), {
      type: kind === 'report' ? 'text/csv; charset=utf-8' : 'application/octet-stream',
      disposition: `attachment; filename="${await this.runs.fileName(place.runId, kind)}"`,
    });
  }
}
