import { Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { validated } from '#platform';
import { AccessControl } from '../access/access.control.js';
import { rotationOrder } from '../vault.dto.js';
import { refuse } from '../vault.refusals.js';
import { KeyRotation, type RotationView } from './key.rotation.js';

const use = { scope: 'custody', domainId: null, registryId: null } as const;

@Controller('vault/v1/keys/rotation')
export class RotationController {
  constructor(
    private readonly access: AccessControl,
    private readonly rotation: KeyRotation,
  ) {}

  /** Begins to rotate. No number is lost by it, so one custodian is enough. */
  @Post()
  @HttpCode(202)
  async begin(
    @Headers('authorization') authorization: string | undefined,
    @Body() body: unknown,
  ): Promise<RotationView> {
    return this.access.as(authorization, use, 'rotate-keys', (by) =>
      this.rotation.begin(validated(rotationOrder, body).kind, by),
    );
  }

  @Get()
  async newest(@Headers('authorization') authorization: string | undefined): Promise<RotationView> {
    await this.access.person(authorization, use);
    const rotation = await this.rotation.newest();
    if (!rotation) throw refuse('absent', 'no-rotation-yet');
    return rotation;
  }
}
