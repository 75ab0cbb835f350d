import { Controller, Get } from '@nestjs/common';
import { demoUsers, type RoleGrant } from '#parties';
import { Public } from '#parties';

/** Who can be signed in as in a demonstration. In production this controller does not exist. */
@Controller('api/v1/demo/users')
export class DemoUsersController {
  @Public()
  @Get()
  users(): { login: string; name: string; roles: readonly RoleGrant[] }[] {
    return demoUsers.map(({ login, name, roles }) => ({ login, name, roles }));
  }
}
