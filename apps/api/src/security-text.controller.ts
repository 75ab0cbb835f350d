import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '#parties';
import { Refused } from '#platform';
import { type SecuritySettings, securityText } from './security-text.rules.js';

export const SECURITY_SETTINGS = Symbol('SecuritySettings');

/** Whom to tell of a hole in the security (RFC 9116): where everybody looks for it. */
@Public()
@Controller('.well-known/security.txt')
export class SecurityTextController {
  constructor(@Inject(SECURITY_SETTINGS) private readonly settings: SecuritySettings) {}

  @Get()
  text(@Res({ passthrough: true }) reply: FastifyReply): string {
    // Real time: whoever reads it does not live in a demonstration.
    const text = securityText(this.settings, new Date());
    if (text === null) throw new Refused({ code: 'not-found', kind: 'absent' });
    void reply.type('text/plain; charset=utf-8').header('cache-control', 'public, max-age=86400');
    return text;
  }
}
