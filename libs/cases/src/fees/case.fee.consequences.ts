import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import { mostToCharge, type RegistryAmount } from './case.fee.rules.js';
import type { AccessCase, Context } from '../case.model.js';
import {
  applicant,
  base,
  type ConsequencesOf,
  letters,
  nameOf,
  textFor,
} from '../consequence.model.js';

export const feeConsequences: ConsequencesOf = {
  'fee-estimated': (accessCase, _, context) => letters(estimate(accessCase, context)),
  'estimate-accepted': 'nothing',
  'fee-found-exempt': 'nothing',
  'hours-registered': 'nothing',
  'invoice-basis-issued': (accessCase, _, context) => letters(invoice(accessCase, context)),
  'registry-hours-registered': 'nothing',
};

function estimate(accessCase: AccessCase, context: Context): LetterOrder {
  const { fee } = accessCase.tracks;
  if (!fee.estimate || !fee.prices) throw new Error('A letter lacks the estimate it tells of');
  const { registries, ...amounts } = fee.estimate;
  return {
    kind: 'fee-estimate',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...base(accessCase.reference, context),
      ...amounts,
      registries: named(registries, context),
      pricesValidFrom: fee.prices.validFrom,
      basis: textFor(fee.basisId, context),
    },
  };
}

function invoice(accessCase: AccessCase, context: Context): LetterOrder {
  const { application, fee } = accessCase.tracks;
  const cost = mostToCharge(accessCase);
  return {
    kind: 'invoice-basis',
    recipient: applicant(accessCase.applicantId, context),
    data: {
      ...base(accessCase.reference, context),
      isWithdrawn: application.state === 'withdrawn',
      baseNok: cost.baseNok,
      hours: cost.hours,
      hourNok: cost.hourNok,
      costNok: cost.ownNok,
      chargedNok: fee.chargedNok ?? 0,
      registries: named(cost.registries, context),
    },
  };
}

function named(registries: readonly RegistryAmount[], context: Context) {
  return registries.map(({ registryId, amountNok }) => ({
    registryName: nameOf(registryId, context),
    amountNok,
  }));
}
