// First: schemas are made as the next file is read.
import './without-eval';
import { commandBodies } from '../../../../../../libs/cases/src/case.commands.js';
import { problemsIn } from '../../../../../../libs/platform/src/http/problem.rules.js';
import type { FieldProblem } from '../../../api/client';
import type { Values } from '../../../components/typed-text';

type BodySchema = Parameters<typeof problemsIn>[0];

/** What the server would find wrong with a body, by its own schema; a command it alone knows is left to it. */
export function problemsInBody(command: string, body: Values): FieldProblem[] {
  const schema = (commandBodies as Readonly<Record<string, BodySchema>>)[command];
  return schema ? problemsIn(schema, body) : [];
}
