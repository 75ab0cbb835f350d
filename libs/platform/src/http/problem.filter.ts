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
    // A body that is still on its way is not read: the connection ends with the answer.
    if (found.status === 413) void reply.header('connection', 'close');
    void reply.status(found.status).type('application/problem+json').send(found);
  }

  private problemFor(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Refused) return problemOf(error.refusal);
    const known = fastifyProblems[(error as { code?: string }).code ?? ''];
    if (known) return known;
    if (error instanceof HttpException) return problem(error.getStatus(), codeOf(error));
    const { statusCode } = error as { statusCode?: number };
    if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
      return problem(statusCode, 'request-malformed');
    }
    this.log.error(
      {
        err: (error as Error).name,
        code: (error as { code?: string }).code,
        route: routeOf(request),
      },
      'unexpected error',
    );
    this.log.debug({ stack: (error as Error).stack }, 'unexpected error');
    return problem(500, 'unexpected-error', [
      { field: '', rule: 'the server made a mistake', todo: 'try again; nothing was changed' },
    ]);
  }
}

const body = (rule: string, todo: string) => [{ field: 'body', rule, todo }];

const fastifyProblems: Record<string, Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: problem(
    413,
    'body-too-large',
    body('a request is at most 1 MiB', 'send less; person lists go to the vault'),
  ),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problem(
    415,
    'media-type-not-supported',
    body('the body is application/json', 'set the header Content-Type'),
  ),
  FST_ERR_CTP_EMPTY_JSON_BODY: problem(
    400,
    'body-malformed',
    body('the body is a JSON object', 'send at least {}'),
  ),
  FST_ERR_CTP_INVALID_JSON_BODY: problem(
    400,
    'body-malformed',
    body('the body is a JSON object', 'check quotes, commas and brackets'),
  ),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problem(
    400,
    'body-malformed',
    body('Content-Length is the length of the body', 'send the whole body'),
  ),
};

function codeOf(error: HttpException): string {
  return error.getStatus() === 404 ? 'not-found' : 'request-refused';
}

/** The route's pattern, never its address: an address can hold what somebody typed. */
function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions?.url ?? ''}`;
}
