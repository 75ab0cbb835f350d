import { Alert, Button, Link as DsLink, Paragraph } from '@digdir/designsystemet-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Sample, useDrawSample, useSample } from '../../api/audits';
import { useExports, useOrderExport } from '../../api/exports';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateText, dateTimeText } from '../../dates';
import { RefusedHere } from '../dispatch/RefusedHere';
import { ProblemMessage } from '../ProblemMessage';
import { AuditFrame } from './AuditFrame';
import { ExportTable } from './ExportTable';

/** A sample: how it was drawn, why each case was, the proof that it can be drawn again, and its packs. */
export function OneSample() {
  const { t } = useTranslation();
  const { auditId, sampleId } = useParams({ from: '/audits/$auditId/samples/$sampleId' });
  const sample = useSample(auditId, sampleId);
  const seed = sample.data?.definition.seed ?? '';
  return (
    <AuditFrame title={seed ? t('sample.named', { seed }) : t('sample.one')}>
      <Paragraph>
        <DsLink asChild>
          <Link to="/audits/$auditId/samples" params={{ auditId }}>
            {t('sample.to-all')}
          </Link>
        </DsLink>
      </Paragraph>
      {sample.isPending && <Loading text={t('sample.loading')} />}
      {sample.isError && (
        <ProblemMessage problem={sample.error} onRetry={() => void sample.refetch()} />
      )}
      {sample.data && (
        <>
          <HowDrawn sample={sample.data} />
          <DrawnCases auditId={auditId} sample={sample.data} />
          <DrawAgain auditId={auditId} sample={sample.data} />
          <CasePacks auditId={auditId} sample={sample.data} />
        </>
      )}
    </AuditFrame>
  );
}

function HowDrawn({ sample: { definition, population, drawnAt } }: { sample: Sample }) {
  const { t } = useTranslation();
  const { seed, size, fromOn, toOn, asOfOn, algorithm, risks } = definition;
  const facts = [
    ['seed', seed],
    ['way', t(risks ? 'sample.by-risk' : 'sample.random')],
    ['period', `${dateText(fromOn)} – ${dateText(toOn)}`],
    ['size', t('sample.size-of', { size, cases: population.cases })],
    ['as-of', dateText(asOfOn)],
    ['drawn-at', dateTimeText(drawnAt)],
    ['tickets-in-all', population.tickets],
    ['algorithm', algorithm],
  ] as const;
  return (
    <Section heading={t('sample.how')}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`sample.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('sample.population-hash')}</dt>
          <dd className="fingerprint">{population.sha256}</dd>
        </div>
      </dl>
      {risks && (
        <Paragraph data-size="sm">
          {t('sample.weights-were', {
            weights: Object.entries(risks)
              .map(([risk, weight]) => `${t(`sample.risk.${risk}`)}: ${weight}`)
              .join(', '),
          })}
        </Paragraph>
      )}
      <Paragraph data-size="sm">{t('sample.algorithm-help')}</Paragraph>
    </Section>
  );
}

type Drawn = Sample['drawn'][number];

function DrawnCases({ auditId, sample }: { auditId: string; sample: Sample }) {
  const { t } = useTranslation();
  const { drawn, definition } = sample;
  const why = ({ risks = [] }: Drawn): string => {
    if (!definition.risks) return t('sample.why-random');
    if (risks.length === 0) return t('sample.why-no-risk');
    return risks.map((risk) => t(`sample.risk.${risk}`)).join(', ');
  };
  const columns: Column<Drawn & { place: number }>[] = [
    { heading: t('sample.place'), cell: ({ place }) => place },
    {
      heading: t('worklist.reference'),
      isRowHeading: true,
      cell: ({ caseId, reference }) => (
        <DsLink asChild data-color="accent" className="unbroken">
          <Link to="/audits/$auditId/cases/$caseId" params={{ auditId, caseId }}>
            {reference}
          </Link>
        </DsLink>
      ),
    },
    { heading: t('sample.why'), cell: (each) => why(each) },
    { heading: t('sample.tickets'), cell: ({ tickets }) => tickets },
    {
      heading: t('sample.rank'),
      cell: ({ rank }) => <span className="fingerprint hash">{rank}</span>,
    },
  ];
  return (
    <Section heading={t('sample.drawn')}>
      {drawn.length === 0 && <Paragraph role="status">{t('sample.none-drawn')}</Paragraph>}
      {drawn.length > 0 && (
        <StackingTable
          caption={t('sample.drawn')}
          columns={columns}
          rows={drawn.map((each, index) => ({ ...each, place: index + 1 }))}
          keyOf={({ caseId }) => caseId}
        />
      )}
    </Section>
  );
}

/** Draws by the same seed, period and day once more and holds the two against each other. */
function DrawAgain({ auditId, sample }: { auditId: string; sample: Sample }) {
  const { t } = useTranslation();
  const drawing = useDrawSample(auditId);
  const { algorithm: _, ...definition } = sample.definition;
  const again = drawing.data;
  const isSame =
    again && again.population.sha256 === sample.population.sha256 && idsOf(again) === idsOf(sample);
  return (
    <Section heading={t('sample.again')}>
      <Paragraph>{t('sample.again-help')}</Paragraph>
      <Button
        variant="secondary"
        loading={drawing.isPending}
        onClick={() => drawing.isPending || drawing.mutate(definition)}
      >
        {t('sample.do-again')}
      </Button>
      {drawing.isPending && <Loading text={t('sample.drawing')} />}
      {drawing.isError && <RefusedHere problem={drawing.error} />}
      {again && (
        <Alert data-color={isSame ? 'success' : 'warning'} role="status">
          <Paragraph>
            {isSame
              ? t('sample.same', { number: again.drawn.length })
              : t('sample.other', {
                  before: sample.population.cases,
                  now: again.population.cases,
                })}
          </Paragraph>
        </Alert>
      )}
    </Section>
  );
}

function idsOf({ drawn }: Sample): string {
  return drawn.map(({ caseId, rank }) => `${caseId} ${rank}`).join();
}

function CasePacks({ auditId, sample }: { auditId: string; sample: Sample }) {
  const { t } = useTranslation();
  const exports = useExports();
  const order = useOrderExport();
  const packs = (exports.data?.items ?? []).filter(({ sampleId }) => sampleId === sample.id);
  const isUnderWay = packs.some(({ state }) => state === 'queued' || state === 'running');

  function orderPacks() {
    if (order.isPending || isUnderWay) return;
    order.mutate({ kind: 'case-packs', auditId, sampleId: sample.id });
  }

  return (
    <Section heading={t('sample.packs')}>
      <Paragraph>{t('sample.packs-help')}</Paragraph>
      <Button
        // Not disabled while it is under way: who pressed it would lose their place on the page.
        loading={order.isPending || isUnderWay}
        disabled={sample.drawn.length === 0}
        onClick={orderPacks}
      >
        {t('sample.order-packs')}
      </Button>
      {order.isPending && <Loading text={t('export.ordering')} />}
      {order.isError && <RefusedHere problem={order.error} />}
      {exports.isError && <ProblemMessage problem={exports.error} />}
      {packs.length > 0 && <ExportTable items={packs} />}
    </Section>
  );
}
