import type { CaseDetail } from '../../../api/types';
import { get } from 'react-hook-form';

interface Request {
  state: string;
  fields?: { field: string; commentId?: string; comment?: string }[];
  answerIds?: Record<string, string>;
}

/** A field of the application that the applicant is asked about. */
export interface AskedField {
  field: string;
  comment: string;
  /** The answer that is saved, else what the application says. */
  value: unknown;
  isAnswered: boolean;
}

/** The fields of the request that waits for the applicant; none where no request does. */
export function askedFields({ tracks, texts, application }: CaseDetail): AskedField[] {
  const requests = Object.values((tracks['information'] ?? {}) as Record<string, Request>);
  const { fields = [], answerIds = {} } = requests.find(({ state }) => state === 'asked') ?? {
    state: 'none',
  };
  return fields.map(({ field, commentId }) => {
    const answer = texts[answerIds[field] ?? ''];
    return {
      field,
      comment: texts[commentId ?? ''] ?? '',
      value:
        answer === undefined
          ? (get(application, field) as unknown)
          : (JSON.parse(answer) as unknown),
      isAnswered: answerIds[field] !== undefined,
    };
  });
}
