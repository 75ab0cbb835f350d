import {
  Button,
  Fieldset,
  Paragraph,
  Radio,
  Textfield,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { risks, type SampleRequest, useDrawSample } from '../../api/audits';
import type { Problem } from '../../api/client';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { faultText } from '../faults';
import { RefusedHere } from '../dispatch/RefusedHere';

/** As the API gives them where none are said. */
const usualWeights: Record<string, number> = {
  appealed: 3,
  exempted: 1,
  late: 3,
  'long-wait': 2,
  fee: 1,
};

/** The form that a sample is drawn by; what it asks for is kept with the sample. */
export function DrawSample({ auditId }: { auditId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const drawing = useDrawSample(auditId);
  const [way, setWay] = useState<'random' | 'by-risk'>('random');
  const fault = useFieldFault(drawing.error);

  function draw(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (drawing.isPending) return;
    const typed = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = typed.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const request: SampleRequest = {
      seed: text('seed'),
      size: Number(text('size')),
      fromOn: text('fromOn'),
      toOn: text('toOn'),
      ...(way === 'by-risk' && {
        risks: Object.fromEntries(risks.map((risk) => [risk, Number(text(risk))])),
      }),
    };
    drawing.mutate(request, {
      onSuccess: ({ id }) =>
        void navigate({
          to: '/audits/$auditId/samples/$sampleId',
          params: { auditId, sampleId: id },
        }),
    });
  }

  return (
    <Section heading={t('sample.draw')}>
      <form onSubmit={draw} className="key-form sample-form" noValidate>
        <Textfield
          name="seed"
          label={t('sample.seed')}
          description={t('sample.seed-help')}
          maxLength={100}
          autoComplete="off"
          error={fault('seed')}
        />
        <Textfield
          type="number"
          name="size"
          label={t('sample.size')}
          defaultValue="25"
          min={1}
          max={200}
          error={fault('size')}
        />
        <Textfield type="date" name="fromOn" label={t('sample.from')} error={fault('fromOn')} />
        <Textfield type="date" name="toOn" label={t('sample.to')} error={fault('toOn')} />
        <Fieldset>
          <Fieldset.Legend>{t('sample.way')}</Fieldset.Legend>
          {(['random', 'by-risk'] as const).map((each) => (
            <Radio
              key={each}
              name="way"
              value={each}
              label={t(`sample.${each}`)}
              description={t(`sample.${each}-help`)}
              checked={way === each}
              onChange={() => setWay(each)}
            />
          ))}
        </Fieldset>
        {way === 'by-risk' && (
          <Fieldset className="weights">
            <Fieldset.Legend>{t('sample.weights')}</Fieldset.Legend>
            <Fieldset.Description>{t('sample.weights-help')}</Fieldset.Description>
            {risks.map((risk) => (
              <Textfield
                key={risk}
                data-size="sm"
                type="number"
                name={risk}
                min={0}
                max={100}
                label={t(`sample.risk.${risk}`)}
                defaultValue={String(usualWeights[risk])}
                error={fault(`risks.${risk}`)}
              />
            ))}
          </Fieldset>
        )}
        <Button type="submit" loading={drawing.isPending}>
          {t('sample.do-draw')}
        </Button>
        {drawing.isPending && <Loading text={t('sample.drawing')} />}
        {drawing.isError && drawing.error.problems.length === 0 && (
          <RefusedHere problem={drawing.error} />
        )}
        {drawing.isError && drawing.error.problems.length > 0 && (
          <ValidationMessage role="alert">{t('sample.mend')}</ValidationMessage>
        )}
        <Paragraph data-size="sm" className="quiet">
          {t('sample.kept')}
        </Paragraph>
      </form>
    </Section>
  );
}

/** What the server says of a field, in words. */
function useFieldFault(problem: Problem | null): (field: string) => string | undefined {
  const { t } = useTranslation();
  return (field) => {
    const found = problem?.problems.find((each) => each.field === field);
    return problem && found ? faultText(t, problem, found) : undefined;
  };
}
