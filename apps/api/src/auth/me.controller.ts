import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { Language, Person, Role, RoleGrant } from '#parties';
import { CurrentActor } from '#parties';
import { AUTH_CONFIG, type AuthConfig } from './auth.tokens.js';

/** The signed-in person, as the web asks for them first of all. */
export interface Me {
  id: string;
  name: string;
  /** Whether anybody has said what they are called; where not, the pages ask. */
  hasName: boolean;
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
  me(@CurrentActor() person: Person): Me {
    const { personId, name, isNameless, email, language, roles, signIn } = person;
    const { mayActIn = [], outOfReach = [] } = signIn ?? {};
    const { TILGANG_MODE: mode } = this.config;
    const hasName = !isNameless;
    return { id: personId, name, hasName, email, language, roles, mayActIn, outOfReach, mode };
  }
}
