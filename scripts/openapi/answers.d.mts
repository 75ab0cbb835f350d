import type { AnswersInCode } from '../../apps/api/src/openapi.answers.js';

export function answersInCode(): AnswersInCode;
export function printAnswers(answers?: AnswersInCode): string;
