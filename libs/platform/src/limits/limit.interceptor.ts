import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, mergeMap, type Observable } from 'rxjs';
import { type Refusal, Refused } from '../http/refused.js';
import { kindOf } from './limit.rules.js';
import { RequestCount, type Standing } from './request.count.js';

const refusal: Refusal = {
  code: 'too-many-requests',
  kind: 'too-often',
  problems: [
    {
      field: '',
      rule: 'so many requests a minute',
      todo: 'wait for as many seconds as Retry-After says; nothing was changed',
    },
  ],
};

/**
 * Counts each request after the guards, by the person they found, or by address where it is open.
 * Whom the guards turn away costs nothing and is not counted: a session's token is 256 random bits
 * and an access token is signed, so that trying them leads nowhere.
 */
@Injectable()
export class LimitInterceptor implements NestInterceptor {
  constructor(@Inject(RequestCount) private readonly count: RequestCount) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<
      FastifyRequest & { person?: { personId: string | null } | undefined }
    >();
    const route = request.routeOptions.url ?? '';
    // Who asks whether we live, asks often.
    if (route.endsWith('/health')) return next.handle();
    const personId = request.person?.personId ?? null;
    const kind = kindOf(request.method, route, personId === null);
    return from(this.count.add(kind, personId ?? request.ip)).pipe(
      mergeMap((standing) => {
        if (!standing.isOver) return next.handle();
        sayWhen(http.getResponse<FastifyReply>(), standing);
        throw new Refused(refusal);
      }),
    );
  }
}

function sayWhen(reply: FastifyReply, { retryAfterSeconds }: Extract<Standing, { isOver: true }>) {
  void reply.header('retry-after', String(retryAfterSeconds));
}
