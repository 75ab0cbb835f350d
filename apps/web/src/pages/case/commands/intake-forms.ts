import { AnswerInformation, answersSoFar, answersToSave, placeOfAnswer } from './AnswerInformation';
import {
  AnswerScreeningItems,
  changedItems,
  placeOfItem,
  useAnsweredItems,
} from './AnswerScreeningItems';
import { written } from '../application/use-saving';
import type { Values } from '../../../components/typed-text';
import type { CommandFormOf } from './forms';
import { ExtendInformationRequest, ReasonOnly, SendInformation } from './IntakeForms';
import { missingItems, ProposeDismissal } from './ProposeDismissal';
import { RegisterApplication } from './RegisterApplication';
import { RequestInformation } from './RequestInformation';

/** The forms of the intake: the check, what is asked of the applicant, dismissal and flags. */
export const intakeForms: Readonly<Record<string, CommandFormOf>> = {
  'register-application': {
    Fields: RegisterApplication,
    body: ({ application, ...rest }) => ({
      ...rest,
      application: written(application as Values | undefined),
    }),
  },
  'answer-screening-items': {
    Fields: AnswerScreeningItems,
    useFound: useAnsweredItems,
    body: changedItems,
    placeOf: placeOfItem,
    staysOpen: true,
  },
  'request-information': { Fields: RequestInformation },
  'answer-information-field': {
    Fields: AnswerInformation,
    initial: answersSoFar,
    bodies: answersToSave,
    placeOf: placeOfAnswer,
    staysOpen: true,
  },
  'send-information': { Fields: SendInformation },
  'withdraw-information-request': { Fields: ReasonOnly },
  'extend-information-request': { Fields: ExtendInformationRequest },
  'propose-dismissal': { Fields: ProposeDismissal, initial: missingItems },
  'return-dismissal': { Fields: ReasonOnly },
  'set-flag': { Fields: ReasonOnly },
  'clear-flag': { Fields: ReasonOnly },
};
