/** What the API answers, printed from docs/openapi.json by npm run docs. */
export interface components {
  schemas: {
    Absence: {
      id: string;
      fromOn: string;
      toOn: string;
      deputy: {
        id: string;
        name: string;
      };
    };
    /** A kind of identity number; a help number means something to the registry that issued it only. */
    AcceptedIdentity: {
      kind: components['schemas']['IdentityKind'];
      registryId: string | null;
    };
    /** One of the figures that article 59 asks for. */
    ActivityFigure: {
      name: string;
      nb: components['schemas']['ActivityReportWords'];
      nn: components['schemas']['ActivityReportWords'];
      en: components['schemas']['ActivityReportWords'];
      /** The report that it is; null: counted for this one. */
      report: components['schemas']['ReportName'] | null;
      /** The system does not hold it: the definition says who does. */
      isUnknown: boolean;
      table: components['schemas']['Table'] | null;
    };
    ActivityReport: {
      definitions: string;
      fromMonth: string;
      toMonth: string;
      figures: components['schemas']['ActivityFigure'][];
    };
    ActivityReportWords: {
      title: string;
      definition: string;
    };
    Advice: 'against' | 'for' | 'for-with-conditions';
    AllowedCommand: {
      name: components['schemas']['CommandName'];
      track: components['schemas']['TrackName'];
      /** The registry that it is about; the command names it where no part does. */
      registryId: string | null;
      /** The part of a keyed track that it may be given for; the command names it as `keyedBy` says. */
      part: string | null;
    };
    /** Helseklage settles what Helsedataservice decided, NEM what REK decided (forskningsetikkloven section 10). */
    AppealBody: 'helseklage' | 'nem';
    AppealDeadline: {
      decision: string;
      decidedOn: string;
      body: components['schemas']['AppealBody'];
      /** The last day to appeal; null: not told yet, broken off, or another body's to say. */
      dueOn: string | null;
    };
    /** The papers of one appeal: what was written, what was sent, and what the appeals body decided. */
    AppealDocuments: {
      appealId: string;
      decision: string;
      body: components['schemas']['AppealBody'];
      state: components['schemas']['AppealState'];
      lodgedOn: string | null;
      /** The last day of the appeal period. */
      dueOn: string | null;
      /** When the file went to the appeals body. */
      forwardedOn: string | null;
      texts: {
        what: 'deferredReason' | 'grounds' | 'lateReason' | 'registrationReason' | 'statement' | 'summary' | 'wantedChange' | 'withdrawalReason';
        text: string;
      }[];
      /** The letters of the appeal, after those that told of the decision. */
      letters: {
        id: string;
        kind: components['schemas']['LetterKind'];
        language: components['schemas']['Language'];
        status: components['schemas']['LetterStatus'];
        recipientKind: 'appeals-body' | 'applicant' | 'operator' | 'registry' | 'rek';
        recipientId: string | null;
        recipientName: string;
        createdAt: string;
        dispatchedAt: string | null;
        openedAt: string | null;
        trail?: components['schemas']['LetterTrail'];
      }[];
      /** The decision of the appeals body as it was received. */
      settledBy: {
        sender: string;
        externalReference: string;
        decidedOn: string;
        documentSha256: string;
      } | null;
    };
    AppealState: 'at-nem' | 'dismissed-as-late' | 'late' | 'lodged' | 'none' | 'outcome-proposed' | 'reversed' | 'settled' | 'under-review' | 'upheld-and-forwarded' | 'withdrawn';
    ApplicationDifference: {
      field: string;
      before?: unknown;
      after?: unknown;
    };
    /** The application as it was sent in, each time; none of these ever changes. */
    ApplicationVersion: {
      number: number;
      eventSeq: number;
      /** What made it: sent in, registered, or completed. */
      eventType: string;
      createdAt: string;
    };
    ArrivedBy: 'e-mail' | 'in-person' | 'letter' | 'phone';
    AssessedCriterion: {
      answer: {
        isMet: boolean;
        reason: string;
        assessedByName: string;
        assessedAt: string;
        rulesVersion: string;
      } | null;
      id: string;
      /** The paragraph, written out in each language. */
      reference: {
        en: string;
        nb: string;
        nn: string;
      };
      /** Where it is not met, nothing may be granted, whatever else speaks for it. */
      isBar: boolean;
      wording: {
        en: {
          name: string;
          text: string;
        };
        nb: {
          name: string;
          text: string;
        };
        nn: {
          name: string;
          text: string;
        };
      };
    };
    AssessmentOfDecision: {
      decisionObject: components['schemas']['DecisionObject'];
      legalBasis: string;
      rulesVersion: string;
      /** What the decision came to so far, source by source. */
      conclusion: {
        state: string;
        sources: {
          registryId: string;
          isGranted: boolean;
          reason: string;
        }[];
      } | null;
      criteria: components['schemas']['AssessedCriterion'][];
    };
    /** An attachment as the case records it; its name stands with the file. */
    Attachment: {
      kind: components['schemas']['AttachmentKind'];
      /** Left out: the first. */
      version?: number;
      /** Whose document it is: only they replace it. Left out on those of before this was kept. */
      from?: 'office' | 'project';
      /** The files it was before, oldest first; the place in the list is the version. */
      earlier?: components['schemas']['FileVersion'][];
      fileId: string;
      sizeBytes: number;
      sha256: string;
    };
    AttachmentKind: 'data-management-plan' | 'dpia' | 'dpo-assessment' | 'exemption-decision' | 'information-letter' | 'other' | 'protocol' | 'rek-application' | 'rek-decision';
    AttachmentSummary: {
      earlier: components['schemas']['FileVersionSummary'][];
      fileId: string;
      /** Whose document it is: only they replace it. Left out on those of before this was kept. */
      from?: 'office' | 'project';
      kind: components['schemas']['AttachmentKind'];
      mediaType: string;
      name: string;
      sha256: string;
      sizeBytes: number;
      state: components['schemas']['FileState'];
      uploadedAt: string;
      uploadedByName: string;
      /** Left out: the first. */
      version: number;
    };
    /** An audit: what an auditor reads is read for it (riksrevisjonsloven section 6-3). */
    Audit: {
      id: string;
      purpose: string;
      openedAt: string;
    };
    AuditFault: {
      /** The case, or the chain of the service. */
      caseId: string;
      seq: number;
      fault: 'chain-broken' | 'changed' | 'draft-changed' | 'missing' | 'not-as-sealed' | 'seal-broken' | 'tail-differs-from-case' | 'text-changed';
    };
    /** What the chain of one case says of itself, computed anew from its events. */
    CaseChain: {
      events: number;
      faults: components['schemas']['AuditFault'][];
      /** The hash of the last event. */
      head: string;
      /** The newest seal over the whole service that holds an event of this case; null: none yet. */
      seal: {
        number: number;
        sealedAt: string;
        /** By the time stamp authority; null: not yet, or none is set up. */
        stampedAt: string | null;
        /** The event that it holds the hash of. */
        seq: number;
      } | null;
    };
    CaseClocks: {
      asOfOn: string;
      clocks: components['schemas']['Clock'][] | {
        /** Why this date: every step from the start to the due date. */
        derivation: components['schemas']['ClocksStep'][];
        dueOn: string | null;
        endedBySeq: number | null;
        endedOn: string | null;
        /** The name, and after a colon the registry or request it is about. */
        id: string;
        /** `limit` is for somebody to keep; `period` is how long something lasts. */
        kind: 'limit' | 'period';
        /** The rule as people cite it; null where only a setting gives the limit. */
        legalBasis: string | null;
        name: components['schemas']['ClockName'];
        part: string | null;
        /** Working days that the pause rules left out of the count. */
        pausedDays: number;
        /** Working days from today to the due date; negative when it is past; null when it has ended. */
        remainingWorkingDays: number | null;
        startOn: string;
        /** The event it started with. */
        startedBySeq: number;
        status: components['schemas']['ClockStatus'];
      }[];
      ledger?: components['schemas']['Ledger'];
      forecast?: components['schemas']['Forecast'];
    };
    CaseDetail: {
      id: string;
      reference: string;
      kind: components['schemas']['CaseKind'];
      parentId: string | null;
      version: number;
      language: 'en' | 'nb' | 'nn';
      title: string | null;
      waitingFor: string;
      dueOn: string | null;
      createdAt: string;
      changedAt: string;
      applicant?: {
        id: string;
        name: string;
      };
      assignee?: {
        id: string;
        name: string;
      } | null;
      /** The version of the form that the application is written on. */
      formVersion: string;
      application?: components['schemas']['Draft'];
      tracks: components['schemas']['VisibleTracks'];
      /** The free texts that the visible tracks refer to, by id. */
      texts: Record<string, string>;
      /** The names of the registries of the case, by id. */
      registryNames: Record<string, string>;
      /** What the catalogue says of each source, and who decides on it: nobody's to edit in a case. */
      sources: components['schemas']['SourceDetail'][];
      allowedCommands: components['schemas']['AllowedCommand'][];
      /** The common European status; the state of the application is its sub-status. */
      euStatus: components['schemas']['EuStatus'] | null;
      /** The day a draft lapses unless it is worked on. */
      lapsesOn?: string;
      /** What it costs to withdraw now; only where that is open to this person. */
      withdrawalCost?: components['schemas']['WithdrawalCost'];
      /** With the way of each, for those who answer for them. */
      letters: {
        id: string;
        kind: components['schemas']['LetterKind'];
        language: components['schemas']['Language'];
        status: components['schemas']['LetterStatus'];
        recipientKind: 'appeals-body' | 'applicant' | 'operator' | 'registry' | 'rek';
        recipientId: string | null;
        recipientName: string;
        createdAt: string;
        dispatchedAt: string | null;
        openedAt: string | null;
        trail?: components['schemas']['LetterTrail'];
      }[];
      /** Until when each decision that was made can be appealed. */
      appealDeadlines: components['schemas']['AppealDeadline'][];
    };
    CaseKind: 'change' | 'data-update' | 'extension' | 'individual-level' | 'statistics';
    CaseLog: {
      reference: string;
      items: components['schemas']['LogLine'][];
      /** After which event the next page begins; null: this is the last. */
      next: number | null;
      chain: components['schemas']['CaseChain'];
    };
    CasePicture: {
      at: string;
      detail: components['schemas']['CaseDetail'];
      timeline: components['schemas']['Timeline'];
      /** Whether the words of the application of that time are kept: an edit that was never sent is not. */
      isApplicationKept: boolean;
    };
    CasePrint: {
      id: string;
      state: 'done' | 'failed' | 'queued' | 'running';
      partsDone: number;
      parts: number;
      caseVersion: number;
      sizeBytes: number | null;
      sha256: string | null;
    };
    ChannelName: 'eformidling' | 'portal' | 'print';
    ChannelReason: 'chosen' | 'copy-in-portal' | 'no-digital-way' | 'no-email' | 'organisation-in-portal' | 'organisation-number' | 'portal-user' | 'reserved';
    /** One thing that completeness is judged by, in words a person reads. */
    Check: {
      /** The kinds of case that it is made in. */
      kinds: components['schemas']['CaseKind'][];
      /** The fields of the application that it looks at. */
      fields: string[] | 'all';
      /** What a rule can tell is told at once; the rest a caseworker judges when the case is screened. */
      by: ('caseworker' | 'rule')[];
      nb: string;
      nn: string;
      en: string;
    };
    CheckId: 'applicant-complete' | 'change-argued' | 'change-ethics' | 'change-scope' | 'cohort-defined' | 'confidential-marked' | 'confidentiality-every-source' | 'consent-attached' | 'contact-complete' | 'contact-details-real' | 'controller-named' | 'controls-complete' | 'data-level-argued' | 'dates-in-order' | 'declarations-yes' | 'deletion-described' | 'dispensation-complete' | 'earlier-permit-complete' | 'environment-described' | 'ethics-weighed' | 'fee-ground-shown' | 'files-open' | 'fine-detail-argued' | 'forbidden-use' | 'gdpr-both' | 'inclusion-clear' | 'invoice-address-valid' | 'keys-and-recipe' | 'leader-complete' | 'level-argued' | 'linkage-described' | 'list-deliverer-named' | 'mandate-linked' | 'measures-described' | 'missing-told' | 'no-consent-explained' | 'no-identity-numbers' | 'no-twin' | 'opt-out-argued' | 'other-approvals-attached' | 'other-data-complete' | 'other-data-permit' | 'payer-complete' | 'people-informed' | 'period-in-future' | 'period-per-source' | 'permit-alive' | 'plan-attached' | 'privacy-assessed' | 'publication-planned' | 'purpose-answers' | 'purpose-for-applicant' | 'purpose-per-source' | 'recognition-prevented' | 'rek-documents' | 'rek-mode-set' | 'relatives-complete' | 'repeat-described' | 'required-answers' | 'research-responsible-named' | 'responsible-plausible' | 'right-receiver' | 'right-track' | 'sample-described' | 'security-flag' | 'signatory-present' | 'size-given' | 'summary-fits' | 'summary-or-reason' | 'table-files-blank' | 'table-order' | 'tables-complete' | 'team-and-design' | 'text-not-filler' | 'three-texts-agree' | 'title-plausible' | 'transfer-consistent' | 'users-listed' | 'variable-per-source' | 'variable-reasons' | 'whole-population-argued';
    Clock: {
      /** The name, and after a colon the registry or request it is about. */
      id: string;
      name: components['schemas']['ClockName'];
      part: string | null;
      /** The rule as people cite it; null where only a setting gives the limit. */
      legalBasis: string | null;
      /** `limit` is for somebody to keep; `period` is how long something lasts. */
      kind: 'limit' | 'period';
      /** The event it started with. */
      startedBySeq: number;
      startOn: string;
      dueOn: string | null;
      status: components['schemas']['ClockStatus'];
      endedOn: string | null;
      endedBySeq: number | null;
      /** Working days that the pause rules left out of the count. */
      pausedDays: number;
      /** Working days from today to the due date; negative when it is past; null when it has ended. */
      remainingWorkingDays: number | null;
      /** Why this date: every step from the start to the due date. */
      derivation: components['schemas']['ClocksStep'][];
      /** Whose time it was, from the start to the end or to today. */
      ledger: components['schemas']['ClockLedger'];
    };
    /** Days and working days, whole and per party; the parties' always sum to the whole. */
    ClockLedger: {
      grossDays: number;
      grossWorkingDays: number;
      /** Without the days that were the applicant's, REK's or nobody's wait: one definition everywhere. */
      netDays: number;
      netWorkingDays: number;
      perParty: components['schemas']['PartyDays'][];
    };
    ClockName: 'answer-to-rek' | 'appeal-period' | 'consent-withdrawal' | 'consultation' | 'data-available' | 'deletion' | 'delivery' | 'ehds-decision' | 'ehds-information' | 'final-report' | 'information' | 'permit-validity' | 'preliminary-reply' | 'redelivery' | 'rek-validity';
    /** `running`, and `postponed` while the new date lies ahead; `paused` has no due date until what it waits for comes; `overdue` is past and not met; `met` in time or `met-late`; `run-out` is the end of a period that nobody had to keep; `stopped` when the case took another way. */
    ClockStatus: 'met' | 'met-late' | 'overdue' | 'paused' | 'postponed' | 'run-out' | 'running' | 'stopped';
    /** One step of a derivation: data, so that each language words it and a test can check it. */
    ClocksStep: {
      step: 'ends';
      on: string;
    } | {
      step: 'extended';
      days: number;
      because: string;
    } | {
      step: 'given-date';
      on: string;
      seq: number;
    } | {
      step: 'held-by';
      fromOn: string;
      toOn: string;
      party: components['schemas']['Party'];
      workingDays: number;
    } | {
      step: 'last-of-month';
      on: string;
    } | {
      step: 'left-out';
      on: string;
      because: 'closed' | 'holiday';
    } | {
      step: 'limit';
      count: number;
      unit: components['schemas']['LimitUnit'];
      because: string;
    } | {
      step: 'moved';
      fromOn: string;
      toOn: string;
    } | {
      step: 'postponed';
      toOn: string;
      seq: number;
    } | {
      step: 'restarted';
      on: string;
      seq: number;
    } | {
      step: 'started';
      on: string;
      seq: number;
      event: string;
    } | {
      step: 'voided';
      on: string;
      seq: number;
    } | {
      step: 'weekends';
      days: number;
    };
    /** A copy as a case of its own, and what of the first it has not. */
    ClonedCase: {
      id: string;
      reference: string;
      kind: components['schemas']['CaseKind'];
      parentId: string | null;
      version: number;
      language: 'en' | 'nb' | 'nn';
      title: string | null;
      waitingFor: string;
      dueOn: string | null;
      createdAt: string;
      changedAt: string;
      applicant?: {
        id: string;
        name: string;
      };
      assignee?: {
        id: string;
        name: string;
      } | null;
      /** The version of the form that the application is written on. */
      formVersion: string;
      application?: components['schemas']['Draft'];
      tracks: components['schemas']['VisibleTracks'];
      /** The free texts that the visible tracks refer to, by id. */
      texts: Record<string, string>;
      /** The names of the registries of the case, by id. */
      registryNames: Record<string, string>;
      /** What the catalogue says of each source, and who decides on it: nobody's to edit in a case. */
      sources: components['schemas']['SourceDetail'][];
      allowedCommands: components['schemas']['AllowedCommand'][];
      /** The common European status; the state of the application is its sub-status. */
      euStatus: components['schemas']['EuStatus'] | null;
      /** The day a draft lapses unless it is worked on. */
      lapsesOn?: string;
      /** What it costs to withdraw now; only where that is open to this person. */
      withdrawalCost?: components['schemas']['WithdrawalCost'];
      /** With the way of each, for those who answer for them. */
      letters: {
        id: string;
        kind: components['schemas']['LetterKind'];
        language: components['schemas']['Language'];
        status: components['schemas']['LetterStatus'];
        recipientKind: 'appeals-body' | 'applicant' | 'operator' | 'registry' | 'rek';
        recipientId: string | null;
        recipientName: string;
        createdAt: string;
        dispatchedAt: string | null;
        openedAt: string | null;
        trail?: components['schemas']['LetterTrail'];
      }[];
      /** Until when each decision that was made can be appealed. */
      appealDeadlines: components['schemas']['AppealDeadline'][];
      leftOut: components['schemas']['LeftOut'][];
    };
    Column: {
      id: string;
      unit: components['schemas']['Unit'];
    };
    CommandName: 'accept-advice' | 'accept-estimate' | 'accept-invitation' | 'accept-late-appeal' | 'accept-project-leadership' | 'acknowledge-at-rek' | 'add-attachment' | 'amend-permit' | 'answer-clarification' | 'answer-delivery-error' | 'answer-information-field' | 'answer-prior-notice' | 'answer-rek' | 'answer-screening-items' | 'ask-clarification' | 'assess-criterion' | 'assign-case' | 'assign-decision-maker' | 'cancel-consultation' | 'cancel-delivery' | 'carry-permit' | 'change-linkage-plan' | 'change-promised-date' | 'clarify-for-registry' | 'clear-flag' | 'close-case' | 'compare-with-rek' | 'complete-linkage' | 'conclude-without-decision' | 'confirm-deletion' | 'confirm-key-destruction' | 'confirm-project-leader' | 'confirm-receipt' | 'consult-registry' | 'create-linkage-domain' | 'decide-deferred-effect' | 'declare-conflict' | 'declare-impartial' | 'decline-project-leadership' | 'demand-reasons' | 'disclose-note' | 'dismiss-late-appeal' | 'dispute-impartiality' | 'draft-access-decision' | 'draft-exemption' | 'drop-draft' | 'drop-revocation' | 'edit-draft' | 'end-permit' | 'end-recurring-delivery' | 'escalate-due-date' | 'estimate-fee' | 'expire-exemption' | 'expire-rek-approval' | 'extend-appeal-period' | 'extend-information-request' | 'extend-permit' | 'find-complete' | 'find-condition-breached' | 'find-condition-fulfilled' | 'find-condition-overdue' | 'find-exemption-not-needed' | 'find-fee-exempt' | 'find-rek-not-required' | 'find-rek-notice-only' | 'forward-appeal' | 'forward-to-rek' | 'give-advice' | 'give-prior-notice' | 'give-reasons' | 'hand-over-case' | 'invite-member' | 'issue-invoice-basis' | 'issue-permit' | 'lapse-draft' | 'lapse-information-request' | 'lodge-appeal' | 'mark-consultation' | 'mark-consultation-overdue' | 'mark-registry-unreachable' | 'order-delivery' | 'order-key-destruction' | 'order-linkage' | 'order-next-round' | 'pause-linkage' | 'plan-recurring-delivery' | 'post-consultation-message' | 'postpone' | 'postpone-at-rek' | 'promise-delivery' | 'propose-access-decision' | 'propose-appeal-outcome' | 'propose-dismissal' | 'propose-exemption' | 'propose-project-leader' | 'propose-revocation' | 'record-bridge-correction' | 'record-consent-withdrawal' | 'record-controller-grant' | 'record-controller-refusal' | 'record-deletion-confirmed' | 'record-domain-created' | 'record-final-report' | 'record-key-file' | 'record-keys-destroyed' | 'record-linkage-pause' | 'record-linkage-step' | 'record-number-correction' | 'record-outside-mandate' | 'record-permit-request' | 'record-protocol-notice' | 'record-rek-approval' | 'record-rek-rejection' | 'redeliver' | 'register-appeal' | 'register-application' | 'register-hours' | 'register-registry-hours' | 'reinstate-permit' | 'reject-advice' | 'relay-clarification' | 'release-case' | 'remind-of-due-date' | 'remind-of-information-request' | 'remind-registry' | 'remove-attachment' | 'remove-member' | 'renew-consultation' | 'replace-attachment' | 'report-condition' | 'report-delivered' | 'report-delivery-error' | 'report-part-delivered' | 'report-progress' | 'report-quality-check' | 'request-information' | 'require-rek' | 'resume-linkage' | 'return-access-decision' | 'return-appeal-outcome' | 'return-condition' | 'return-dismissal' | 'return-exemption' | 'return-revocation' | 'reverse-in-favour' | 'reverse-on-appeal' | 'revoke-exemption' | 'route-to-controller' | 'rule-disqualified' | 'rule-impartial' | 'save-answers' | 'send-automatic-preliminary-reply' | 'send-information' | 'send-message' | 'send-preliminary-reply' | 'send-protocol-notice' | 'set-flag' | 'set-member-rights' | 'settle-appeal' | 'settle-consent-withdrawal' | 'settle-mismatch' | 'settle-outside-mandate' | 'sign-access-grant' | 'sign-access-refusal' | 'sign-dismissal' | 'sign-exemption' | 'sign-exemption-refusal' | 'sign-for-institution' | 'sign-partial-access-grant' | 'sign-partial-exemption' | 'sign-revocation' | 'start-preparation' | 'stop-carrying-permit' | 'stop-recurring-delivery' | 'submit' | 'submit-final-report' | 'switch-track' | 'take-appeal' | 'take-case' | 'verify-rek-approval' | 'waive-condition' | 'waive-final-report' | 'warn-of-draft-lapse' | 'warn-of-expiry' | 'withdraw' | 'withdraw-appeal' | 'withdraw-information-request' | 'withdraw-key-destruction' | 'write-note';
    CommandResult: {
      id: string;
      version: number;
      /** The state of each track the actor may see; per registry where there is one per registry. */
      states: Record<string, Record<string, string> | string>;
      allowedCommands: components['schemas']['AllowedCommand'][];
      /** What a withdrawal cost; only once the application is withdrawn. */
      withdrawalCost?: components['schemas']['WithdrawalCost'];
    };
    ComparedPoint: 'period' | 'persons' | 'purpose' | 'sources' | 'variables';
    ComparisonRow: {
      point: components['schemas']['ComparedPoint'];
      /** What the application says, line by line. */
      application: string[];
      protocol: string | null;
      approval: string | null;
      matches: boolean | null;
      settledReason: string | null;
      requestId: string | null;
      isOpen: boolean;
    };
    ComparisonView: {
      isNeeded: boolean;
      comparedOn: string | null;
      comparedByName: string | null;
      points: components['schemas']['ComparisonRow'][];
    };
    /** How complete an application is, before anybody has to ask (helseregisterloven section 19 f). */
    Completeness: {
      formVersion: string;
      /** Everything that is required is there, and every check that a rule can make is met. */
      isReady: boolean;
      score: {
        answered: number;
        required: number;
        percent: number;
      };
      sections: components['schemas']['SectionCompleteness'][];
      checks: {
        id: components['schemas']['CheckId'];
        outcome: 'met' | 'not-met' | 'told';
        fields: string[];
      }[];
      /** What a caseworker will judge when the case is screened. */
      caseworkerChecks: components['schemas']['CheckId'][];
      /** The working days within which data are to be available, once the application is complete. */
      timeLimit: {
        workingDays: 30 | 60;
        rule: string;
      };
      /** What it is likely to cost to send it as it is; null where nothing is missing. */
      delay: {
        days: number;
        clock: string;
      } | null;
      /** Another open application that looks like this one. */
      twinReference: string | null;
    };
    /** A closed language over the kind of case and other answers. It has no negation of a whole, and what is asked about a question that is not asked itself is false: so hiding a question can only make fewer others required. */
    Condition: boolean | {
      all: components['schemas']['Condition'][];
    } | {
      any: components['schemas']['Condition'][];
    } | {
      field: string;
      includes: string;
    } | {
      field: string;
      is: boolean | string;
    } | {
      field: string;
      isEmpty: true;
    } | {
      field: string;
      isNot: boolean | string;
    } | {
      kind: components['schemas']['FormKind'][];
    };
    /** A condition of a grant (helseregisterloven section 19 a fourth paragraph): a task to its end. */
    ConditionFact: {
      conditionId: string;
      kind: 'other' | 'publication' | 'reporting' | 'security' | 'time' | 'use';
      textId: string;
      dueOn?: string;
      /** Who sees to it that the condition is kept. */
      followedUpBy: 'helsedataservice' | 'institution' | 'registry' | 'rek';
    };
    ConsultationMessage: {
      messageId: string;
      by: 'caseworker' | 'registry';
      byName: string;
      /** UTC, ISO 8601. */
      at: string;
    };
    ConsultationState: 'advised' | 'cancelled' | 'clarification' | 'none' | 'overdue' | 'requested' | 'unreachable';
    Cost: {
      hours: number;
      hourNok: number;
      baseNok: number;
      ownNok: number;
      registries: components['schemas']['RegistryAmount'][];
      totalNok: number;
    };
    CriteriaInForce: {
      legalBasis: string;
      /** The version that a decision pins. */
      versionId: string;
      validFrom: string | null;
      validTo: string | null;
      citation: string;
      criteria: components['schemas']['CriterionInForce'][];
    };
    /** One criterion, answered by one person: from the session, never from the request. */
    CriterionAnswer: {
      isMet: boolean;
      reasonId: string;
      /** The version of the criteria that it was answered under. */
      rulesVersion: string;
      assessedBy: string | null;
      assessedByName: string;
      assessedAt: string;
    };
    CriterionInForce: {
      id: string;
      /** The paragraph, written out in each language. */
      reference: {
        en: string;
        nb: string;
        nn: string;
      };
      /** Where it is not met, nothing may be granted, whatever else speaks for it. */
      isBar: boolean;
      wording: {
        en: {
          name: string;
          text: string;
        };
        nb: {
          name: string;
          text: string;
        };
        nn: {
          name: string;
          text: string;
        };
      };
    };
    DataType: 'code' | 'date' | 'decimal' | 'identifier' | 'integer' | 'text' | 'time' | 'yes-no';
    /** A letter, or a copy of one, that was given up and waits for a person. */
    DeadLetter: {
      letterId: string;
      caseId: string;
      caseReference: string;
      kind: string;
      recipientKind: 'appeals-body' | 'applicant' | 'operator' | 'registry' | 'rek';
      recipientName: string;
      failedAt: string;
      /** What was tried last; null: it could not even be made. */
      channel: components['schemas']['ChannelName'] | null;
      reply: string | null;
      attempts: number;
      /** Whether the sending that counts has arrived all the same. */
      isCopy: boolean;
    };
    /** Who decides on access: Helsedataservice for the regulation's registries, else the controller. */
    DecidedBy: 'controller' | 'hds';
    /** The decision as a card, one layout for national cases and for those of the union. */
    DecisionCard: {
      card: 'decision-card';
      version: 1;
      decisionId: string;
      caseReference: string;
      applicationType: 'data-access-application' | 'data-request';
      outcome: 'negative' | 'positive';
      /** A split outcome is positive; the letter holds the details. */
      isPartial: boolean;
      decidedOn: string;
      decidedBy: {
        body: string;
        person: string;
      };
      permit: components['schemas']['PermitElements'] | null;
      appeal: {
        body: string;
        weeks: number;
      };
    };
    DecisionObject: 'access' | 'hpl-29' | 'hrl-19b' | 'hrl-19e';
    DecisionView: {
      decisionId: string;
      caseId: string;
      caseReference: string;
      caseKind: components['schemas']['CaseKind'];
      /** Access, or exemption with its legal basis. */
      decides: 'access' | 'exemption';
      legalBasis: string | null;
      outcome: string;
      decidedOn: string;
      signedByName: string;
      rulesVersion: string;
      facts: string;
      considerations: string;
      sources: {
        registryId: string;
        registryName: string;
        isGranted: boolean;
        reason: string;
        variables: {
          name: string;
          isGranted: boolean;
          reason: string | null;
        }[];
      }[];
      elements: components['schemas']['PermitElements'];
    };
    /** What a report is called and what its numbers mean, in the languages of its readers. */
    Definition: {
      name: components['schemas']['ReportName'];
      measures: string[];
      nb: {
        title: string;
        definition: string;
      };
      nn: {
        title: string;
        definition: string;
      };
      en: {
        title: string;
        definition: string;
      };
    };
    DeliveredFile: {
      name: string;
      rowCount: number;
      sha256: string;
    };
    /** Why a delivery was ordered: for the first time, some of the variables, or a round of a plan. */
    DeliveryKind: 'first' | 'partial' | 'recurring';
    /** What one application asks for beyond, short of or otherwise than another: a change case shows this instead of the whole (d64 R9.4.4). Lists of sources, variables and people are compared by name, so that the order in which they stand means nothing. */
    DifferenceDifference: {
      /** Path of the field; a member of a list by its name: `sources.norsk-pasientregister.variables`. */
      field: string;
      kind: 'added' | 'changed' | 'removed';
      before: string | null;
      after: string | null;
      /** The source that it is about; null where it is about the whole. */
      registryId: string | null;
    };
    DifferenceView: {
      parentId: string;
      differences: components['schemas']['DifferenceDifference'][];
      /** The registries that the change concerns: nobody else need be asked again. */
      affectedRegistryIds: string[];
    };
    Disclosure: {
      id: string;
      caseId: string;
      caseReference: string;
      deliveryId: string;
      manifest: number;
      kind: 'last' | 'part' | 'redelivery';
      round: number;
      registryId: string;
      registryName: string;
      recipientName: string;
      institution: string;
      institutionNumber: string | null;
      handOver: string;
      handOverPlace: string;
      legalBasis: string;
      permitId: string;
      variables: string[];
      periodFromOn: string | null;
      periodToOn: string | null;
      population: string;
      files: {
        name: string;
        rowCount: number;
        sha256: string;
      }[];
      rowCount: number;
      disclosedAt: string;
    };
    DismissalGround: 'incomplete' | 'prohibited-use' | 'wrong-body';
    DispatchAttempt: {
      attempt: number;
      channel: components['schemas']['ChannelName'];
      reason: components['schemas']['ChannelReason'];
      isCopy: boolean;
      status: components['schemas']['DispatchStatus'];
      requestedAt: string;
      finishedAt: string | null;
      nextAttemptAt: string | null;
      deliveredAt: string | null;
      openedAt: string | null;
      reply: string | null;
      receipt: string | null;
    };
    /** `waiting` is for a person to post it; `dead` was given up and is for a person to send anew. */
    DispatchStatus: 'dead' | 'failed' | 'sending' | 'sent' | 'waiting';
    DocumentKind: 'appeal' | 'appeal-decision' | 'appeal-withdrawal' | 'application' | 'attachment' | 'condition-report' | 'consent-withdrawal' | 'controller-decision' | 'deletion-confirmation' | 'delivery-error-report' | 'delivery-report' | 'demand-for-reasons' | 'disclosed-note' | 'dispute-of-impartiality' | 'fee-acceptance' | 'final-report' | 'information-answer' | 'institution-signature' | 'letter:appeal-dismissed' | 'letter:appeal-forwarding' | 'letter:appeal-outcome' | 'letter:appeal-period' | 'letter:appeal-received' | 'letter:appeal-reversed' | 'letter:appeal-statement' | 'letter:appeal-withdrawal' | 'letter:change-decision' | 'letter:closing' | 'letter:condition-outcome' | 'letter:condition-receipt' | 'letter:condition-reminder' | 'letter:consultation' | 'letter:consultation-reminder' | 'letter:controller-routing' | 'letter:decision' | 'letter:deferred-effect' | 'letter:deletion-reminder' | 'letter:delivery-cancellation' | 'letter:delivery-error' | 'letter:delivery-notice' | 'letter:delivery-order' | 'letter:destruction-certificate' | 'letter:dismissal' | 'letter:draft-lapse-warning' | 'letter:environment-notice' | 'letter:exemption-decision' | 'letter:exemption-notice' | 'letter:exemption-revocation' | 'letter:expiry-warning' | 'letter:extension-decision' | 'letter:fee-estimate' | 'letter:information-receipt' | 'letter:information-reminder' | 'letter:information-request' | 'letter:invoice-basis' | 'letter:permit' | 'letter:permit-notice' | 'letter:preliminary-reply' | 'letter:prior-notice' | 'letter:protocol-notice' | 'letter:reasons' | 'letter:receipt' | 'letter:recurring-delivery-end' | 'letter:rek-forwarding' | 'letter:rek-questions' | 'letter:rek-rejection' | 'letter:revocation' | 'letter:revocation-dropped' | 'letter:withdrawal-notice' | 'letter:withdrawal-receipt' | 'message' | 'project-leader' | 'receipt-of-data' | 'registry-advice' | 'registry-correspondence' | 'rek-answer' | 'rek-decision' | 'rek-questions' | 'statement' | 'withdrawal';
    /** The answers as they are stored: everything may be lacking, and what is there is well-formed. */
    Draft: {
      title?: string;
      purpose?: string;
      isMedicalResearch?: boolean;
      /** Where the research protocol is found; REK is sent this. */
      protocolReference?: string;
      /** What REK decided before the application was sent in, if it did. */
      rekApproval?: {
        reference?: string;
        decidedOn?: string;
      };
      /** Its signatory then confirms the application before it is sent in. */
      isInstitutionResponsible?: boolean;
      institutionName?: string;
      institutionNumber?: string;
      postalAddress?: string[];
      dataPeriod?: {
        fromOn?: string;
        toOn?: string;
      };
      sources?: {
        /** The use for which the controller itself decides; left out: another use. */
        exception?: 'own-use' | 'public-body-task';
        /** Why this source at all, where the variables do not say it. */
        justification?: string;
        registryId: string;
        variables?: {
          /** Why the person must be known by name or number: asked only of direct identifiers. */
          directIdentifierReason?: string;
          /** Why it is needed: data minimisation, helseregisterloven section 19 a second paragraph. */
          justification?: string;
          /** As the catalogue names it, or in the applicant's words where it is not found there. */
          name: string;
          /** The variable in the catalogue; left out: one that the catalogue does not know. */
          variableId?: string;
        }[];
      }[];
      identificationLevel?: 'anonymous' | 'directly-identifiable' | 'pseudonymised';
      identificationReason?: string;
      /** The letters of the first paragraph, or `eu` for the institutions of the Union. */
      legalBasisArticle6?: string[];
      /** The letters of the second paragraph. */
      legalBasisArticle9?: string[];
      securityMeasures?: string;
      recipientEnvironment?: string;
      projectEndsOn?: string;
      /** For how long the data are to be at hand: the form asks it anew of an extension. */
      accessPeriod?: {
        fromOn?: string;
        toOn?: string;
      };
      /** Whether results about individuals will reach somebody the law keeps them from: a yes stops it. */
      prohibitedRecipients?: boolean;
      [name: string]: unknown;
    };
    DraftRow: {
      id: string;
      reference: string;
      kind: components['schemas']['CaseKind'];
      title: string | null;
      changedAt: string;
      lapsesOn: string;
      daysLeft: number;
    };
    EarlierRound: {
      round: number;
      state: components['schemas']['ConsultationState'];
      questionId?: string;
      advice?: components['schemas']['Advice'];
      reasonId?: string;
      advisedOn?: string;
    };
    EntryType: 'I' | 'U' | 'X';
    Estimate: {
      baseNok: number;
      hours: number;
      hourNok: number;
      /** What Helsedataservice bills: the base and the hours. */
      ownNok: number;
      /** What the registries bill themselves. */
      registries: components['schemas']['RegistryAmount'][];
      totalNok: number;
    };
    /** The twelve statuses of a permit in the European specification (D6.4, table 3). */
    EuPermitStatus: 'AMENDED' | 'AMENDMENT_REJECTED' | 'AMENDMENT_REQUESTED' | 'APPEAL_APPROVED' | 'APPEAL_REJECTED' | 'EXPIRED' | 'GRANTED' | 'RENEWAL_REJECTED' | 'RENEWAL_REQUESTED' | 'RENEWED' | 'REVOKED' | 'REVOKE_APPEALED';
    EuStatus: 'AWAITING_ADDITIONAL_INFORMATION' | 'DECISION_ISSUED' | 'PRE_SCREENING' | 'PROCESSING' | 'SUBMITTED' | 'WITHDRAWN';
    Exception: 'consent' | 'hrl-19b' | 'not-confidential' | 'other-exception';
    /** Exemptions from public access: a code, and the provision that a refusal must cite by section, paragraph and letter (offentleglova section 31). */
    ExemptionCode: '13-personal' | '13-trade-secrets' | '14-internal' | '24-danger' | '26-identity-number' | '26-research-ideas';
    Export: {
      id: string;
      kind: components['schemas']['ExportKind'];
      state: 'done' | 'failed' | 'queued' | 'running';
      orderedAt: string;
      casesDone: number;
      cases: number | null;
      sizeBytes: number | null;
      sha256: string | null;
      /** Why there is none. */
      failure: string | null;
      /** The audit that it was ordered in. */
      auditId: string | null;
      sampleId: string | null;
      from: string | null;
      before: string | null;
      /** After this it is gone. */
      keptUntil: string;
    };
    ExportKind: 'case-packs' | 'events-csv' | 'events-ocel' | 'events-parquet' | 'events-xes' | 'log-extract';
    /** An application in a form that machines can act on, and that a new draft can be made from. */
    ExportedApplication: {
      schema: 'tilgang-application/1';
      formVersion: string;
      kind: components['schemas']['CaseKind'];
      language: 'en' | 'nb' | 'nn';
      answers: components['schemas']['Draft'];
      /** What is attached, by what it is and its checksum; the files are fetched one by one. */
      attachments: {
        kind: components['schemas']['AttachmentKind'];
        mediaType: string;
        name: string;
        sha256: string;
        sizeBytes: number;
      }[];
    };
    FaultCode: 'check' | 'country' | 'date' | 'email' | 'empty' | 'malformed' | 'not-an-option' | 'one-line' | 'orcid' | 'organisation-number' | 'out-of-range' | 'period-order' | 'phone' | 'project-over' | 'registry-repeated' | 'registry-unknown' | 'repeated' | 'required' | 'special-reason-needed' | 'too-long' | 'too-many' | 'too-many-words' | 'unknown-field' | 'unprintable' | 'variable-not-listed' | 'variable-repeated' | 'wrong-type';
    FeeActivity: 'appeal' | 'case-handling' | 'extraction' | 'linkage' | 'preparation' | 'statistics';
    FigureCase: {
      id: string;
      reference: string;
      kind: components['schemas']['CaseKind'];
      title: string | null;
      applicationState: string;
      waitingFor: string;
      dueOn: string | null;
      isOverdue: boolean;
      /** In the unit of the list. */
      amount: number;
    };
    FigureCases: {
      unit: 'days' | 'days-past-limit' | 'working-days' | null;
      items: components['schemas']['FigureCase'][];
      nextCursor: string | null;
    };
    /** What is known of malware in a file: nothing yet, none, some, or that nobody can tell. */
    FileState: 'clean' | 'infected' | 'scanning' | 'unscannable';
    /** One version of an attachment: a file that never changes. */
    FileVersion: {
      fileId: string;
      sizeBytes: number;
      sha256: string;
    };
    FileVersionSummary: {
      fileId: string;
      sizeBytes: number;
      sha256: string;
      name: string;
      mediaType: string;
      state: components['schemas']['FileState'];
      uploadedAt: string;
      uploadedByName: string;
      version: number;
    };
    Finding: 'ok' | 'problem';
    Forecast: {
      /** The stage the case is in: how long comparable cases took is counted from its first day. */
      stage: components['schemas']['Stage'];
      since: string;
      comparableCases: number;
      decision: components['schemas']['ForecastDates'] | null;
      data: components['schemas']['ForecastDates'] | null;
    } | {
      withheld: 'nothing-to-expect';
    } | {
      withheld: 'too-few-cases';
      comparableCases: number;
      needed: number;
    };
    /** When half and when four fifths of the comparable cases had come so far. */
    ForecastDates: {
      p50On: string;
      p80On: string;
    };
    /** What is wrong with one answer: a code and its values, so that each screen says it in its words. */
    FormFault: {
      /** Path of the field, as `namedUsers.0.email`. */
      field: string;
      code: components['schemas']['FaultCode'];
      params?: Record<string, number | string>;
    };
    /** Change, extension and data update are asked the same. */
    FormKind: 'change' | 'individual-level' | 'statistics';
    FormSection: {
      id: string;
      name: components['schemas']['FormWords'];
      help: components['schemas']['FormWords'];
      questions: components['schemas']['Question'][];
    };
    FormWords: {
      nb: string;
      nn: string;
      en: string;
    };
    Handover: {
      id: string;
      requestedAt: string;
      handedOverAt: string | null;
      sizeBytes: number | null;
      sha256: string | null;
    };
    IdentificationRisk: 'direct' | 'indirect' | 'none';
    IdentityKind: 'd-number' | 'duf-number' | 'fh-number' | 'fodselsnummer' | 'h-number';
    InsightItem: {
      id: string;
      caseId: string;
      reference: string;
      unitName: string | null;
      personId: string;
      personName: string;
      role: components['schemas']['Role'];
      reason: string;
      begunAt: string;
      endsAt: string;
      isRunning: boolean;
      /** How often something of the case was read by it. */
      readings: number;
    };
    /** What a person of the house is told of a case before they give a reason: its number. */
    InsightStatus: {
      caseId: string;
      reference: string;
      /** How they see it: as one who has to do with it, by insight, or not. */
      sight: 'insight' | 'need-to-know' | 'none';
      isOwn: boolean;
      /** How long an insight lasts that begins now. */
      hours: number;
      /** When the running one is over. */
      endsAt: string | null;
    };
    Invoice: {
      caseReference: string;
      /** Null while the case runs: the lines then say what it has cost so far. */
      invoicedOn: string | null;
      chargedNok: number;
      lines: components['schemas']['InvoiceLine'][];
      cost: components['schemas']['Cost'];
    };
    InvoiceLine: {
      /** Who bills it: `hds` or a registry's id. */
      billedBy: string;
      item: 'base' | 'hours' | 'reduction' | 'registry';
      quantity: number;
      unitNok: number;
      amountNok: number;
    };
    JournalDocument: {
      id: string;
      number: number;
      name: string | null;
      mediaType: string;
      /** Hexadecimal; null until the file is there. */
      sha256: string | null;
    };
    /** An entry of the journal as the staff of a case sees it. */
    JournalEntry: {
      id: string;
      number: number;
      /** null until it has its number in the journal of the year. */
      journalNumber: string | null;
      journalledOn: string | null;
      type: components['schemas']['EntryType'];
      kind: components['schemas']['DocumentKind'];
      title: string;
      partyKind: components['schemas']['PartyKind'];
      partyName: string;
      institution: string | null;
      documentOn: string;
      letterId: string | null;
      exemption: components['schemas']['ExemptionCode'] | null;
      /** The paragraph of the exemption, as a refusal cites it. */
      provision: string | null;
      publicTitle: string | null;
      documents: components['schemas']['JournalDocument'][];
      /** Every assessment by a person, oldest first. */
      assessments: {
        exemption: components['schemas']['ExemptionCode'] | null;
        reason: string;
        byName: string;
        at: string;
      }[];
    };
    /** An entry as those see it who keep the register. */
    KeptEntry: {
      id: string;
      caseId: string;
      caseReference: string;
      kind: components['schemas']['RegisterKind'];
      outcome: components['schemas']['RegisterOutcome'];
      happenedOn: string;
      limitOn: string | null;
      publishOn: string;
      publishedOn: string | null;
      version: number;
      isLate: boolean;
    };
    KeptVersion: {
      version: number;
      content: components['schemas']['RegisterContent'];
      madeAt: string;
      madeByName: string | null;
      reason: string | null;
    };
    /** What letters are made of, whatever their kind. */
    Language: 'en' | 'nb' | 'nn';
    Ledger: {
      asOfOn: string;
      segments: components['schemas']['Segment'][];
      grossDays: number;
      grossWorkingDays: number;
      /** Without the days that were the applicant's, REK's or nobody's wait: one definition everywhere. */
      netDays: number;
      netWorkingDays: number;
      perParty: components['schemas']['PartyDays'][];
    };
    LeftOut: {
      field: string;
      reason: 'belongs-to-the-other-project' | 'date-past';
    };
    LetterKind: 'appeal-dismissed' | 'appeal-forwarding' | 'appeal-outcome' | 'appeal-period' | 'appeal-received' | 'appeal-reversed' | 'appeal-statement' | 'appeal-withdrawal' | 'change-decision' | 'closing' | 'condition-outcome' | 'condition-receipt' | 'condition-reminder' | 'consultation' | 'consultation-reminder' | 'controller-routing' | 'decision' | 'deferred-effect' | 'deletion-reminder' | 'delivery-cancellation' | 'delivery-error' | 'delivery-notice' | 'delivery-order' | 'destruction-certificate' | 'dismissal' | 'draft-lapse-warning' | 'environment-notice' | 'exemption-decision' | 'exemption-notice' | 'exemption-revocation' | 'expiry-warning' | 'extension-decision' | 'fee-estimate' | 'information-receipt' | 'information-reminder' | 'information-request' | 'invoice-basis' | 'permit' | 'permit-notice' | 'preliminary-reply' | 'prior-notice' | 'protocol-notice' | 'reasons' | 'receipt' | 'recurring-delivery-end' | 'rek-forwarding' | 'rek-questions' | 'rek-rejection' | 'revocation' | 'revocation-dropped' | 'withdrawal-notice' | 'withdrawal-receipt';
    /** A letter as it would be, before it is. */
    LetterPreview: {
      kind: components['schemas']['LetterKind'];
      language: components['schemas']['Language'];
      senderLines: string[];
      recipientLines: string[];
      references: {
        label: string;
        value: string;
      }[];
      blocks: components['schemas']['PreviewBlock'][];
      /** In the order of their numbers, from 1. */
      footnotes: string[];
      /** What the law asks for in this letter and it lacks: paths in its data. */
      missing: string[];
    };
    LetterStatus: 'dispatched' | 'failed' | 'produced' | 'queued';
    /** What those who answer for a letter see of its way to the recipient. */
    LetterTrail: {
      alertedAt: string | null;
      failedAt: string | null;
      /** When one by post is taken to have arrived. */
      arrivesOn: string | null;
      attempts: components['schemas']['DispatchAttempt'][];
    };
    /** A variable of the catalogue that a wanted one may be. */
    LikelyVariable: {
      variableId: string;
      registryId: string;
      name: string;
      dataType: components['schemas']['DataType'];
      identificationRisk: components['schemas']['IdentificationRisk'];
      /** 1 where the names are the same; above 0 where they share letters. */
      likeness: number;
    };
    LimitUnit: 'days' | 'months' | 'weeks' | 'working-days';
    /** The plan of a linkage (helseregisterloven section 19 c): who links, whose lists in which order, who the people are, and who is handed serial numbers. The vault carries it out step by step. */
    LinkagePlan: {
      /** By what right the linker links: as the controller of a registry here, or as a designated body. */
      linkerKind: components['schemas']['LinkerKind'];
      /** The registry whose controller links; null for a designated body. */
      linkerRegistryId: string | null;
      registries: components['schemas']['PlannedRegistry'][];
      cohort: components['schemas']['PlannedCohort'];
      controls: components['schemas']['PlannedControls'] | null;
      relatives: components['schemas']['PlannedRelatives'] | null;
      /** Each registry gets serial numbers of its own, so that no two share a pseudonym. */
      hasSeparatePseudonyms: boolean;
      /** What the project's serial numbers begin with; null: nothing. */
      serialPrefix: string | null;
      /** The kinds of identity numbers that lists may hold. */
      identityKinds: components['schemas']['AcceptedIdentity'][];
    };
    /** The plan as the vault carries it out now. */
    LinkageProgress: {
      /** Whether the vault answered; where it is away, the states are those the case last heard of. */
      isVaultUp: boolean;
      isPaused: boolean;
      pausedBy: string | null;
      pausedAt: string | null;
      steps: components['schemas']['ShownStep'][];
    };
    LinkerKind: 'controller' | 'designated-body';
    /** One event of the log as it is sealed, without its facts: those are in the log extract. */
    LogLine: {
      seq: number;
      at: string;
      type: string;
      outcome: 'accepted' | 'read' | 'refused';
      track: string | null;
      registryId: string | null;
      fromState: string | null;
      toState: string | null;
      actorRole: string | null;
      hash: string;
    };
    /** What was delivered at one time, as the registry accounts for it; never changed afterwards. */
    Manifest: {
      /** From 1, through the parts of a delivery and its redeliveries. */
      number: number;
      /** `part`: more is to come; `last`: the delivery is whole; `redelivery`: in the place of all before. */
      kind: 'last' | 'part' | 'redelivery';
      /** UTC, ISO 8601. */
      deliveredAt: string;
      deliveredOn: string;
      /** The version of the permit it was held against. */
      permitId: string;
      recipientName: string;
      /** The exemption that lifted confidentiality; null: another exception, or the controller's own decision. */
      exemptionBasis: string | null;
      files: components['schemas']['DeliveredFile'][];
      fileCount: number;
      rowCount: number;
      variables: string[];
      period: {
        fromOn: string;
        toOn: string;
      };
      handOver: 'file-transfer' | 'secure-environment';
      handOverPlace: string;
    };
    /** What a control must have in common with its case; `within`: a number may differ by so much. */
    MatchedOn: {
      attribute: string;
      within: number | null;
    };
    MatchedRow: {
      lineNumber: number;
      registry: string;
      variable: string;
      justification: string | null;
      registryId: string | null;
      status: 'matched';
      match: components['schemas']['LikelyVariable'];
    } | {
      lineNumber: number;
      registry: string;
      variable: string;
      justification: string | null;
      registryId: string | null;
      status: 'near';
      suggestions: components['schemas']['LikelyVariable'][];
    } | {
      lineNumber: number;
      registry: string;
      variable: string;
      justification: string | null;
      registryId: string | null;
      status: 'unmatched';
      reason: components['schemas']['UnmatchedReason'];
    };
    /** The signed-in person, as the web asks for them first of all. */
    Me: {
      id: string;
      name: string;
      /** Whether anybody has said what they are called; where not, the pages ask. */
      hasName: boolean;
      email: string;
      language: 'en' | 'nb' | 'nn';
      /** What they act in now: in a browser one role, in all the registries that it is held for. */
      roles: components['schemas']['RoleGrant'][];
      /** The roles that they may choose between. */
      mayActIn: components['schemas']['Role'][];
      /** Roles given to them that ask for a higher level of assurance. */
      outOfReach: components['schemas']['Role'][];
      mode: 'demo' | 'production' | 'test';
    };
    MemberKind: 'co-applicant' | 'data-user' | 'institution-signatory' | 'reader';
    MemberRight: 'answer-information' | 'appeal' | 'edit-draft' | 'submit';
    Message: {
      /** Its place in the log of the case. */
      seq: number;
      at: string;
      body: string | null;
      fieldRef: string | null;
      senderName: string | null;
      senderRole: string | null;
      isOwn: boolean;
    };
    Messages: {
      items: components['schemas']['Message'][];
      /** Give it as `before` for those written earlier; null when there are none. */
      nextBefore: number | null;
      /** How many this person has not read, of what others wrote. */
      unread: number;
    };
    /** A code with the word for it. */
    Named: {
      code: string;
      name: string;
    };
    NewInsight: {
      id: string;
      caseId: string;
      endsAt: string;
    };
    Node: Record<string, unknown>;
    Note: {
      seq: number;
      at: string;
      id: string;
      kind: 'internal' | 'oral-information';
      body: string | null;
      writerName: string | null;
      isDisclosed: boolean;
    };
    Notice: {
      id: string;
      caseId: string;
      caseReference: string;
      /** The event it tells of, or `due-soon`, `overdue` and the like. */
      event: string;
      createdAt: string;
      /** When an e-mail pointed to it; null: none did. */
      alertedAt: string | null;
      readAt: string | null;
    };
    NoticePage: {
      items: components['schemas']['Notice'][];
      nextCursor: string | null;
      unread: number;
    };
    /** Waits that go on, with their ages in calendar days. */
    OpenWait: {
      stage: string;
      party: string;
      waits: number;
      medianDays: number;
      oldestDays: number;
    };
    Option: {
      value: string;
      text: components['schemas']['FormWords'];
      /** Other fields that choosing it fills in, which may be changed. */
      fills?: Record<string, string>;
    };
    Part: {
      id: string;
      type: components['schemas']['PartType'];
      /** Whether a row without it is unfinished. */
      isRequired: boolean;
      text: components['schemas']['FormWords'];
      options?: components['schemas']['Option'][];
    };
    /** What also a column of a table can be. */
    PartType: 'choice' | 'count' | 'country' | 'date' | 'email' | 'line' | 'orcid' | 'organisation-number' | 'phone' | 'source' | 'text' | 'yes-no';
    /** Who is waited for. `in-use` and `nobody` are no waiting: the data are in use, or the case is over. */
    Party: 'appeals-body' | 'applicant' | 'helsedataservice' | 'in-use' | 'linkage' | 'nobody' | 'rek' | string;
    PartyDays: {
      party: components['schemas']['Party'];
      days: number;
      workingDays: number;
    };
    /** Who a document comes from or goes to. */
    PartyKind: 'appeals-body' | 'applicant' | 'operator' | 'registry' | 'rek';
    PeoplePage: {
      items: components['schemas']['PersonItem'][];
      nextCursor: string | null;
    };
    Period: {
      /** `2026-03`, `2026-Q1` or `2026`. */
      period: string;
      /** The months of it that lie in the scope. */
      fromMonth: string;
      toMonth: string;
      perStage: {
        gross: components['schemas']['Time'];
        net: components['schemas']['Time'];
        stopped: components['schemas']['Time'];
        stage: string;
        waits: number;
      }[];
      perParty: {
        days: number;
        workingDays: number;
        party: string;
        waits: number;
      }[];
      waits: components['schemas']['Wait'][];
      gross: components['schemas']['Time'];
      net: components['schemas']['Time'];
      stopped: components['schemas']['Time'];
    };
    /** What a version of a permit gives, whole: the content the European regulation lists (article 68 paragraph 10) and the Norwegian decision holds. Frozen when the version is made. */
    PermitContent: {
      permitId: string;
      issuer: string;
      base: string;
      version: number;
      kind: components['schemas']['VersionKind'];
      /** The archive's number, beside the permit id. */
      caseReference: string;
      /** The case that asked for the change, by reference; null in the first version. */
      changeReference: string | null;
      decidedOn: string;
      signedByName: string;
      /** UTC, ISO 8601. */
      activeFrom: string;
      endsOn: string;
      projectLeader: string;
      conditions: string[];
      /** What this version changes in the one before, item by item (d64 R9.4.4). */
      changes: components['schemas']['DifferenceDifference'][];
      /** The application as granted: sources that were refused are left out. */
      granted: components['schemas']['Draft'];
    };
    /** The content of a permit by element: EHDS article 68(10) a to h. */
    PermitElements: {
      dataCategories: {
        registryId: string;
        registryName: string;
        variables: string[];
      }[];
      format: string | null;
      dataPeriod: {
        fromOn: string;
        toOn: string;
      } | null;
      purpose: string | null;
      /** Use of the exception from the right to opt out; none is used in Norway today. */
      optOutException: string | null;
      persons: {
        name: string;
        role: string;
      }[];
      duration: {
        fromOn: string;
        toOn: string;
      } | null;
      environment: string | null;
      /** null until a fee is set. */
      feeNok: number | null;
      conditions: {
        conditionId: string;
        dueOn?: string;
        /** Who sees to it that the condition is kept. */
        followedUpBy: 'helsedataservice' | 'institution' | 'registry' | 'rek';
        kind: 'other' | 'publication' | 'reporting' | 'security' | 'time' | 'use';
        text: string;
      }[];
      /** How figures are answered; null for data about individuals. */
      statistics: {
        minimumCellSize: number;
        deliveryRoute: string;
        safeguards: string;
      } | null;
    };
    /** What the operator of a processing environment needs; never anything about the people in the data. */
    PermitHandover: {
      permitId: string;
      version: number;
      currentPermitId: string;
      isInForce: boolean;
      activeFrom: string;
      activeTo: string | null;
      endsOn: string;
      recipientEnvironment: string;
      projectTitle: string;
      institutionName: string;
      /** Who may work on the data. */
      namedPersons: {
        name: string;
        organisation: string;
      }[];
      changes: components['schemas']['DifferenceDifference'][];
    };
    /** A permit that a person may ask to have changed. */
    PermitHeld: {
      caseId: string;
      reference: string;
      title: string | null;
      permitReference: string;
      endsOn: string | null;
    };
    /** A change or extension asked for in a case of its own, as the permit knows of it. */
    PermitRequest: {
      kind: 'change' | 'data-update' | 'extension';
      state: 'granted' | 'refused' | 'requested' | 'withdrawn';
      requestedOn: string;
      /** The end asked for, in an extension. */
      endsOn?: string;
      /** Asked for less than a month before the permit ends (EHDS article 68 paragraph 12). */
      isLate?: boolean;
    };
    /** One version in the chain. Its content is frozen in a row of its own; the checksum is of that. */
    PermitVersion: {
      permitId: string;
      version: number;
      kind: components['schemas']['VersionKind'];
      /** UTC, ISO 8601; the version is in force from this moment until just before `activeTo`. */
      activeFrom: string;
      activeTo: string | null;
      endsOn: string;
      contentSha256: string;
      /** The case that asked for the change; null where none did. */
      changeCaseId: string | null;
    };
    /** A version of a permit, by its own id, with where the chain stands now. */
    PermitView: {
      permitId: string;
      version: number;
      kind: components['schemas']['VersionKind'];
      activeFrom: string;
      activeTo: string | null;
      endsOn: string;
      contentSha256: string;
      /** The version that is in force, or was the last to be: the pointer from an older one. */
      currentPermitId: string;
      /** The state of the whole permit. */
      state: string;
      /** What is asked of it. */
      requestState: string;
      euStatus: components['schemas']['EuPermitStatus'] | null;
      caseId: string;
      caseReference: string;
      /** For those who may read the application. */
      content?: components['schemas']['PermitContent'];
    };
    PersonItem: {
      id: string;
      name: string;
      email: string;
      unitId: string | null;
      roles: components['schemas']['RoleGrant'][];
    };
    PlannedCohort: {
      from: 'applicant' | 'every-list' | 'registry';
      /** Who defines the cohort, or through whom the applicant's list comes; null: every list counts. */
      registryId: string | null;
    };
    PlannedControls: {
      registryId: string;
      perCase: number;
      matchOn: components['schemas']['MatchedOn'][];
      /** Whether a case may be the control of another. */
      mayBeCases: boolean;
    };
    PlannedKeyFile: 'none' | 'own-list' | 'whole-population';
    PlannedRegistry: {
      registryId: string;
      keyFile: components['schemas']['PlannedKeyFile'];
      /** A registry under section 9 b: its controller must never see identifiers. */
      isSection9b: boolean;
      /** Who keeps its identifiers apart from the controller and gets its key file; section 9 b only. */
      keyHolder: string | null;
    };
    PlannedRelatives: {
      /** Whose relation file it is. */
      registryId: string;
      relations: components['schemas']['Relation'][];
    };
    /** How one point of the application stands to what REK approved and to the protocol. */
    PointCompared: {
      /** What the approval covers; left out where REK is only notified. */
      approvalId?: string;
      protocolId: string;
      matches: boolean;
      /** Why a difference does not matter. */
      settledReasonId?: string;
      /** The information request that a difference was turned into. */
      requestId?: string;
    };
    Present: {
      name: string;
      section: string;
      seenAt: string;
    };
    PreviewBlock: {
      kind: 'heading' | 'paragraph' | 'title';
      runs: components['schemas']['PreviewRun'][];
    } | {
      kind: 'list';
      items: components['schemas']['PreviewRun'][][];
    } | {
      kind: 'signature';
      signers: {
        name: string;
        role: string;
      }[];
    } | {
      kind: 'table';
      header: string[];
      rows: components['schemas']['PreviewRun'][][][];
    };
    /** A piece of a letter's text: fixed by template and law, or somebody's own words. */
    PreviewRun: {
      text: string;
      /** Left out: fixed. */
      isFree?: true;
      /** The field of the command that it was typed in; left out where it was written earlier. */
      field?: string;
      /** The text is the number of a footnote. */
      isNote?: true;
    };
    /** What Helsedataservice charges from a day on, in whole kroner without value added tax. */
    PriceList: {
      validFrom: string;
      oneSourceNok: number;
      severalSourcesNok: number;
      /** Per started hour. */
      hourNok: number;
    };
    PrintPackage: {
      id: string;
      createdAt: string;
      letterCount: number;
      /** Null until the file is stored. */
      sha256: string | null;
      postedOn: string | null;
    };
    ProfileName: 'ansattporten-entraid' | 'ansattporten-high' | 'ansattporten-substantial' | 'demo' | 'generic' | 'id-porten';
    ProgressStep: 'checking' | 'documenting' | 'extracting' | 'pseudonymising' | 'transferring';
    /** A row of the public journal in words, as the API gives it. */
    PublicJournalItem: {
      journalNumber: string;
      caseReference: string;
      caseTitle: string;
      documentNumber: number;
      type: 'I' | 'U';
      title: string;
      /** null: left out. */
      party: string | null;
      documentOn: string;
      journalledOn: string;
      /** The provision that the document is exempted by; null: nothing of it is known to be. */
      exemption: string | null;
    };
    /** Which reports are public, and in which form: a matter of data. */
    PublicReportName: 'appeals' | 'by-month' | 'completeness' | 'decisions' | 'exemptions' | 'kinds' | 'purposes' | 'recipients' | 'weeks-to-data' | 'within-limits';
    /** `hidden`: there is a number, and it is not told. null: there is nothing to say. */
    PublicValue: number | 'hidden' | null;
    Question: {
      /** The field of the application that holds the answer. */
      id: string;
      /** The question of the common Norwegian form that this one is, or is a part of. */
      common?: string;
      type: components['schemas']['QuestionType'];
      text: components['schemas']['FormWords'];
      help: components['schemas']['FormWords'];
      /** The kinds of case in which it is asked. */
      kinds: components['schemas']['FormKind'][];
      /** When an answer must be given. */
      required: components['schemas']['Condition'];
      /** When it is shown; left out: when required, or always where it never is. */
      asked?: components['schemas']['Condition'];
      sensitivity: 'confidential' | 'internal' | 'public';
      options?: components['schemas']['Option'][];
      /** What one row of a table, or the one record, consists of. */
      parts?: components['schemas']['Part'][];
      maxWords?: number;
      /** What a file that answers it can be, the most likely first. */
      attachmentKinds?: components['schemas']['AttachmentKind'][];
      /** The rules and guides that ask for it. */
      sources: string[];
      /** Where it stands in the common European form: `annex-5/8`. */
      eu?: string[];
    };
    QuestionType: 'case' | 'choice' | 'count' | 'country' | 'date' | 'email' | 'files' | 'line' | 'lines' | 'multi-choice' | 'orcid' | 'organisation-number' | 'period' | 'phone' | 'record' | 'source' | 'sources' | 'table' | 'text' | 'variables' | 'yes-no';
    /** One thing that an auditor read, drew or took out, as the log tells it. */
    Reading: {
      /** The case; null: it was across cases, and stands in the chain of the service. */
      caseId: string | null;
      reference: string | null;
      seq: number;
      at: string;
      type: string;
      /** The page, the role it was looked at as, the report: whichever there was. */
      page: string | null;
      asRole: string | null;
      asOf: string | null;
      auditId: string | null;
      /** How many cases a search or a list showed. */
      cases: number | null;
    };
    /** All that an entry says, frozen: what may be public of one event, and nothing else of the case. */
    RegisterContent: {
      formVersion: string;
      /** By the question of the form. */
      answers: Record<string, unknown>;
      /** null: not decided by this event. */
      sources: {
        registryId: string;
        isGranted: boolean | null;
      }[];
      bases: string[];
      /** The criteria that a refusal rests on. */
      unmet: string[];
      /** What kinds of condition were set; their words are the recipient's. */
      conditions: string[];
      permit: {
        permitId: string;
        endsOn: string;
      } | null;
      /** Questions whose answer told of a person, and is therefore left out. */
      leftOut: string[];
    };
    /** How the thirty working days are kept. */
    RegisterFigures: {
      waiting: number;
      /** Not public yet, and the limit has passed. */
      overdue: number;
      publishedLate: number;
    };
    /** An entry of the public register in words. */
    RegisterItem: {
      id: string;
      version: number;
      kind: components['schemas']['Named'];
      /** null: shielded. */
      outcome: components['schemas']['Named'] | null;
      happenedOn: string;
      publishedOn: string;
      caseReference: string;
      caseKind: components['schemas']['Named'];
      title: string | null;
      institution: string | null;
      purposes: components['schemas']['Named'][];
      sources: {
        registryId: string;
        name: string;
        isGranted: boolean | null;
      }[];
      legalBases: components['schemas']['Named'][];
      /** The criteria that a refusal rests on. */
      unmetCriteria: components['schemas']['Named'][];
      conditionKinds: components['schemas']['Named'][];
      permit: {
        permitId: string;
        endsOn: string;
      } | null;
      answers: {
        field: string;
        question: string;
        answer: string;
      }[];
      /** Questions whose answer is left out. */
      leftOut: {
        field: string;
        question: string;
      }[];
      /** The provision that all but the kind and the days is exempted by; null: it is not. */
      exemption: string | null;
    };
    RegisterKind: 'access-decision' | 'application' | 'exemption-decision' | 'permit' | 'results';
    RegisterOutcome: 'amended' | 'dismissed' | 'ended' | 'extended' | 'granted' | 'issued' | 'partly-granted' | 'received' | 'refused' | 'reinstated' | 'reported' | 'reversed' | 'revoked' | 'withdrawn';
    /** How an organisation is reached, as it is registered. */
    RegisteredContact: {
      addressLines: string[];
      changedAt: string;
      kind: 'appeals-body' | 'registry' | 'rek';
      organisationNumber: string | null;
      registryId: string | null;
    };
    RegistryAmount: {
      registryId: string;
      amountNok: number;
    };
    /** The registry catalogue: which registries exist and who decides for each. Pure. */
    RegistryKind: 'quality' | 'statutory';
    RegistrySystem: {
      id: string;
      addedAt: string;
      /** Null where it was set up with the installation. */
      addedByName: string | null;
      withdrawnAt: string | null;
      registryId: string;
      organisationNumber: string;
      clientId: string;
      scopes: components['schemas']['SystemScope'][];
    };
    RelatedCase: {
      id: string;
      reference: string;
      kind: components['schemas']['CaseKind'];
      applicationState: string;
      accessState: string;
      relation: 'child' | 'parent';
    };
    Relation: 'child' | 'father' | 'full-sibling' | 'grandparent' | 'half-sibling' | 'mother' | 'other' | 'spouse';
    Report: {
      name: components['schemas']['ReportName'];
      /** The version of the definitions it was computed by. */
      definitions: string;
      scope: components['schemas']['Scope'];
      columns: components['schemas']['Column'][];
      rows: components['schemas']['Row'][];
      /** Figures of the whole, beside the rows. */
      summary: {
        key: string;
        unit: components['schemas']['Unit'];
        value: number | null;
      }[];
    };
    ReportName: 'appeals' | 'by-month' | 'completeness' | 'decisions' | 'delivering-registries' | 'exemptions' | 'hours-and-fees' | 'kinds' | 'linkages' | 'open-ages' | 'purposes' | 'recipients' | 'stages' | 'time-per-party' | 'weeks-to-data' | 'within-limits';
    Role: 'administrator' | 'applicant' | 'auditor' | 'caseworker' | 'decision-maker' | 'insight' | 'linkage-custodian' | 'registry-adviser' | 'registry-delivery' | 'rek-secretary' | 'system' | 'unit-leader';
    RoleChange: {
      seq: number;
      at: string;
      type: string;
      byName: string | null;
      ofName: string | null;
      role: components['schemas']['Role'] | null;
      registryId: string | null;
    };
    /** A role; `registryId` is set for the roles that are held per registry, else null. */
    RoleGrant: {
      role: components['schemas']['Role'];
      registryId: string | null;
    };
    RoleInvitation: {
      id: string;
      state: 'accepted' | 'expired' | 'sent' | 'waiting' | 'withdrawn';
      createdAt: string;
      invitedByName: string;
      sentAt: string | null;
      expiresAt: string | null;
      acceptedAt: string | null;
      acceptedByName: string | null;
      email: string;
      unitId: string | null;
      role: components['schemas']['Role'];
      registryId: string | null;
    };
    Round: {
      caseId: string;
      caseReference: string;
      projectTitle: string;
      deliveryId: string;
      registryId: string;
      registryName: string;
      round: number;
      kind: 'first' | 'partial' | 'recurring';
      state: string;
      orderedOn: string | null;
      promisedOn: string | null;
      dueOn: string | null;
      deliveredOn: string | null;
      progressPercent: number | null;
      isOverdue: boolean;
    };
    Route: {
      decidedBy: 'controller' | 'hds' | 'outside';
      ground: 'controller-decides' | 'outside-regulation' | 'own-use' | 'public-body-task' | 'regulation';
    };
    Row: {
      /** A code that the page has a word for, or the id of a registry. */
      key: string;
      /** Where the row is of something that has a name of its own. */
      label?: string;
      /** In the order of the columns; null where there is nothing to say: no share of nothing. */
      cells: (number | null)[];
    };
    Sample: {
      id: string;
      definition: {
        algorithm: string;
        /** As the figures stood at the end of this day; today where it is left out. */
        asOfOn: string;
        /** The cases first sent in from this day to that one, in Norway. */
        fromOn: string;
        kinds?: components['schemas']['CaseKind'][];
        /** Tickets beside the one that every case has; left out: every case has one. */
        risks?: {
          appealed: number;
          exempted: number;
          fee: number;
          late: number;
          'long-wait': number;
        };
        /** Whatever was agreed on beforehand; the same seed draws the same cases. */
        seed: string;
        size: number;
        toOn: string;
      };
      /** How many cases and tickets there were, and the SHA-256 of their list `case:tickets`, sorted. */
      population: {
        cases: number;
        tickets: number;
        sha256: string;
      };
      drawn: components['schemas']['SampledCase'][];
      drawnAt: string;
    };
    SampledCase: {
      reference: string;
      /** What gave it more tickets than one. */
      risks: ('appealed' | 'exempted' | 'fee' | 'late' | 'long-wait')[];
      /** The lowest of the SHA-256 of `seed:case:ticket` over its tickets 1, 2, 3 … */
      rank: string;
      caseId: string;
      /** How many tickets it has. */
      tickets: number;
    };
    /** What a report is asked about. */
    Scope: {
      /** `YYYY-MM`, both included. */
      fromMonth: string;
      toMonth: string;
      kind?: components['schemas']['CaseKind'];
      unitId?: string;
      /** As the log stood at the end of this day. */
      asOfOn: string;
    };
    Screening: {
      state: string;
      /** Who found the application complete, and from which day: helseregisterloven section 19 f. */
      completeOn: string | null;
      completeByName: string | null;
      items: components['schemas']['ScreeningItem'][];
    };
    /** What a caseworker found about one item of the completeness check. */
    ScreeningAnswer: {
      answer: 'no' | 'not-relevant' | 'yes';
      commentId?: string;
      answeredBy: string | null;
      answeredByName: string;
      answeredOn: string;
    };
    ScreeningItem: {
      item: components['schemas']['CheckId'];
      wording: {
        en: string;
        nb: string;
        nn: string;
      };
      fields: string[] | 'all';
      by: ('caseworker' | 'rule')[];
      /** What a rule finds, where one can tell; a problem is a task for the caseworker. */
      finding: components['schemas']['Finding'] | null;
      answer: {
        answer: 'no' | 'not-relevant' | 'yes';
        answeredBy: string | null;
        answeredByName: string;
        answeredOn: string;
        comment: string | null;
      } | null;
      isOpen: boolean;
    };
    SectionCompleteness: {
      id: string;
      state: 'complete' | 'incomplete' | 'not-asked';
      required: number;
      answered: number;
      missing: string[];
      invalid: components['schemas']['FormFault'][];
    };
    Segment: {
      /** First and last day that belong to the party, both counted. */
      fromOn: string;
      toOn: string;
      party: components['schemas']['Party'];
      days: number;
      workingDays: number;
    };
    /** A session as its owner sees it. */
    SessionItem: {
      id: string;
      browser: string;
      provider: string;
      startedAt: string;
      seenAt: string;
      endsAt: string;
      isThis: boolean;
    };
    SettingName: 'advice-working-days' | 'appeal-weeks' | 'applicant-pauses-statutory' | 'automatic-reply-days' | 'closed-days' | 'condition-reminder-days' | 'consent-withdrawal-days' | 'counts-saturdays' | 'deletion-days' | 'delivery-error-months' | 'delivery-working-days' | 'draft-lifetime-days' | 'draft-warning-days' | 'ehds-information' | 'ehds-profile' | 'escalation-days' | 'final-report-months' | 'forecast-cases' | 'information-days' | 'information-lapse-days' | 'insight-hours' | 'one-registry-working-days' | 'overdue-reminder-days' | 'redelivery-working-days' | 'rek-pauses-statutory' | 'reminder-working-days' | 'several-registries-working-days';
    ShownStep: {
      id: string;
      kind: components['schemas']['StepKind'];
      registryId: string;
      state: string;
      /** Rows of the list that have been read; null where the vault is away. */
      rowsRead: number | null;
      /** How much of the numbering is done; null where the vault is away. */
      percentNumbered: number | null;
      people: number | null;
      outside: number | null;
      unmet: number | null;
      reason: string | null;
      changedAt: string | null;
    };
    Sort: 'changed' | 'created' | 'due';
    SourceAnswer: {
      registryId: string;
      isGranted: boolean;
      reasonId: string;
      variables: components['schemas']['VariableAnswer'][];
    };
    /** A source of an application as the catalogue describes it. */
    SourceDetail: {
      decidedBy: 'controller' | 'hds' | 'outside';
      ground: 'controller-decides' | 'outside-regulation' | 'own-use' | 'public-body-task' | 'regulation';
      registryId: string;
      name: string;
      description: string | null;
      controller: string | null;
    };
    /** The waiting of some time, by stage and by party: each sums to the gross. */
    Span: {
      perStage: {
        gross: components['schemas']['Time'];
        net: components['schemas']['Time'];
        stopped: components['schemas']['Time'];
        stage: string;
        waits: number;
      }[];
      perParty: {
        days: number;
        workingDays: number;
        party: string;
        waits: number;
      }[];
      waits: components['schemas']['Wait'][];
      gross: components['schemas']['Time'];
      net: components['schemas']['Time'];
      stopped: components['schemas']['Time'];
    };
    Stage: 'complete' | 'decided' | 'received';
    /** How an answer in figures is given: helseregisterloven section 19, the result is anonymous. */
    StatisticsAnswer: {
      minimumCellSize: number;
      deliveryRoute: string;
      safeguardsId: string;
    };
    StepFact: {
      state: components['schemas']['StepState'];
      at: string;
      /** People the step brought in, or was cut to. */
      people?: number;
      /** People who stood in a list and not in the population: a count and nothing more. */
      outside?: number;
      /** Controls that could not be found. */
      unmet?: number;
      reason?: string;
    };
    /** The steps of a plan, in the order in which they can be taken. */
    StepKind: 'cohort' | 'controls' | 'key-file' | 'list' | 'relatives';
    StepState: 'awaiting' | 'done' | 'numbering' | 'reading' | 'receiving' | 'refused';
    StoredSetting: {
      setByName: string;
      setAt: string;
      name: string;
      value?: unknown;
      validFromOn: string;
    };
    SystemScope: 'tilgang:consultations.read' | 'tilgang:consultations.write' | 'tilgang:deliveries.read' | 'tilgang:deliveries.write';
    Table: {
      columns: components['schemas']['Column'][];
      rows: components['schemas']['Row'][];
      /** Figures of the whole, beside the rows. */
      summary: {
        key: string;
        unit: components['schemas']['Unit'];
        value: number | null;
      }[];
    };
    /** Time that was waited: the day it began is not counted, the last day is. */
    Time: {
      days: number;
      workingDays: number;
    };
    Timeline: {
      events: components['schemas']['TimelineEvent'][];
      ledger?: components['schemas']['Ledger'];
    };
    TimelineEvent: {
      seq: number;
      at: string;
      type: string;
      outcome: 'accepted' | 'read' | 'refused';
      track: string | null;
      registryId: string | null;
      fromState: string | null;
      toState: string | null;
      actorName: string | null;
      actorRole: string | null;
      /** Whose place the actor took. */
      actingForName: string | null;
      /** Why an attempt was refused. */
      code: string | null;
    };
    /** A timeline with what is needed to read it. */
    TimelineRead: {
      scope: {
        of: 'registry';
        registryId: string;
        /** `YYYY-MM`, both included. */
        fromMonth: string;
        toMonth: string;
        step: components['schemas']['TimelinesStep'];
        kind?: components['schemas']['CaseKind'];
        /** As the log stood at the end of this day. */
        asOfOn: string;
        name: string | null;
      } | {
        of: 'service';
        /** `YYYY-MM`, both included. */
        fromMonth: string;
        toMonth: string;
        step: components['schemas']['TimelinesStep'];
        kind?: components['schemas']['CaseKind'];
        /** As the log stood at the end of this day. */
        asOfOn: string;
        name: string | null;
      } | {
        of: 'unit';
        unitId: string;
        /** `YYYY-MM`, both included. */
        fromMonth: string;
        toMonth: string;
        step: components['schemas']['TimelinesStep'];
        kind?: components['schemas']['CaseKind'];
        /** As the log stood at the end of this day. */
        asOfOn: string;
        name: string | null;
      };
      definition: {
        nb: {
          title: string;
          definition: string;
        };
        nn: {
          title: string;
          definition: string;
        };
        en: {
          title: string;
          definition: string;
        };
        version: string;
      };
      /** Of the registries and units that stand in it, by `registry:<id>` and the id of the unit. */
      names: Record<string, string>;
      periods: components['schemas']['Period'][];
      /** The whole period asked for: what the periods sum to. */
      total: components['schemas']['Span'];
      open: components['schemas']['OpenWait'][];
      /** Applications received in the period, and cases open on the day. Of a registry there are none. */
      cases: {
        received: number;
        open: number;
      } | null;
      /** Of the service: what it is the sum of. */
      units: components['schemas']['UnitShare'][];
    };
    TimelinesStep: 'month' | 'quarter' | 'year';
    TrackName: 'access' | 'appeal' | 'appeal-period' | 'application' | 'assessment' | 'assignment' | 'closure' | 'condition' | 'consent-withdrawal' | 'consultation' | 'controller-decision' | 'delivery' | 'delivery-plan' | 'dismissal' | 'ethics' | 'exemption' | 'fee' | 'final-report' | 'flag' | 'impartiality' | 'information' | 'key-file' | 'leadership' | 'linkage' | 'member' | 'message' | 'note' | 'permit' | 'postponement' | 'preliminary-reply' | 'procedure' | 'registry-fee' | 'reminder' | 'reversal' | 'revocation' | 'screening';
    Unit: 'count' | 'days' | 'hours' | 'nok' | 'share' | 'working-days';
    /** A unit's part of the service; `null` is what no unit had taken yet. */
    UnitShare: {
      unitId: string | null;
      open: number;
      gross: components['schemas']['Time'];
      net: components['schemas']['Time'];
      stopped: components['schemas']['Time'];
    };
    UnmatchedReason: 'registry-missing' | 'registry-unknown' | 'variable-missing' | 'variable-repeated' | 'variable-unknown';
    UploadedFile: {
      fileId: string;
      name: string;
      mediaType: string;
      sizeBytes: number;
      sha256: string;
      state: components['schemas']['FileState'];
    };
    /** A version of a variable in the catalogue. */
    Variable: {
      /** The same through all versions. */
      id: string;
      registryId: string;
      version: number;
      /** When the version stood in the catalogue: from and with the first date, to the second. */
      listedFromOn: string;
      listedToOn: string | null;
      name: string;
      description: string;
      dataType: components['schemas']['DataType'];
      /** The range or code list of its values. */
      valueNote: string | null;
      /** The period for which the registry holds it; null: from the beginning, or still. */
      validFromOn: string | null;
      validToOn: string | null;
      identificationRisk: components['schemas']['IdentificationRisk'];
      /** What may do instead and tells less of a person, least telling last. */
      coarserAlternatives: string[];
    };
    /** Advice on one variable; `coarser` comes with the alternative that the registry offers. */
    VariableAdvice: {
      name: string;
      advice: 'against' | 'coarser' | 'for';
      alternativeId?: string;
      reasonId?: string;
    };
    VariableAnswer: {
      name: string;
      isGranted: boolean;
      reasonId?: string;
    };
    VariableImport: {
      added: number;
      updated: number;
      ended: number;
      unchanged: number;
    };
    VariableList: {
      items: components['schemas']['Variable'][];
      nextCursor: string | null;
    };
    VariableListAnswer: {
      rows: components['schemas']['MatchedRow'][];
      counts: {
        matched: number;
        near: number;
        unmatched: number;
      };
    };
    VersionDifference: {
      from: number;
      to: number;
      fields: components['schemas']['ApplicationDifference'][];
    };
    /** How a version came to be. */
    VersionKind: 'amended' | 'extended' | 'issued' | 'reinstated';
    /** What a person sees of the tracks: of one its state at least, and the rest as their roles let them. */
    VisibleTracks: {
      access?: {
        conditions?: components['schemas']['ConditionFact'][];
        considerationsId?: string;
        decidedOn?: string;
        decisionId?: string;
        /** Why the decision departs from a registry's advice; within the house, as the advice may be. */
        departureReasonIds?: Record<string, string>;
        /** What a caseworker has written and not yet proposed. */
        draftId?: string;
        factsId?: string;
        permitEndsOn?: string | null;
        proposedBy?: string;
        proposedByName?: string;
        returnReasonId?: string;
        /** The version of the criteria in force on the day of the decision. */
        rulesVersion?: string;
        signedBy?: string;
        signedByName?: string;
        sources?: components['schemas']['SourceAnswer'][];
        state: 'draft' | 'granted' | 'partly-granted' | 'proposed' | 'refused';
        statistics?: components['schemas']['StatisticsAnswer'] | null;
        /** null: a change takes effect when it is signed. */
        takesEffectOn?: string | null;
      };
      appeal?: Record<string, {
          asksForDeferredEffect?: boolean;
          body?: components['schemas']['AppealBody'];
          decidedOn?: string;
          deciders?: string[];
          /** The decision appealed against, as `appealableDecisions` names it. */
          decision?: string;
          deferredReasonId?: string;
          documentSha256?: string;
          /** The last day of the appeal period when the appeal came in. */
          dueOn?: string;
          extent?: 'fully' | 'partly';
          externalReference?: string;
          forwardedOn?: string;
          groundsId?: string;
          isDeferred?: boolean;
          lateReasonId?: string;
          lodgedOn?: string;
          outcome?: string;
          outcomeOn?: string;
          proposedBy?: string;
          proposedByName?: string;
          proposedOutcome?: 'reverse' | 'uphold';
          registrationReasonId?: string;
          returnReasonId?: string;
          reviewerId?: string;
          reviewerName?: string;
          sender?: string;
          settledOn?: string;
          signedBy?: string;
          signedByName?: string;
          state: 'at-nem' | 'dismissed-as-late' | 'late' | 'lodged' | 'none' | 'outcome-proposed' | 'reversed' | 'settled' | 'under-review' | 'upheld-and-forwarded' | 'withdrawn';
          statementId?: string;
          summaryId?: string;
          wantedChangeId?: string;
          withdrawalReasonId?: string;
        }>;
      'appeal-period'?: Record<string, {
          extendedToOn?: string;
          extensionReasonId?: string;
          reasonsDemandedOn?: string;
          reasonsGivenOn?: string;
          reasonsId?: string;
          state: 'reasons-demanded' | 'running';
        }>;
      application?: {
        /** In a case that changes a permit: the registries of which something else is asked. */
        affectedRegistryIds?: string[];
        arrivedBy?: components['schemas']['ArrivedBy'];
        /** The files that belong to the application, in the order they came. */
        attachments?: components['schemas']['Attachment'][];
        completeBy?: string;
        completeByName?: string;
        /** When the last of what it needs came, as the one who found it complete saw it. */
        completeOn?: string;
        /** The version of the case that the draft was last changed in. */
        draftVersion?: number;
        /** What an application that came on paper lacked; the office guides (forvaltningsloven § 11). */
        gaps?: string[];
        /** The day that its applicant was last warned would be the draft's last. */
        lapseWarnedFor?: string;
        /** The file that was attached last, as a document of its own or in the place of another. */
        lastFileId?: string;
        /** When a file last came from the party. */
        lastReceivedOn?: string;
        registeredBy?: string;
        registeredByName?: string;
        registryIds?: string[];
        /** Why a change of a permit was asked for by letter. */
        requestReasonsId?: string;
        /** Who decides on each source, by registry: fixed when the application is submitted. */
        routes?: Record<string, components['schemas']['Route']>;
        state: 'awaiting-information' | 'closed' | 'decided' | 'dismissed' | 'draft' | 'draft-dropped' | 'in-assessment' | 'in-delivery' | 'lapsed' | 'pre-screening' | 'submitted' | 'withdrawn';
        submittedOn?: string;
        withdrawalCost?: components['schemas']['WithdrawalCost'];
        withdrawalReasonId?: string;
        withdrawnOn?: string;
      };
      assessment?: Record<string, {
          answers?: Record<string, components['schemas']['CriterionAnswer']>;
          state: 'begun' | 'complete' | 'none';
        }>;
      assignment?: {
        assigneeId?: string | null;
        decisionMakerId?: string | null;
        decisionMakerName?: string | null;
        noteId?: string | null;
        state: 'assigned' | 'unassigned';
        /** The unit of the assignee. */
        unitId?: string | null;
      };
      closure?: {
        /** How a confirmation came that was not given in the portal. */
        arrivedBy?: components['schemas']['ArrivedBy'];
        confirmedOn?: string;
        registeredByName?: string;
        state: 'active' | 'deletion-confirmed' | 'ending' | 'keys-destroyed';
        statementId?: string;
      };
      condition?: Record<string, {
          attachmentReference?: string;
          reasonId?: string;
          reportedOn?: string;
          settledByName?: string;
          settledOn?: string;
          state: 'breached' | 'fulfilled' | 'open' | 'overdue' | 'reported' | 'returned' | 'waived';
          statementId?: string;
        }>;
      'consent-withdrawal'?: Record<string, {
          descriptionId?: string;
          followUp?: string;
          followedUpOn?: string;
          personCount?: number;
          receivedOn?: string;
          settledByName?: string;
          settledOn?: string;
          state: 'none' | 'open' | 'settled';
          statementId?: string;
        }>;
      consultation?: Record<string, {
          advice?: components['schemas']['Advice'] | null;
          advisedOn?: string | null;
          /** Whether Helsedataservice follows the registry's proposal. */
          answer?: 'accepted' | 'rejected' | null;
          answerDueOn?: string;
          answerReasonId?: string | null;
          applicantAnswerId?: string | null;
          cancelReasonId?: string;
          clarificationAnswerId?: string | null;
          clarificationAskedOn?: string | null;
          /** What the registry must know before it can answer; its own time stands still meanwhile. */
          clarificationId?: string | null;
          costNok?: number | null;
          /** What became of the rounds before this one. */
          earlier?: components['schemas']['EarlierRound'][];
          expectedRows?: number | null;
          hours?: number | null;
          /** Whether the answer is a document within the institution (offentleglova section 14, forvaltningsloven section 18 a), or one from outside that the applicant may read. */
          isInternal?: boolean;
          markReasonId?: string;
          messages?: components['schemas']['ConsultationMessage'][];
          questionId?: string;
          reasonId?: string | null;
          /** The question as the caseworker relayed it to the applicant, and the applicant's answer. */
          relayedQuestionId?: string | null;
          remindedOn?: string | null;
          /** Reminders of this round. */
          reminders?: number;
          requestedOn?: string;
          /** Which time the registry is asked: 1, 2, … */
          round?: number;
          state: 'advised' | 'cancelled' | 'clarification' | 'none' | 'overdue' | 'requested' | 'unreachable';
          unreachableReasonId?: string;
          variables?: components['schemas']['VariableAdvice'][] | null;
          /** The first day on which silence has a consequence; null where it has none any more. */
          wakesOn?: string | null;
          weeksToDeliver?: number | null;
        }>;
      'controller-decision'?: Record<string, {
          controllerReference?: string;
          decidedOn?: string;
          ground?: 'outside-regulation' | 'own-use' | 'public-task';
          reasonId?: string;
          state: 'granted' | 'none' | 'refused' | 'routed';
        }>;
      delivery?: Record<string, {
          cancelReasonId?: string;
          cancelledOn?: string;
          deliveredOn?: string;
          /** When the office asks for it; a date the registry promises takes its place. */
          dueOn?: string;
          errorAnswerId?: string;
          /** By when the registry is asked to deliver anew or to answer. */
          errorDueOn?: string;
          errorReasonId?: string;
          errorReportedOn?: string;
          /** What the recipient has in all: the sums of the manifests that stand. */
          fileCount?: number;
          /** How many variables the permit gave from the registry when it was ordered. */
          grantedCount?: number;
          handOverPlace?: string;
          interval?: 'every-four-months' | 'yearly';
          kind?: components['schemas']['DeliveryKind'];
          manifests?: components['schemas']['Manifest'][];
          orderedOn?: string;
          /** In a partial order: the variables that it is for. */
          orderedVariables?: string[];
          /** The version of the permit that it was ordered on. */
          permitId?: string;
          progressOn?: string;
          progressPercent?: number | null;
          progressStep?: components['schemas']['ProgressStep'] | null;
          promiseReasonId?: string | null;
          promisedOn?: string;
          qualityCheckedOn?: string;
          qualityNoteId?: string | null;
          receivedOn?: string;
          redeliveredOn?: string;
          redeliveryReasonId?: string;
          registryId?: string;
          /** Which of the registry's orders in the case this is, from 1. */
          round?: number;
          rowCount?: number;
          startedOn?: string;
          state: 'accepted' | 'cancelled' | 'delivered' | 'error-reported' | 'in-preparation' | 'none' | 'ordered' | 'quality-checked' | 'received' | 'redelivered';
        }>;
      'delivery-plan'?: Record<string, {
          interval?: 'every-four-months' | 'yearly';
          /** How many intervals from the first day the next round is. */
          nextRoundIndex?: number;
          nextRoundOn?: string;
          /** The day that the rounds are counted from. */
          startsOn?: string;
          state: 'none' | 'running' | 'stopped';
          /** The rule that ended it by itself; null where somebody did. */
          stopGround?: string | null;
          stopReasonId?: string | null;
          stoppedOn?: string | null;
        }>;
      dismissal?: {
        decidedOn?: string;
        ground?: components['schemas']['DismissalGround'];
        missing?: {
          item: string;
          whatId: string;
        }[];
        proposedBy?: string;
        proposedByName?: string;
        reasonId?: string;
        returnReasonId?: string;
        signedBy?: string;
        signedByName?: string;
        state: 'dismissed' | 'none' | 'proposed';
      };
      ethics?: {
        answerDueOn?: string;
        answerExpectedOn?: string;
        answerId?: string | null;
        answeredOn?: string;
        comparedByName?: string;
        comparedOn?: string;
        /** null once a newer approval is to be compared. */
        comparison?: {
          period: components['schemas']['PointCompared'];
          persons: components['schemas']['PointCompared'];
          purpose: components['schemas']['PointCompared'];
          sources: components['schemas']['PointCompared'];
          variables: components['schemas']['PointCompared'];
        } | null;
        conditionsId?: string | null;
        continuedAs?: 'not-medical-research' | 'other-basis';
        continuedReasonId?: string;
        decidedBy?: 'nem' | 'rek';
        decidedOn?: string;
        differenceReasonId?: string | null;
        documentReference?: string;
        noticeSentOn?: string;
        /** What REK asks the applicant, and until when. */
        questionsId?: string;
        reasonId?: string;
        rekReference?: string;
        /** The day REK got the application or the protocol through Tilgang; REK sees no case before. */
        sentToRekOn?: string;
        state: 'acknowledged' | 'answered' | 'approved' | 'approved-with-conditions' | 'expired' | 'forwarded' | 'not-required' | 'notice-only' | 'notice-sent' | 'outside-mandate' | 'postponed' | 'rejected' | 'required' | 'undetermined';
        validUntilOn?: string;
      };
      exemption?: Record<string, {
          conditions?: components['schemas']['ConditionFact'][];
          considerationsId?: string;
          decidedOn?: string;
          decisionId?: string;
          /** What a caseworker has written and not yet proposed. */
          draftId?: string;
          /** null: for as long as the project lasts. */
          endsOn?: string | null;
          exceptions?: {
            registryId: string;
            exception: components['schemas']['Exception'];
            reasonId: string;
          }[];
          expiredOn?: string;
          factsId?: string;
          proposedBy?: string;
          proposedByName?: string;
          returnReasonId?: string;
          revocationReasonId?: string;
          revokedByName?: string;
          revokedOn?: string;
          /** The version of the criteria in force on the day of the decision. */
          rulesVersion?: string;
          signedBy?: string;
          signedByName?: string;
          sources?: {
            registryId: string;
            isGranted: boolean;
            reasonId: string;
          }[];
          state: 'draft' | 'expired' | 'granted' | 'not-needed' | 'partly-granted' | 'proposed' | 'refused' | 'revoked';
        }>;
      fee?: {
        acceptedAt?: string;
        acceptedBy?: string;
        /** What Helsedataservice may charge at most by what was accepted. */
        acceptedNok?: number;
        basisId?: string;
        chargedNok?: number;
        estimate?: components['schemas']['Estimate'];
        estimatedOn?: string;
        ground?: string;
        invoicedOn?: string;
        lastWork?: components['schemas']['Work'];
        minutes?: {
          appeal?: number;
          'case-handling'?: number;
          extraction?: number;
          linkage?: number;
          preparation?: number;
          statistics?: number;
        };
        /** The prices of this case, as they were when first needed. */
        prices?: components['schemas']['PriceList'];
        reasonId?: string;
        state: 'accepted' | 'estimated' | 'exempt' | 'invoiced' | 'none';
      };
      'final-report'?: {
        arrivedBy?: components['schemas']['ArrivedBy'];
        endedOn?: string;
        reasonId?: string;
        registeredByName?: string;
        reportedOn?: string;
        settledByName?: string;
        state: 'awaited' | 'submitted' | 'waived';
        summaryId?: string;
      };
      flag?: Record<string, {
          reasonId?: string;
          setOn?: string;
          state: 'clear' | 'set';
        }>;
      impartiality?: Record<string, {
          category?: string;
          declaredOn?: string;
          disputedOn?: string;
          /** The unit that the person leads: nobody in it decides for one who is disqualified. */
          leadsUnitId?: string;
          name?: string;
          reasonId?: string | null;
          ruledBy?: string;
          ruledOn?: string;
          rulingReasonId?: string;
          state: 'cleared' | 'conflict' | 'disputed' | 'disqualified' | 'impartial' | 'undeclared';
        }>;
      information?: Record<string, {
          answerDueOn?: string;
          /** What the applicant has written, field by field; theirs alone until it is sent. */
          answerIds?: Record<string, string>;
          askedOn?: string;
          /** Where the application stood, and goes back to. */
          cameFrom?: 'in-assessment' | 'pre-screening';
          fields?: {
            field: string;
            commentId: string;
          }[];
          messageId?: string;
          reasonId?: string;
          relayedFrom?: 'registry' | 'rek';
          remindedFor?: string;
          sentOn?: string;
          state: 'answered' | 'asked' | 'lapsed' | 'none' | 'withdrawn';
        }>;
      'key-file'?: Record<string, {
          accepted?: number;
          /** The vault's latest correction of numbers handed out; the registry fetches it there. */
          correctionId?: string;
          correctionKind?: 'numbers-merged' | 'people-reserved';
          correctionRows?: number;
          inputSha256?: string;
          invalid?: number;
          keyFileSha256?: string;
          outside?: number;
          repeated?: number;
          reserved?: number;
          rows?: number;
          runId?: string;
          state: 'awaited' | 'handed-over';
        }>;
      leadership?: {
        acceptedOn?: string;
        /** Who has led the project since it changed hands. */
        applicantId?: string;
        changedOn?: string;
        proposedBy?: string | null;
        proposedMemberId?: string | null;
        state: 'accepted' | 'proposed' | 'settled';
      };
      linkage?: {
        /** The latest correction of the numbers that the linker has; it is fetched at the vault. */
        bridgeCorrectionId?: string;
        bridgeCorrectionKind?: 'numbers-merged' | 'people-reserved';
        bridgeCorrectionRows?: number;
        certificateSha256?: string;
        confirmedBy?: string;
        confirmedByName?: string | null;
        destroyedAt?: string;
        /** The order as the vault is to know it. */
        destructionId?: string | null;
        domainId?: string;
        /** The domain is that of the case that holds the permit, and so are its keys. */
        isExtension?: boolean;
        isPaused?: boolean;
        linker?: string;
        /** The plan as the vault carries it out. */
        orderId?: string;
        /** Two custodians, before keys are destroyed. */
        orderedBy?: string | null;
        orderedByName?: string | null;
        orderedOn?: string | null;
        pausedByName?: string | null;
        pausedOn?: string | null;
        plan?: components['schemas']['LinkagePlan'];
        registryIds?: string[];
        serialNumberCount?: number;
        state: 'complete' | 'destroyed' | 'destruction-confirmed' | 'destruction-ordered' | 'domain-created' | 'domain-ordered' | 'none' | 'planned';
        /** How far its steps have come, by the id of the step. */
        steps?: Record<string, components['schemas']['StepFact']>;
      };
      member?: Record<string, {
          acceptedOn?: string;
          emailId?: string;
          invitedOn?: string;
          kind?: components['schemas']['MemberKind'];
          /** Name and address stand apart from the log, as texts. */
          nameId?: string;
          personId?: string;
          removedOn?: string;
          rights?: components['schemas']['MemberRight'][];
          /** The version of the draft that the signature is for. */
          signedDraftVersion?: number;
          signedOn?: string;
          state: 'active' | 'invited' | 'removed';
        }>;
      message?: {
        fieldRef?: string | null;
        messageId?: string;
        state: 'from-applicant' | 'from-helsedataservice' | 'none';
      };
      note?: {
        disclosedIds?: string[];
        kind?: string;
        noteId?: string;
        /** The notes of oral information, and those of them that a party was shown. */
        oralIds?: string[];
        state: 'none' | 'written';
      };
      permit?: {
        /** When the holder asked for it to end early. */
        endAskedForOn?: string;
        endsOn?: string;
        /** The id of the version that is in force, or was the last to be. */
        permitReference?: string;
        reasonId?: string;
        /** What change cases ask, by case. */
        requests?: Record<string, components['schemas']['PermitRequest']>;
        /** The decision that called it back. */
        revocation?: {
          decisionId: string;
          decidedOn: string;
          revokedAt: string;
          proposedBy?: string;
          signedBy: string;
          signedByName: string;
        };
        state: 'active' | 'amended' | 'carried' | 'expired' | 'extended' | 'none' | 'revoked';
        versions?: components['schemas']['PermitVersion'][];
        /** The end that the data user was warned of. */
        warnedForEndsOn?: string;
      };
      postponement?: {
        likelyOn?: string;
        /** The date that is given up: of the act, or the one last told. */
        postponedFromOn?: string;
        postponedOn?: string;
        reasonId?: string;
        state: 'none' | 'postponed';
      };
      'preliminary-reply'?: {
        expectedOn?: string;
        reasonId?: string;
        sentOn?: string;
        state: 'awaited' | 'sent';
      };
      procedure?: {
        reasonId?: string;
        state: 'accelerated' | 'ordinary' | 'trusted-holder';
      };
      'registry-fee'?: Record<string, {
          amountNok?: number;
          lastWork?: components['schemas']['Work'];
          minutes?: {
            appeal?: number;
            'case-handling'?: number;
            extraction?: number;
            linkage?: number;
            preparation?: number;
            statistics?: number;
          };
          state: 'none' | 'registered';
        }>;
      reminder?: Record<string, {
          dueOn?: string;
          /** The due date that was brought before the leader of the unit. */
          escalatedDueOn?: string;
          remindedOn?: string;
          state: 'none' | 'reminded';
          times?: number;
        }>;
      reversal?: Record<string, {
          reasonId?: string;
          reversedOn?: string;
          signedByName?: string;
          state: 'none' | 'reversed';
        }>;
      revocation?: {
        answeredOn?: string;
        considerationsId?: string;
        deferredEffectId?: string;
        dropReasonId?: string;
        factsId?: string;
        ground?: string;
        hearingDueOn?: string;
        noticedOn?: string;
        proposedBy?: string;
        proposedByName?: string;
        reasonId?: string;
        returnReasonId?: string;
        rule?: string;
        state: 'dropped' | 'heard' | 'none' | 'noticed' | 'proposed' | 'reversed' | 'signed';
        statementId?: string;
      };
      screening?: {
        answers?: Record<string, components['schemas']['ScreeningAnswer']>;
        state: 'complete' | 'open';
      };
    };
    /** Waits for one party while the cases were in one stage. */
    Wait: {
      stage: string;
      party: string;
      /** How many waits had days here. */
      waits: number;
      days: number;
      workingDays: number;
    };
    /** One thing that waits for a person of a project, and the form that answers it. */
    WaitingTask: {
      caseId: string;
      reference: string;
      title: string | null;
      kind: components['schemas']['CaseKind'];
      command: components['schemas']['CommandName'];
      /** The last day for it; null where the law and the letters set none. */
      dueOn: string | null;
      isOverdue: boolean;
    };
    /** What it costs to withdraw now. The applicant pays only for work that has been done, and never more than it cost (helseregisterloven section 19 g). */
    WithdrawalCost: {
      basis: 'nothing-accrued' | 'work-done';
      /** null where nobody has reckoned it yet. */
      accruedNok: number | null;
    };
    /** The work that was registered last; those before stand in the log. */
    Work: {
      activity: components['schemas']['FeeActivity'];
      minutes: number;
      workedOn: string;
      by: string | null;
    };
    Worklist: {
      items: components['schemas']['WorklistRow'][];
      nextCursor: string | null;
    };
    WorklistRow: {
      id: string;
      reference: string;
      kind: components['schemas']['CaseKind'];
      title: string | null;
      applicantName: string | null;
      assigneeName: string | null;
      applicationState: string;
      waitingFor: string;
      dueOn: string | null;
      isOverdue: boolean;
      registryIds: string[];
      createdAt: string;
      changedAt: string;
      /** What a command for the case names, where it is given from the list. */
      version: number;
    };
    Workspace: {
      tasks: components['schemas']['WaitingTask'][];
      permits: components['schemas']['PermitHeld'][];
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      at: string;
      code: string;
      problems: {
        field: string;
        rule: string;
        todo: string;
        code?: string;
        params?: Record<string, unknown>;
      }[];
      instance?: string;
    };
  };
}

export interface paths {
  '/api/v1/health': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              status: string;
            };
          };
        };
      };
    };
  };
  '/.well-known/security.txt': {
    get: {
      responses: {
        200: {
          content: {
            'text/plain': string;
          };
        };
      };
    };
  };
  '/api/v1/registries': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                hasRecipientKey: boolean;
                recipientKey: {
                  encryption: 'age' | 'openpgp';
                  fingerprint: string;
                  registeredAt: string | null;
                  expiresAt: string | null;
                } | null;
                id: string;
                name: string;
                formerNames: string[];
                description: string | null;
                kind: components['schemas']['RegistryKind'];
                field: string | null;
                controller: string | null;
                region: string | null;
                platform: string | null;
                stage: string | null;
                coveragePercent: number | null;
                coverageNote: string | null;
                recipients20152016: number | null;
                citizenAccess: string;
                consentBased: boolean | null;
                inRegulation: boolean;
                decidedBy: components['schemas']['DecidedBy'];
              }[];
            };
          };
        };
      };
    };
  };
  '/api/v1/registries/{id}/recipient-key': {
    put: {
      responses: {
        200: {
          content: {
            'application/json': {
              encryption: 'age' | 'openpgp';
              fingerprint: string;
              registeredAt: string;
              expiresAt: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/cases': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Worklist'];
          };
        };
      };
    };
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CaseDetail'];
          };
        };
      };
    };
  };
  '/api/v1/worklist/queues': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              mine: number;
              overdue: number;
              unassigned: number;
              waitingForUs: number;
            };
          };
        };
      };
    };
  };
  '/api/v1/workspace': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Workspace'];
          };
        };
      };
    };
  };
  '/api/v1/worklist/filters': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                filter: {
                  /** `me`, `none` or a person's id. */
                  assignee?: string;
                  kind?: components['schemas']['CaseKind'];
                  overdue?: boolean;
                  registryId?: string;
                  search?: string;
                  sort?: components['schemas']['Sort'];
                  state?: string;
                  waitingFor?: string;
                };
                id: string;
                name: string;
              }[];
            };
          };
        };
      };
    };
    post: {
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
            };
          };
        };
      };
    };
  };
  '/api/v1/worklist/filters/{id}': {
    delete: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/me/absences': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['Absence'][];
            };
          };
        };
      };
    };
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['Absence'];
          };
        };
      };
    };
  };
  '/api/v1/me/absences/{id}': {
    delete: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/colleagues': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                name: string;
                unitId: string | null;
                roles: string[];
              }[];
            };
          };
        };
      };
    };
  };
  '/api/v1/people': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['PeoplePage'];
          };
        };
      };
    };
  };
  '/api/v1/units': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                name: string;
              }[];
            };
          };
        };
      };
    };
  };
  '/api/v1/role-changes': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['RoleChange'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/people/{id}/roles': {
    put: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/people/{id}/roles/{role}': {
    delete: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/role-invitations': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['RoleInvitation'][];
            };
          };
        };
      };
    };
    post: {
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
            };
          };
        };
      };
    };
  };
  '/api/v1/role-invitations/{id}': {
    delete: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/role-invitations/{id}/resend': {
    post: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/role-invitations/accept': {
    post: {
      responses: {
        200: {
          content: {
            'application/json': {
              role: components['schemas']['Role'];
              registryId: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/registry-systems': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['RegistrySystem'][];
              nextCursor: string | null;
              issuer: string | null;
            };
          };
        };
      };
    };
    post: {
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
            };
          };
        };
      };
    };
  };
  '/api/v1/registry-systems/{id}': {
    delete: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/me/preferences': {
    patch: {
      responses: {
        200: {
          content: {
            'application/json': {
              language: 'en' | 'nb' | 'nn';
            };
          };
        };
      };
    };
  };
  '/api/v1/me/name': {
    put: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/registries/{id}/variables': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['VariableList'];
          };
        };
      };
    };
    post: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['VariableImport'];
          };
        };
      };
    };
  };
  '/api/v1/registries/{id}/variables/{variableId}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['Variable'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/me/notices': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['NoticePage'];
          };
        };
      };
    };
  };
  '/api/v1/me/notices/read': {
    post: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/cases/{id}/completeness': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Completeness'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/application.json': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['ExportedApplication'];
          };
        };
      };
    };
  };
  '/api/v1/cases/import': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CaseDetail'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/presence': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': {
              others: components['schemas']['Present'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/application.pdf': {
    get: {
      responses: {
        200: {
          content: {
            'application/pdf': Blob;
          };
        };
      };
    };
  };
  '/api/v1/forms': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              current: string;
              items: {
                version: string;
                validFromOn: string;
              }[];
            };
          };
        };
      };
    };
  };
  '/api/v1/forms/{version}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              version: string;
              /** New drafts begin on the newest version that is valid. */
              validFromOn: string;
              sections: components['schemas']['FormSection'][];
              checks: Record<string, components['schemas']['Check']>;
            };
          };
        };
      };
    };
  };
  '/api/v1/forms/{version}/schema.json': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': Record<string, unknown>;
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/difference': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['DifferenceView'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/related': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              related: components['schemas']['RelatedCase'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['CaseDetail'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/timeline': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Timeline'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/insight': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['InsightStatus'];
          };
        };
      };
    };
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['NewInsight'];
          };
        };
      };
    };
  };
  '/api/v1/insights': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['InsightItem'][];
              nextCursor: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/appeals/{appealId}/documents': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['AppealDocuments'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/variable-list': {
    post: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['VariableListAnswer'];
          };
        };
      };
    };
  };
  '/api/v1/drafts': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['DraftRow'][];
              nextCursor: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/registrations': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CaseDetail'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/registrations': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CaseDetail'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/clones': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['ClonedCase'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/screening': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Screening'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/application-versions': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['ApplicationVersion'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/application-versions/difference': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['VersionDifference'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/application-versions/{number}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              number: number;
              eventSeq: number;
              /** What made it: sent in, registered, or completed. */
              eventType: string;
              createdAt: string;
              content: components['schemas']['Draft'];
              attachments: components['schemas']['AttachmentSummary'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/attachments': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['AttachmentSummary'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/attachments/files': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['UploadedFile'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/attachments/files/{fileId}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['UploadedFile'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/attachments/{fileId}': {
    get: {
      responses: {
        200: {
          content: {
            '*/*': Blob;
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/uploads': {
    options: {
      responses: {
        204: {
          content: never;
        };
      };
    };
    post: {
      responses: {
        201: {
          content: never;
        };
      };
    };
  };
  '/api/v1/cases/{id}/uploads/{uploadId}': {
    head: {
      responses: {
        200: {
          content: never;
        };
      };
    };
    patch: {
      responses: {
        204: {
          content: never;
        };
      };
    };
    delete: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/cases/{id}/prints': {
    post: {
      responses: {
        202: {
          content: {
            'application/json': components['schemas']['CasePrint'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/prints/{printId}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['CasePrint'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/prints/{printId}/file.pdf': {
    get: {
      responses: {
        200: {
          content: {
            'application/pdf': Blob;
          };
        };
      };
    };
  };
  '/api/v1/letters/{id}/pdf': {
    get: {
      responses: {
        200: {
          content: {
            'application/pdf': Blob;
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/archive': {
    get: {
      responses: {
        200: {
          content: {
            'application/zip': Blob;
          };
        };
      };
    };
  };
  '/api/v1/dead-letters': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['DeadLetter'][];
              nextCursor: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/letters/{id}/resend': {
    post: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/print-packages': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              waiting: number;
              items: components['schemas']['PrintPackage'][];
            };
          };
        };
      };
    };
    post: {
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
            };
          };
        };
      };
    };
  };
  '/api/v1/print-packages/{id}/zip': {
    get: {
      responses: {
        200: {
          content: {
            'application/zip': Blob;
          };
        };
      };
    };
  };
  '/api/v1/print-packages/{id}/posted': {
    post: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/recipient-contacts': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['RegisteredContact'][];
            };
          };
        };
      };
    };
    put: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/me/reservation': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              isReserved: boolean;
            };
          };
        };
      };
    };
    put: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/cases/{id}/journal': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['JournalEntry'][];
              next: number | null;
              handovers: components['schemas']['Handover'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/journal/{number}/exemption': {
    post: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/public/journal': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['PublicJournalItem'][];
              nextCursor: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/public/journal.xml': {
    get: {
      responses: {
        200: {
          content: {
            'application/xml': string;
          };
        };
      };
    };
  };
  '/api/v1/invitations/accept': {
    post: {
      responses: {
        200: {
          content: {
            'application/json': {
              caseId: string;
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/messages': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Messages'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/messages/read': {
    post: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/cases/{id}/notes': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['Note'][];
              nextBefore: number | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/invoice': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Invoice'];
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/price-lists': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['PriceList'][];
            };
          };
        };
      };
    };
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['PriceList'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/assessment': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['AssessmentOfDecision'][];
          };
        };
      };
    };
  };
  '/api/v1/decisions/{id}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['DecisionView'];
          };
        };
      };
    };
  };
  '/api/v1/decisions/{id}/card': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['DecisionCard'];
          };
        };
      };
    };
  };
  '/api/v1/rules': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              on: string;
              criteria: components['schemas']['CriteriaInForce'][];
              citations: {
                text: {
                  nb: string;
                  nn: string;
                  en: string;
                };
                act: string;
                sections: string;
                validFrom: string | null;
                validTo: string | null;
                source?: string;
                name: string;
              }[];
              /** Versions that are passed and wait for a date. */
              awaiting: {
                rule: string;
                version: string;
                startDate: string;
              }[];
            };
          };
        };
      };
    };
  };
  '/api/v1/permits/{id}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['PermitView'];
          };
        };
      };
    };
  };
  '/api/v1/permits/{id}/versions': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              versions: components['schemas']['PermitVersion'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/permits/{id}/events': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              events: components['schemas']['TimelineEvent'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/permits/{id}/handover': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['PermitHandover'];
          };
        };
      };
    };
  };
  '/api/v1/permits/{id}/content': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': Blob;
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/rek-comparison': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['ComparisonView'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/{name}/preview': {
    post: {
      responses: {
        200: {
          content: {
            'application/json': {
              letters: components['schemas']['LetterPreview'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/{name}/preview/pdf': {
    post: {
      responses: {
        200: {
          content: {
            'application/pdf': Blob;
          };
        };
      };
    };
  };
  '/api/v1/rule-dates': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                rule: 'rek-notice-only';
                provision: string;
                validFrom: string | null;
                source: string | null;
                recordedAt: string | null;
              }[];
            };
          };
        };
      };
    };
  };
  '/api/v1/rule-dates/{rule}': {
    put: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/cases/{id}/linkage/progress': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['LinkageProgress'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/linkage/tickets': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': {
              domainId: string;
              ticket: string;
              expiresAt: string;
              vaultUrl: string;
            };
          };
        };
      };
    };
  };
  '/api/v1/disclosures': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['Disclosure'][];
              nextCursor: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/disclosures/export.csv': {
    get: {
      responses: {
        200: {
          content: {
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/statistics': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              version: string;
              validFromOn: string;
              reports: components['schemas']['Definition'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/statistics/{name}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Report'];
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/timelines/service': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['TimelineRead'];
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/timelines/registries/{registryId}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['TimelineRead'];
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/timelines/units/{unitId}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['TimelineRead'];
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/public/register': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['RegisterItem'][];
              nextCursor: string | null;
            };
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/public/register/{id}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              versions: {
                version: number;
                madeAt: string;
              }[];
              id: string;
              version: number;
              kind: components['schemas']['Named'];
              /** null: shielded. */
              outcome: components['schemas']['Named'] | null;
              happenedOn: string;
              publishedOn: string;
              caseReference: string;
              caseKind: components['schemas']['Named'];
              title: string | null;
              institution: string | null;
              purposes: components['schemas']['Named'][];
              sources: {
                registryId: string;
                name: string;
                isGranted: boolean | null;
              }[];
              legalBases: components['schemas']['Named'][];
              /** The criteria that a refusal rests on. */
              unmetCriteria: components['schemas']['Named'][];
              conditionKinds: components['schemas']['Named'][];
              permit: {
                permitId: string;
                endsOn: string;
              } | null;
              answers: {
                field: string;
                question: string;
                answer: string;
              }[];
              /** Questions whose answer is left out. */
              leftOut: {
                field: string;
                question: string;
              }[];
              /** The provision that all but the kind and the days is exempted by; null: it is not. */
              exemption: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/public/statistics': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              definitions: string;
              hiddenBelow: number;
              reports: {
                periods: string[];
                title: string;
                definition: string;
                name: components['schemas']['ReportName'];
              }[];
            };
          };
        };
      };
    };
  };
  '/api/v1/public/statistics/{name}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              columns: components['schemas']['Column'][];
              rows: {
                key: string;
                label?: string;
                cells: components['schemas']['PublicValue'][];
              }[];
              summary: {
                key: string;
                unit: components['schemas']['Unit'];
                value: components['schemas']['PublicValue'];
              }[];
              title: string;
              definition: string;
              hiddenBelow: number;
              period: string;
              asOfOn: string;
              definitions: string;
              name: components['schemas']['PublicReportName'];
            };
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/open-data/catalog': {
    get: {
      responses: {
        200: {
          content: {
            'application/ld+json': components['schemas']['Node'];
          };
        };
      };
    };
  };
  '/api/v1/activity-report': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['ActivityReport'];
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/register/entries': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              figures: components['schemas']['RegisterFigures'];
              items: components['schemas']['KeptEntry'][];
              nextCursor: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/register/entries/{id}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              caseId: string;
              caseReference: string;
              kind: components['schemas']['RegisterKind'];
              outcome: components['schemas']['RegisterOutcome'];
              happenedOn: string;
              limitOn: string | null;
              publishOn: string;
              publishedOn: string | null;
              version: number;
              isLate: boolean;
              versions: components['schemas']['KeptVersion'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/register/entries/{id}/release': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
              caseId: string;
              caseReference: string;
              kind: components['schemas']['RegisterKind'];
              outcome: components['schemas']['RegisterOutcome'];
              happenedOn: string;
              limitOn: string | null;
              publishOn: string;
              publishedOn: string | null;
              version: number;
              isLate: boolean;
              versions: components['schemas']['KeptVersion'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/register/entries/{id}/corrections': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
              caseId: string;
              caseReference: string;
              kind: components['schemas']['RegisterKind'];
              outcome: components['schemas']['RegisterOutcome'];
              happenedOn: string;
              limitOn: string | null;
              publishOn: string;
              publishedOn: string | null;
              version: number;
              isLate: boolean;
              versions: components['schemas']['KeptVersion'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/audits': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['Audit'];
          };
        };
      };
    };
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['Audit'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/audits/{auditId}/cases': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Worklist'];
          };
        };
      };
    };
  };
  '/api/v1/audits/{auditId}/searches': {
    post: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Worklist'];
          };
        };
      };
    };
  };
  '/api/v1/audits/{auditId}/cases/{id}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['CasePicture'];
          };
        };
      };
    };
  };
  '/api/v1/audits/{auditId}/samples': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['Sample'];
          };
        };
      };
    };
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                definition: {
                  algorithm: string;
                  /** As the figures stood at the end of this day; today where it is left out. */
                  asOfOn: string;
                  /** The cases first sent in from this day to that one, in Norway. */
                  fromOn: string;
                  kinds?: components['schemas']['CaseKind'][];
                  /** Tickets beside the one that every case has; left out: every case has one. */
                  risks?: {
                    appealed: number;
                    exempted: number;
                    fee: number;
                    late: number;
                    'long-wait': number;
                  };
                  /** Whatever was agreed on beforehand; the same seed draws the same cases. */
                  seed: string;
                  size: number;
                  toOn: string;
                };
                drawnAt: string;
                id: string;
                /** How many cases and tickets there were, and the SHA-256 of their list `case:tickets`, sorted. */
                population: {
                  cases: number;
                  tickets: number;
                  sha256: string;
                };
              }[];
            };
          };
        };
      };
    };
  };
  '/api/v1/audits/{auditId}/samples/{id}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Sample'];
          };
        };
      };
    };
  };
  '/api/v1/audits/readings': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['Reading'][];
              nextCursor: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/audits/{auditId}/figures': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['FigureCases'];
          };
        };
      };
    };
  };
  '/api/v1/audits/{auditId}/cases/{id}/log': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['CaseLog'];
          };
        };
      };
    };
  };
  '/api/v1/exports': {
    post: {
      responses: {
        202: {
          content: {
            'application/json': components['schemas']['Export'];
          };
        };
      };
    };
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['Export'][];
            };
          };
        };
      };
    };
  };
  '/api/v1/exports/{id}': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Export'];
          };
        };
      };
    };
  };
  '/api/v1/exports/{id}/file': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': Blob;
            'application/vnd.apache.parquet': Blob;
            'application/xml': Blob;
            'application/zip': Blob;
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/deliveries/{deliveryId}/order': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              caseReference: string;
              deliveryId: string;
              detail: Record<string, unknown>;
              dueOn: string | null;
              interval: 'every-four-months' | 'yearly' | null;
              kind: 'first' | 'partial' | 'recurring';
              orderedOn: string | null;
              period: {
                fromOn: string;
                toOn: string;
              } | null;
              permit: {
                conditions: string[];
                decidedOn: string;
                endsOn: string;
                permitId: string;
                version: number;
              };
              population: Record<string, unknown>;
              projectTitle: string;
              promisedOn: string | null;
              pseudonyms: {
                hasSeparatePseudonyms: boolean;
                identificationLevel: string | null;
                isLinked: boolean;
                keyFile: string | null;
                keyFileSha256: string | null;
                keyFileState: string | null;
                linker: string | null;
                serialNumbers: number | null;
                serialPrefix: string | null;
              };
              recipient: {
                institutionName: string | null;
                institutionNumber: string | null;
                projectLeader: string;
                recipientEnvironment: string | null;
              };
              registry: {
                controller: string | null;
                name: string;
                registryId: string;
              };
              round: number;
              schemaVersion: 1;
              state: string;
              variables: {
                name: string;
                variableId: string | null;
              }[];
            };
            'text/csv': Blob;
          };
        };
      };
    };
  };
  '/api/v1/schemas/delivery-order': {
    get: {
      responses: {
        200: {
          content: {
            'application/schema+json': Record<string, unknown>;
          };
        };
      };
    };
  };
  '/api/v1/deliveries': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['Round'][];
              nextCursor: string | null;
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/clocks': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['CaseClocks'];
          };
        };
      };
    };
  };
  '/api/v1/settings': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                name: components['schemas']['SettingName'];
                value: string[] | boolean | number | 'pause' | 'restart';
                standard: string[] | false | 1 | 10 | 14 | 15 | 180 | 20 | 28 | 3 | 30 | 6 | 60 | 7 | 8 | 'restart';
                versions: components['schemas']['StoredSetting'][];
              }[];
            };
          };
        };
      };
    };
    post: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/sign-in': {
    get: {
      responses: {
      };
    };
  };
  '/api/v1/sign-in/providers': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                name: 'main' | 'staff';
                profile: components['schemas']['ProfileName'];
              }[];
            };
          };
        };
      };
    };
  };
  '/api/v1/sign-in/callback': {
    get: {
      responses: {
      };
    };
  };
  '/api/v1/sign-out': {
    post: {
      responses: {
        200: {
          content: {
            'application/json': {
              goTo: string;
            };
          };
        };
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/me': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': components['schemas']['Me'];
          };
        };
      };
    };
  };
  '/api/v1/me/sessions': {
    get: {
      responses: {
        200: {
          content: {
            'application/json': {
              items: components['schemas']['SessionItem'][];
            };
          };
        };
      };
    };
    delete: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/me/sessions/{id}': {
    delete: {
      responses: {
        204: {
          content: never;
        };
      };
    };
  };
  '/api/v1/me/acting-role': {
    put: {
      responses: {
        200: {
          content: {
            'application/json': {
              role: string;
            };
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/edit-draft': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/save-answers': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/drop-draft': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/submit': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/register-application': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/add-attachment': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/replace-attachment': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/remove-attachment': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/withdraw': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/find-complete': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/close-case': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/conclude-without-decision': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/take-case': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/assign-case': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/hand-over-case': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/release-case': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/assign-decision-maker': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/declare-impartial': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/declare-conflict': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/dispute-impartiality': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/rule-impartial': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/rule-disqualified': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/answer-screening-items': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/request-information': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/answer-information-field': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/send-information': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/withdraw-information-request': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/extend-information-request': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/propose-dismissal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/return-dismissal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/sign-dismissal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/set-flag': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/clear-flag': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/invite-member': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/set-member-rights': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/remove-member': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/sign-for-institution': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/propose-project-leader': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/accept-project-leadership': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/decline-project-leadership': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/confirm-project-leader': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/send-message': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/write-note': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/disclose-note': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/require-rek': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/find-rek-not-required': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/find-rek-notice-only': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/send-protocol-notice': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/record-protocol-notice': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/forward-to-rek': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/acknowledge-at-rek': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/postpone-at-rek': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/answer-rek': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/record-rek-approval': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/verify-rek-approval': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/record-rek-rejection': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/record-outside-mandate': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/settle-outside-mandate': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/compare-with-rek': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/settle-mismatch': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/consult-registry': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/ask-clarification': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/relay-clarification': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/clarify-for-registry': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/answer-clarification': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/give-advice': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/accept-advice': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/reject-advice': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/mark-consultation': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/post-consultation-message': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/mark-registry-unreachable': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/renew-consultation': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/cancel-consultation': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/assess-criterion': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/find-exemption-not-needed': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/draft-exemption': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/propose-exemption': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/return-exemption': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/sign-exemption': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/sign-partial-exemption': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/sign-exemption-refusal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/revoke-exemption': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/route-to-controller': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/record-controller-grant': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/record-controller-refusal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/draft-access-decision': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/propose-access-decision': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/return-access-decision': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/sign-access-grant': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/sign-partial-access-grant': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/sign-access-refusal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/report-condition': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/find-condition-fulfilled': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/return-condition': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/find-condition-breached': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/waive-condition': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/issue-permit': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/end-permit': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/sign-revocation': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/give-prior-notice': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/answer-prior-notice': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/drop-revocation': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/propose-revocation': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/return-revocation': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/lodge-appeal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/register-appeal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/accept-late-appeal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/dismiss-late-appeal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/take-appeal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/decide-deferred-effect': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/propose-appeal-outcome': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/return-appeal-outcome': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/reverse-on-appeal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/forward-appeal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/settle-appeal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/withdraw-appeal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/demand-reasons': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/give-reasons': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/extend-appeal-period': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/reverse-in-favour': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/order-linkage': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/change-linkage-plan': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/create-linkage-domain': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/pause-linkage': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/resume-linkage': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/complete-linkage': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/order-key-destruction': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/withdraw-key-destruction': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/confirm-key-destruction': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/order-delivery': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/promise-delivery': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/change-promised-date': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/start-preparation': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/report-progress': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/report-quality-check': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/report-part-delivered': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/report-delivered': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/confirm-receipt': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/report-delivery-error': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/answer-delivery-error': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/redeliver': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/cancel-delivery': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/plan-recurring-delivery': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/stop-recurring-delivery': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/estimate-fee': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/accept-estimate': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/find-fee-exempt': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/register-hours': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/issue-invoice-basis': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/register-registry-hours': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/confirm-deletion': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/record-deletion-confirmed': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/submit-final-report': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/record-final-report': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/waive-final-report': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/record-consent-withdrawal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/settle-consent-withdrawal': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/send-preliminary-reply': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/postpone': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
  '/api/v1/cases/{id}/commands/switch-track': {
    post: {
      responses: {
        201: {
          content: {
            'application/json': components['schemas']['CommandResult'];
          };
        };
      };
    };
  };
}
