import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { Language, Person, Role, RoleGrant } from '#parties';
import { CurrentActor } from '#parties';
import { AUTH_CONFIG, type AuthConfig } from './auth.tokens.js';

/** The signed-in person, as the web asks for them first of all. */
export interface Me {
  id: string;
  name: string;
  email: string;
  language: Language;
  /** What they act in now: in a browser one role, in all the registries that it is held for. */
  roles: readonly RoleGrant[];
  /** The roles that they may choose between. */
  mayActIn: readonly Role[];
  /** Roles given to them that ask for a higher level of assurance. */
  outOfReach: readonly Role[];
  mode: AuthConfig['TILGANG_MODE'];
}

@Controller('api/v1/me')
export class MeController {
  constructor(@Inject(AUTH_CONFIG) private readonly config: AuthConfig) {}

  @Get()
  @Header('cache-control', 'no-store')
  me(@CurrentActor() { personId, name, email, language, roles, signIn }: Person): Me {
    const { mayActIn = [], outOfReach = [] } = signIn ?? {};
    const { TILGANG_MODE: mode } = this.config;
    return { id: personId, name, email, language, roles, mayActIn, outOfReach, mode };
  }
}
