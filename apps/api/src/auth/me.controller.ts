import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { Language, Person, RoleGrant } from '#parties';
import { CurrentActor } from '#parties';
import { AUTH_CONFIG, type AuthConfig } from './auth.tokens.js';

/** The signed-in person, as the web asks for them first of all. */
export interface Me {
  id: string;
  name: string;
  email: string;
  language: Language;
  roles: readonly RoleGrant[];
  mode: AuthConfig['TILGANG_MODE'];
}

@Controller('api/v1/me')
export class MeController {
  constructor(@Inject(AUTH_CONFIG) private readonly config: AuthConfig) {}

  @Get()
  @Header('cache-control', 'no-store')
  me(@CurrentActor() { personId, name, email, language, roles }: Person): Me {
    return { id: personId, name, email, language, roles, mode: this.config.TILGANG_MODE };
  }
}
