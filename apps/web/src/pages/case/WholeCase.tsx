import { Button, Link, Paragraph } from '@digdir/designsystemet-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Problem, request } from '../../api/client';
import type { CaseDetail } from '../../api/types';
import { Section } from '../../components/Section';
import { ProblemMessage } from '../ProblemMessage';

interface CasePrint {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed';
  partsDone: number;
  parts: number;
}

/** Orders the whole case as one PDF file, shows how far it has come, and leads to it. */
export function WholeCase({ accessCase: { id } }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const order = useMutation<CasePrint, Problem>({
    mutationFn: () => request(`/cases/${id}/prints`, { method: 'POST' }),
  });
  const printId = order.data?.id;
  const print = useQuery<CasePrint, Problem>({
    queryKey: ['prints', id, printId],
    enabled: printId !== undefined,
    queryFn: ({ signal }) => request(`/cases/${id}/prints/${printId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === 'done' || state.error ? false : 700),
  });
  const { state, parts = 0, partsDone = 0 } = print.data ?? order.data ?? {};
  const problem = order.error ?? print.error;
  const isUnderWay = order.isPending || state === 'queued' || state === 'running';
  return (
    <Section heading={t('whole-case.title')}>
      <Paragraph>{t('whole-case.explain')}</Paragraph>
      {problem && <ProblemMessage problem={problem} />}
      {!isUnderWay && (
        <Button variant="secondary" onClick={() => order.mutate()}>
          {t(state === 'done' ? 'whole-case.again' : 'whole-case.order')}
        </Button>
      )}
      {isUnderWay && (
        <progress
          max={Math.max(parts, 1)}
          value={partsDone}
          aria-label={t('whole-case.under-way')}
        />
      )}
      <Paragraph role="status">
        {isUnderWay && t('whole-case.progress', { done: partsDone, parts })}
        {state === 'done' && (
          <Link
            href={`/api/v1/cases/${id}/prints/${printId}/file.pdf`}
            target="_blank"
            rel="noreferrer"
          >
            {t('whole-case.open')}
          </Link>
        )}
      </Paragraph>
    </Section>
  );
}
