import { createHash } from 'node:crypto';
import {
  Body,
  Controller,
  Delete,
  Get,
  Head,
  Header,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Res,
} from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  assertProtocol,
  partChecksum,
  readPast,
  uploadedBytes,
  validated,
  wholeNumber,
} from '#platform';
import { AccessControl } from '../access/access.control.js';
import type { Requester } from '../access/access.log.js';
import { listPath, uploadPath } from '../vault.dto.js';
import { refuse } from '../vault.refusals.js';
import { listToCome } from './incoming.headers.js';
import { type ArrivingList, type ListProgress, progressOf } from './incoming.list.js';
import { IncomingStore, otherOffset } from './incoming.store.js';
import { IncomingWorker } from './incoming.worker.js';
import { mostReadPastBytes } from '../runs/list.body.js';

// A part with a checksum waits in memory until it is known to be whole.
const longestCheckedBytes = 8 * 1_048_576;

type Sent = Readonly<Record<string, string | undefined>>;

/**
 * Lists in parts, by the tus protocol 1.0.0 with its extensions creation, expiration, checksum and
 * termination. Each request has a ticket of its own: whoever may send lists for the registry may go
 * on where another stopped.
 */
@Controller('vault/v1/domains/:domainId/lists/:registryId/uploads')
export class IncomingController {
  constructor(
    private readonly access: AccessControl,
    private readonly store: IncomingStore,
    private readonly worker: IncomingWorker,
  ) {}

  /** Begins a list: its length and, where it is known, checksum. Nothing of it comes yet. */
  @Post()
  @HttpCode(201)
  @Header('tus-resumable', '1.0.0')
  async begin(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Headers() sent: Sent,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ListProgress> {
    const { domainId, registryId } = validated(listPath, path);
    const use = { scope: 'list:write', domainId, registryId } as const;
    return this.access.as(authorization, use, 'send-list', async (by) => {
      assertProtocol(sent['tus-resumable']);
      const { sizeBytes, sha256 } = listToCome(sent['upload-length'], sent['upload-metadata']);
      const coming = { domainId, registryId, source: 'upload', sizeBytes, sha256 } as const;
      const list = await this.store.begin(coming, by);
      void reply
        .header('location', `/vault/v1/domains/${domainId}/lists/${registryId}/uploads/${list.id}`)
        .header('upload-expires', list.expiresAt.toUTCString());
      return progressOf(list, 0, list.beganAt);
    });
  }

  /** How far a list has come. */
  @Head(':listId')
  @HttpCode(200)
  @Header('tus-resumable', '1.0.0')
  async offset(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { list } = await this.listOf(authorization, path);
    const arrived = await this.store.arrivedBytes(list);
    // Cut off between the last part and this word of it.
    if (arrived === list.sizeBytes) await this.whole(list);
    void reply
      .header('upload-offset', arrived)
      .header('upload-length', list.sizeBytes)
      .header('upload-expires', list.expiresAt.toUTCString());
  }

  /** How far the work on a list has come, and how it ended. */
  @Get(':listId')
  async progress(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<ListProgress> {
    const { list } = await this.listOf(authorization, path);
    return this.store.progress(list);
  }

  /** Adds a part where the last one ended; with the last part the vault begins to work on it. */
  @Patch(':listId')
  @HttpCode(204)
  @Header('tus-resumable', '1.0.0')
  async add(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
    @Headers() sent: Sent,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    try {
      assertProtocol(sent['tus-resumable']);
      const offset = wholeNumber('Upload-Offset', sent['upload-offset']);
      const { list, requester } = await this.listOf(authorization, path);
      const checksum = partChecksum(sent['upload-checksum']);
      const left = list.sizeBytes - offset;
      if (list.state !== 'receiving' || (await this.store.arrivedBytes(list)) !== offset) {
        throw otherOffset();
      }
      const bytes = checksum ? checked(body, left, checksum) : uploadedBytes(body, left);
      const arrived = await this.store.append(list, offset, bytes, requester);
      if (arrived === list.sizeBytes) await this.whole(list);
      void reply
        .header('upload-offset', arrived)
        .header('upload-expires', list.expiresAt.toUTCString());
    } finally {
      await readPast(body, mostReadPastBytes);
    }
  }

  /** Gives a list up that has not all come. */
  @Delete(':listId')
  @HttpCode(204)
  @Header('tus-resumable', '1.0.0')
  async giveUp(
    @Headers('authorization') authorization: string | undefined,
    @Param() path: unknown,
  ): Promise<void> {
    const { list } = await this.listOf(authorization, path);
    if (list.state !== 'receiving') throw refuse('state', 'list-has-arrived');
    await this.store.end(list, { state: 'given-up' });
  }

  private async whole(list: ArrivingList): Promise<void> {
    await this.store.received(list);
    this.worker.wake();
  }

  private async listOf(
    authorization: string | undefined,
    path: unknown,
  ): Promise<{ list: ArrivingList; requester: Requester }> {
    const { domainId, registryId, listId } = validated(uploadPath, path);
    const use = { scope: 'list:write', domainId, registryId } as const;
    const requester = await this.access.person(authorization, use);
    const list = await this.store.find(domainId, registryId, listId);
    if (!list) throw refuse('absent', 'unknown-list');
    return { list, requester };
  }
}

/** A part with a checksum: all of it, or nothing. */
async function* checked(body: unknown, most: number, checksum: Buffer): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of uploadedBytes(body, Math.min(most, longestCheckedBytes))) {
    chunks.push(chunk);
  }
  const part = Buffer.concat(chunks);
  if (!createHash('sha256').update(part).digest().equals(checksum)) {
    throw refuse('checksum', 'part-checksum-differs', [
      {
        field: 'Upload-Checksum',
        rule: 'a part arrives as it was sent',
        todo: 'send the part again; none of it was kept',
      },
    ]);
  }
  yield part;
}
