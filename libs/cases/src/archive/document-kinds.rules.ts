import type { LetterKind } from '../../../letters/src/wording/letter.templates.js';
import type { ExemptionCode } from './exemption.rules.js';
import type { DocumentKind } from './journal.model.js';

/**
 * What each kind of document is called in the journal, and what it is exempted by where nobody has
 * assessed it. A case on access to health data is one in which the public gives advice and data, so
 * what tells the idea of a project is exempted (offentleglova section 26 fourth paragraph).
 */
interface KindOfDocument {
  nb: string;
  nn: string;
  en: string;
  exemption: ExemptionCode | null;
}

const researchIdeas = '26-research-ideas';

export const incomingKinds = {
  application: {
    nb: 'Søknad om tilgang til helsedata',
    nn: 'Søknad om tilgang til helsedata',
    en: 'Application for access to health data',
    exemption: researchIdeas,
  },
  'information-answer': {
    nb: 'Svar på spørsmål om søknaden',
    nn: 'Svar på spørsmål om søknaden',
    en: 'Answer to questions on the application',
    exemption: researchIdeas,
  },
  attachment: { nb: 'Vedlegg', nn: 'Vedlegg', en: 'Attachment', exemption: researchIdeas },
  withdrawal: {
    nb: 'Søknaden er trukket',
    nn: 'Søknaden er trekt',
    en: 'Withdrawal of the application',
    exemption: null,
  },
  message: { nb: 'Melding i saken', nn: 'Melding i saka', en: 'Message', exemption: researchIdeas },
  'disclosed-note': {
    nb: 'Notat gjort kjent for parten',
    nn: 'Notat gjort kjent for parten',
    en: 'Note shown to the party',
    exemption: researchIdeas,
  },
  'registry-advice': {
    nb: 'Råd fra registerforvalter',
    nn: 'Råd frå registerforvaltar',
    en: 'Advice from a registry',
    exemption: researchIdeas,
  },
  'registry-correspondence': {
    nb: 'Korrespondanse med registerforvalter',
    nn: 'Korrespondanse med registerforvaltar',
    en: 'Correspondence with a registry',
    exemption: researchIdeas,
  },
  'controller-decision': {
    nb: 'Vedtak fra dataansvarlig',
    nn: 'Vedtak frå dataansvarleg',
    en: 'Decision of a controller',
    exemption: researchIdeas,
  },
  'rek-questions': {
    nb: 'Spørsmål fra REK',
    nn: 'Spørsmål frå REK',
    en: 'Questions from REK',
    exemption: researchIdeas,
  },
  'rek-answer': {
    nb: 'Svar til REK',
    nn: 'Svar til REK',
    en: 'Answer to REK',
    exemption: researchIdeas,
  },
  'rek-decision': {
    nb: 'Vedtak fra REK',
    nn: 'Vedtak frå REK',
    en: 'Decision of REK',
    exemption: researchIdeas,
  },
  appeal: { nb: 'Klage', nn: 'Klage', en: 'Appeal', exemption: researchIdeas },
  'appeal-withdrawal': {
    nb: 'Klage trukket',
    nn: 'Klage trekt',
    en: 'Withdrawal of an appeal',
    exemption: null,
  },
  'appeal-decision': {
    nb: 'Vedtak fra klageorganet',
    nn: 'Vedtak frå klageorganet',
    en: 'Decision of the appeals body',
    exemption: researchIdeas,
  },
  'demand-for-reasons': {
    nb: 'Krav om begrunnelse',
    nn: 'Krav om grunngiving',
    en: 'Demand for reasons',
    exemption: null,
  },
  'dispute-of-impartiality': {
    nb: 'Innsigelse om habilitet',
    nn: 'Innvending om habilitet',
    en: 'Objection on impartiality',
    exemption: '13-personal',
  },
  statement: {
    nb: 'Uttalelse til forhåndsvarsel',
    nn: 'Fråsegn til førehandsvarsel',
    en: 'Statement on a prior notice',
    exemption: researchIdeas,
  },
  'condition-report': {
    nb: 'Rapport om vilkår',
    nn: 'Rapport om vilkår',
    en: 'Report on a condition',
    exemption: researchIdeas,
  },
  'delivery-report': {
    nb: 'Melding om utlevering',
    nn: 'Melding om utlevering',
    en: 'Report of delivery',
    exemption: null,
  },
  'delivery-error-report': {
    nb: 'Melding om feil i utleverte data',
    nn: 'Melding om feil i utleverte data',
    en: 'Report of an error in delivered data',
    exemption: researchIdeas,
  },
  'receipt-of-data': {
    nb: 'Bekreftelse på mottatte data',
    nn: 'Stadfesting på mottekne data',
    en: 'Confirmation of data received',
    exemption: null,
  },
  'deletion-confirmation': {
    nb: 'Bekreftelse på sletting',
    nn: 'Stadfesting på sletting',
    en: 'Confirmation of deletion',
    exemption: null,
  },
  'final-report': {
    nb: 'Sluttrapport',
    nn: 'Sluttrapport',
    en: 'Final report',
    exemption: researchIdeas,
  },
  'consent-withdrawal': {
    nb: 'Melding om tilbaketrukket samtykke',
    nn: 'Melding om tilbaketrekt samtykke',
    en: 'Notice of withdrawn consent',
    exemption: '13-personal',
  },
  'fee-acceptance': {
    nb: 'Godkjent kostnadsoverslag',
    nn: 'Godkjent kostnadsoverslag',
    en: 'Estimate accepted',
    exemption: null,
  },
  'institution-signature': {
    nb: 'Bekreftelse fra institusjonen',
    nn: 'Stadfesting frå institusjonen',
    en: 'Confirmation by the institution',
    exemption: null,
  },
  'project-leader': {
    nb: 'Ny prosjektleder',
    nn: 'Ny prosjektleiar',
    en: 'New project leader',
    exemption: null,
  },
} as const satisfies Record<string, KindOfDocument>;

export type IncomingKind = keyof typeof incomingKinds;

/** Every letter has the title of its project at its head: by default it is as exempt as that. */
const letter = (nb: string, nn: string, en: string): KindOfDocument => ({
  nb,
  nn,
  en,
  exemption: researchIdeas,
});

/** A letter kind that is not placed here does not compile. */
export const letterTitles: Readonly<Record<LetterKind, KindOfDocument>> = {
  'draft-lapse-warning': letter(
    'Varsel om at utkast slettes',
    'Varsel om at utkast blir sletta',
    'Warning that a draft lapses',
  ),
  receipt: letter(
    'Bekreftelse på mottatt søknad',
    'Stadfesting på motteken søknad',
    'Receipt for an application',
  ),
  'preliminary-reply': letter('Foreløpig svar', 'Førebels svar', 'Preliminary reply'),
  'information-request': letter(
    'Spørsmål om søknaden',
    'Spørsmål om søknaden',
    'Questions on the application',
  ),
  'information-reminder': letter(
    'Påminnelse om spørsmål',
    'Påminning om spørsmål',
    'Reminder of questions',
  ),
  'information-receipt': letter(
    'Bekreftelse på mottatt svar',
    'Stadfesting på motteke svar',
    'Receipt for an answer',
  ),
  dismissal: letter('Vedtak om avvisning', 'Vedtak om avvising', 'Decision to dismiss'),
  'withdrawal-receipt': letter(
    'Bekreftelse på trukket søknad',
    'Stadfesting på trekt søknad',
    'Confirmation of withdrawal',
  ),
  'withdrawal-notice': letter(
    'Melding om trukket søknad',
    'Melding om trekt søknad',
    'Notice of withdrawal',
  ),
  'rek-forwarding': letter('Oversendelse til REK', 'Oversending til REK', 'Forwarding to REK'),
  'protocol-notice': letter(
    'Melding om forskningsprotokoll',
    'Melding om forskingsprotokoll',
    'Notice of a research protocol',
  ),
  'rek-questions': letter(
    'Spørsmål fra REK til søkeren',
    'Spørsmål frå REK til søkjaren',
    'Questions from REK to the applicant',
  ),
  'rek-rejection': letter(
    'Orientering om vedtak fra REK',
    'Orientering om vedtak frå REK',
    'Information on a decision of REK',
  ),
  consultation: letter('Forespørsel om råd', 'Førespurnad om råd', 'Request for advice'),
  'consultation-reminder': letter('Påminnelse om råd', 'Påminning om råd', 'Reminder of advice'),
  decision: letter(
    'Vedtak om tilgang til helsedata',
    'Vedtak om tilgang til helsedata',
    'Decision on access to health data',
  ),
  'exemption-decision': letter(
    'Vedtak om dispensasjon',
    'Vedtak om dispensasjon',
    'Decision on exemption',
  ),
  'delivery-order': letter(
    'Bestilling av utlevering',
    'Bestilling av utlevering',
    'Order of delivery',
  ),
  'fee-estimate': letter('Kostnadsoverslag', 'Kostnadsoverslag', 'Estimate of the fee'),
  'invoice-basis': letter('Fakturagrunnlag', 'Fakturagrunnlag', 'Basis for the invoice'),
  'destruction-certificate': letter(
    'Bekreftelse på slettede nøkler',
    'Stadfesting på sletta nøklar',
    'Certificate of destroyed keys',
  ),
  'appeal-received': letter(
    'Bekreftelse på mottatt klage',
    'Stadfesting på motteken klage',
    'Receipt for an appeal',
  ),
  'appeal-dismissed': letter(
    'Vedtak om avvisning av klage',
    'Vedtak om avvising av klage',
    'Decision to dismiss an appeal',
  ),
  'appeal-reversed': letter('Medhold i klage', 'Medhald i klage', 'Appeal succeeded'),
  'appeal-forwarding': letter(
    'Oversendelse av klage',
    'Oversending av klage',
    'Forwarding of an appeal',
  ),
  'prior-notice': letter(
    'Forhåndsvarsel om tilbakekall',
    'Førehandsvarsel om tilbakekall',
    'Prior notice of revocation',
  ),
  revocation: letter('Vedtak om tilbakekall', 'Vedtak om tilbakekall', 'Decision to revoke'),
  'permit-notice': letter('Melding om tillatelse', 'Melding om løyve', 'Notice on a permit'),
  'change-decision': letter('Vedtak om endring', 'Vedtak om endring', 'Decision on a change'),
  'extension-decision': letter(
    'Vedtak om forlengelse',
    'Vedtak om forlenging',
    'Decision on an extension',
  ),
  'expiry-warning': letter('Varsel om utløp', 'Varsel om utløp', 'Warning of expiry'),
  'deletion-reminder': letter(
    'Påminnelse om sletting',
    'Påminning om sletting',
    'Reminder to delete',
  ),
  permit: letter('Datatillatelse', 'Dataløyve', 'Data permit'),
  'environment-notice': letter(
    'Melding til den som driver miljøet',
    'Melding til den som driv miljøet',
    'Notice to the operator of the environment',
  ),
  'delivery-error': letter(
    'Melding om feil i levering',
    'Melding om feil i levering',
    'Notice of an error in a delivery',
  ),
  'delivery-cancellation': letter(
    'Avbestilling av utlevering',
    'Avbestilling av utlevering',
    'Cancellation of a delivery',
  ),
  'recurring-delivery-end': letter(
    'Melding om at faste leveringer er avsluttet',
    'Melding om at faste leveringar er avslutta',
    'Notice that recurring deliveries have ended',
  ),
  'delivery-notice': letter('Melding om levering', 'Melding om levering', 'Notice of delivery'),
  'condition-reminder': letter(
    'Påminnelse om vilkår',
    'Påminning om vilkår',
    'Reminder of a condition',
  ),
  'condition-receipt': letter(
    'Bekreftelse på rapport om vilkår',
    'Stadfesting på rapport om vilkår',
    'Receipt for a report on a condition',
  ),
  'condition-outcome': letter('Svar om vilkår', 'Svar om vilkår', 'Answer about a condition'),
  'exemption-revocation': letter(
    'Vedtak om tilbakekall av dispensasjon',
    'Vedtak om tilbakekall av dispensasjon',
    'Decision to revoke an exemption',
  ),
  'exemption-notice': letter(
    'Melding om dispensasjon',
    'Melding om dispensasjon',
    'Notice on an exemption',
  ),
  'revocation-dropped': letter(
    'Tillatelsen blir ikke kalt tilbake',
    'Løyvet blir ikkje kalla tilbake',
    'The permit is not revoked',
  ),
  'controller-routing': letter(
    'Oversendelse til dataansvarlig',
    'Oversending til dataansvarleg',
    'Forwarding to the controller',
  ),
  'appeal-statement': letter(
    'Kopi av uttalelse til klageorganet',
    'Kopi av fråsegn til klageorganet',
    'Copy of the statement to the appeals body',
  ),
  'appeal-outcome': letter(
    'Orientering om avgjort klage',
    'Orientering om avgjord klage',
    'Information on a settled appeal',
  ),
  'appeal-withdrawal': letter(
    'Melding om trukket klage',
    'Melding om trekt klage',
    'Notice of a withdrawn appeal',
  ),
  'deferred-effect': letter(
    'Avgjørelse om utsatt iverksetting',
    'Avgjerd om utsett iverksetjing',
    'Decision on deferred effect',
  ),
  'appeal-period': letter('Forlenget klagefrist', 'Forlengd klagefrist', 'Extended time to appeal'),
  reasons: letter('Begrunnelse for vedtak', 'Grunngiving for vedtak', 'Reasons for a decision'),
  closing: letter('Saken er avsluttet', 'Saka er avslutta', 'The case is closed'),
};

/** What a kind of document is called, and what it is exempted by at first. */
export function documentKind(kind: DocumentKind): KindOfDocument {
  return kind.startsWith('letter:')
    ? letterTitles[kind.slice('letter:'.length) as LetterKind]
    : incomingKinds[kind as IncomingKind];
}

export const documentKinds: readonly DocumentKind[] = [
  ...(Object.keys(incomingKinds) as IncomingKind[]),
  ...(Object.keys(letterTitles) as LetterKind[]).map((kind) => `letter:${kind}` as const),
];

/** Which incoming documents an outgoing one answers (Noark 5: avskrivning). */
const answers: Partial<Record<LetterKind, readonly IncomingKind[]>> = {
  decision: ['application', 'information-answer'],
  'exemption-decision': ['application', 'information-answer'],
  'change-decision': ['application', 'information-answer'],
  'extension-decision': ['application', 'information-answer'],
  dismissal: ['application', 'information-answer'],
  closing: ['application', 'deletion-confirmation', 'final-report'],
  'information-receipt': ['information-answer'],
  'withdrawal-receipt': ['application', 'withdrawal'],
  'appeal-reversed': ['appeal'],
  'appeal-dismissed': ['appeal'],
  'appeal-forwarding': ['appeal'],
  'appeal-statement': ['appeal'],
  revocation: ['statement'],
};

/** Whether an outgoing document answers an incoming one. */
export function isAnsweredBy(incoming: DocumentKind, outgoing: DocumentKind): boolean {
  if (!outgoing.startsWith('letter:')) return false;
  const kinds = answers[outgoing.slice('letter:'.length) as LetterKind] ?? [];
  return (kinds as readonly string[]).includes(incoming);
}
