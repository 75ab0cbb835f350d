import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../log.js';
import { type Problem, problem, problemOf } from './problem.js';
import { Refused } from './refused.js';

/** Every error leaves as a problem document. What is not a refusal is a bug: logged, never shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const found = this.problemFor(error, http.getRequest<FastifyRequest>());
    if (reply.sent) return;
    if (error instanceof Refused && error.refusal.kind === 'sign-in-too-old') {
      const challenge = 'Bearer error="insufficient_user_authentication", max_age=0';
      void reply.header('www-authenticate', challenge);
    }
    // What is left of a body too large is read past, bounded by the time limit of a request: a
    // connection cut off at once often takes the answer with it, also for a sender that asked for
    // the connection to be closed.
    if (found.status === 413) {
      void reply.removeHeader('connection');
      reply.raw.shouldKeepAlive = true;
    }
    void reply.status(found.status).type('application/problem+json').send(found);
  }

  private problemFor(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Refused) return problemOf(error.refusal);
    const status = error instanceof HttpException ? error.getStatus() : statusCodeOf(error);
    if (status >= 400 && status < 500) {
      return requestProblems[status] ?? problem(status, 'request-refused');
    }
    this.log.error(
      {
        err: (error as Error).name,
        code: (error as { code?: string }).code,
        route: routeOf(request),
        requestId: request.id,
      },
      'unexpected error',
    );
    this.log.debug({ stack: (error as Error).stack, requestId: request.id }, 'unexpected error');
    return {
      ...problem(500, 'unexpected-error', [
        { field: '', rule: 'the server made a mistake', todo: 'try again; nothing was changed' },
      ]),
      instance: `urn:uuid:${request.id}`,
    };
  }
}

const body = (rule: string, todo: string) => [{ field: 'body', rule, todo }];

/** What the server itself turns down before any code of ours sees it, by status. */
const requestProblems: Record<number, Problem> = {
  400: problem(
    400,
    'request-malformed',
    body('the request is whole, as long as Content-Length says', 'send the whole request again'),
  ),
  404: problem(404, 'not-found'),
  413: problem(
    413,
    'body-too-large',
    body(
      'a request is at most 64 KiB, and 1 MiB where somebody writes',
      'send less; person lists go to the vault',
    ),
  ),
  415: problem(
    415,
    'media-type-not-supported',
    body('the body is application/json, or text/csv for a person list', 'set Content-Type'),
  ),
};

function statusCodeOf(error: unknown): number {
  return (error as { statusCode?: number }).statusCode ?? 500;
}

/** The route's pattern, never its address: an address can hold what somebody typed. */
function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions?.url ?? ''}`;
}
