import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../../api/client';
import { useCompleteness, useFormDefinition } from '../../../api/queries';
import type { CaseDetail, Me } from '../../../api/types';
import { FaultSummary } from '../../../components/FaultSummary';
import { fieldId, FormFields } from '../../../components/form';
import { Loading } from '../../../components/Loading';
import { useTypedForm } from '../../../components/typed-form';
import { withoutEmpty, type Values } from '../../../components/typed-text';
import { useFoundFaults } from '../../../components/use-found-faults';
import { useLeaveGuard } from '../../../components/use-leave-guard';
import { ProblemMessage } from '../../ProblemMessage';
import { ChangeDifference, isSeenAsDifference } from '../ChangeDifference';
import { Refused } from '../Refused';
import { typedKey } from '../typed-key';
import { faultsInDraft } from '../faults-of-answer';
import { useFaultWords } from '../use-fault-words';
import {
  askedIn,
  type FormDefinition,
  inWords,
  isAnswered,
  questionAt,
  requiredIn,
} from './definition';
import { Presence } from './Presence';
import { QuestionField } from './QuestionField';
import { Readiness } from './Readiness';
import { SaveState } from './SaveState';
import { SectionLaws } from './SectionLaws';
import { SectionMenu } from './SectionMenu';
import { useApplicationWords } from './use-words';
import { useCompletenessFaults } from './use-completeness-faults';
import { useSaving } from './use-saving';

/** A field to go to: by itself, else by the question it belongs to. */
interface Goal {
  section: string;
  ids: readonly string[];
}

interface ApplicationFormProps {
  me: Me;
  accessCase: CaseDetail;
  onClose: () => void;
}

/** The application, by the version of the form that it was begun on. */
export function ApplicationForm(props: ApplicationFormProps) {
  const { t } = useTranslation();
  const form = useFormDefinition(props.accessCase.formVersion);
  if (form.isError) return <ProblemMessage problem={form.error} />;
  if (!form.data) return <Loading text={t('application-form.loading')} />;
  return <Sections {...props} form={form.data} />;
}

/**
 * One section at a time, which stands in the address: signing in again comes back to it. What is
 * typed is saved when the section is left.
 */
function Sections({
  me,
  accessCase,
  form,
  onClose,
}: ApplicationFormProps & { form: FormDefinition }) {
  const { t, i18n } = useTranslation();
  const { id, kind, version } = accessCase;
  const heading = useRef<HTMLHeadingElement>(null);
  const start = useMemo<Values>(() => {
    const application = accessCase.application ?? {};
    return { application, seen: application };
  }, [version]);
  const typed = useTypedForm(typedKey(me, id, 'edit-draft'), start);
  const { fields } = typed;
  const { faults, tellOfAnswer } = useFoundFaults(fields);
  const { textOf, inSummary } = useFaultWords(accessCase, 'edit-draft');
  const maySend = accessCase.allowedCommands.some(({ name }) => name === 'submit');
  const { isPending, problem, asked: times, save, loadNewest } = useSaving(accessCase, typed);
  useLeaveGuard(typed.isTyped);
  const completeness = useCompleteness(accessCase);
  const others = useCompletenessFaults(form, completeness.data);
  // What the answers lead to; a key draws the form anew only where it leads elsewhere.
  const { asked: askedIds, required } = useWatch({
    control: fields.control,
    name: 'application',
    compute: (application) => {
      const answers = withoutEmpty((application ?? {}) as Values);
      return { asked: askedIn(form, kind, answers), required: requiredIn(form, kind, answers) };
    },
  });
  const words = useApplicationWords(form, required);
  const sections = form.sections.filter(({ questions }) =>
    questions.some((question) => askedIds.includes(question.id) && question.type !== 'case'),
  );
  const { section: shown, field: asked } = useSearch({ from: '/cases/$id/{-$part}' });
  const handedOver = useLocation({ select: ({ state }) => state.problems });
  const navigate = useNavigate({ from: '/cases/$id/{-$part}' });
  const [goal, setGoal] = useState<Goal | null>(null);
  const index = Math.max(
    0,
    sections.findIndex((section) => section.id === shown),
  );
  const section = sections[index];
  const [before, after] = [sections[index - 1], sections[index + 1]];

  // A summary of faults takes the focus itself.
  useEffect(() => {
    if (goal === null && faults.length === 0) heading.current?.focus();
  }, [section?.id]);

  // A link from elsewhere names the field that it leads to.
  useEffect(() => {
    if (asked !== undefined) goTo(asked);
  }, [asked]);

  // The section of the field may come into the page later than the wish to go to it.
  useEffect(() => {
    if (goal === null || goal.section !== section?.id) return;
    const found = goal.ids.map((each) => document.getElementById(each)).find(Boolean);
    (found ?? heading.current)?.focus();
    setGoal(null);
  }, [goal, section?.id]);

  function show(next: string | undefined) {
    save();
    setShown(next);
  }

  function review() {
    save();
    void navigate({ search: { command: 'submit' }, state: true });
  }

  function setShown(next: string | undefined) {
    void navigate({
      search: { command: 'edit-draft', ...(next && { section: next }) },
      state: true,
    });
  }

  function goTo(field: string) {
    const question = questionAt(form, field);
    const target = form.sections.find(({ questions }) => question && questions.includes(question));
    if (!question || !target) return;
    if (target.id !== section?.id) setShown(target.id);
    setGoal({
      section: target.id,
      ids: [fieldId(field), fieldId(`application.${question.id}`)],
    });
  }

  // The same for as long as the page stands, so that a key does not draw every link anew.
  const goToNow = useRef(goTo);
  goToNow.current = goTo;
  const goToField = useCallback((field: string) => goToNow.current(field), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    save();
  }

  // What sending in found is handed over by its page.
  useEffect(() => {
    const answer = problem ?? new Problem(422, 'application-incomplete', handedOver);
    tellOfAnswer(faultsInDraft(answer, fields.getValues()));
  }, [problem]);

  // What is saved and wrong is told at its field; what is not answered yet is left to do, not wrong.
  const noteOn = useMemo(() => {
    const invalid = others.filter(({ isMissing }) => !isMissing);
    const texts = new Map(invalid.map(({ field, text }) => [field, text]));
    return (path: string, value: unknown) => (isAnswered(value) ? texts.get(path) : undefined);
  }, [others]);

  if (!section) return null;
  return (
    <form className="command-form" onSubmit={submit} noValidate>
      <Heading level={3} data-size="xs">
        {t('command.edit-draft.name')}
      </Heading>
      <Presence accessCase={accessCase} form={form} section={section.id} />
      {/* What saves itself tells of a fault at its field, and takes the focus from nobody. */}
      {faults.length > 0 && (times > 0 || problem === null) && (
        <FaultSummary
          key={times}
          heading={t('form.faults')}
          faults={faults.map(inSummary)}
          onGoTo={goTo}
        />
      )}
      {problem && (faults.length === 0 || problem.status === 409) && (
        <Refused problem={problem} onLoadNewest={() => void loadNewest()} />
      )}
      <div className="application-form">
        <SectionMenu
          sections={sections}
          shown={section.id}
          completeness={completeness.data}
          onShow={show}
        />
        <div className="field-group">
          <Heading level={4} data-size="2xs" tabIndex={-1} ref={heading}>
            {index + 1}. {inWords(section.name, i18n.language)}
          </Heading>
          <Paragraph className="lead">{inWords(section.help, i18n.language)}</Paragraph>
          <SectionLaws questions={section.questions.filter(({ id }) => askedIds.includes(id))} />
          <FormFields form={typed} words={words} textOf={textOf} noteOn={noteOn}>
            {section.questions
              .filter((question) => askedIds.includes(question.id))
              .map((question) => (
                <QuestionField key={question.id} question={question} />
              ))}
          </FormFields>
          <div className="form-buttons">
            {before && (
              <Button variant="secondary" onClick={() => show(before.id)}>
                {t('application-form.previous', { name: inWords(before.name, i18n.language) })}
              </Button>
            )}
            {after && (
              <Button variant="secondary" onClick={() => show(after.id)}>
                {t('application-form.next', { name: inWords(after.name, i18n.language) })}
              </Button>
            )}
          </div>
        </div>
      </div>
      <Readiness form={form} completeness={completeness.data} faults={others} onGoTo={goToField} />
      {isSeenAsDifference(accessCase) && <ChangeDifference accessCase={accessCase} />}
      <SaveState
        changedAt={accessCase.changedAt}
        isTyped={typed.isTyped}
        isSaving={isPending}
        problem={problem}
      />
      <div className="form-buttons">
        <Button type="submit" loading={isPending}>
          {t('command.edit-draft.do')}
        </Button>
        {maySend ? (
          <Button variant="secondary" onClick={review}>
            {t('review.open')}
          </Button>
        ) : (
          <Paragraph data-size="sm">{t('review.by-leader')}</Paragraph>
        )}
        <Button variant="tertiary" onClick={onClose}>
          {t('form.close')}
        </Button>
        {typed.isTyped && (
          <Button variant="tertiary" data-color="danger" onClick={typed.startOver}>
            {t('form.discard')}
          </Button>
        )}
      </div>
    </form>
  );
}
