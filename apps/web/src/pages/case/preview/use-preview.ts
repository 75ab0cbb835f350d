import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { download, type Problem, request } from '../../../api/client';
import type { CaseDetail, PreviewedLetter } from '../../../api/types';
import type { Values } from '../../../components/typed-text';
import { draftBody } from '../commands/proposals';
import { draftOf } from './letter-commands';

/** How long somebody has stopped writing before the letter is asked for. */
const STILL_MS = 500;

/** The letters of a command as it stands; the earlier ones are shown until the next are there. */
export function usePreview({ id, version }: CaseDetail, name: string, body: Values) {
  const draft = draftOf[name];
  const sent = JSON.stringify({ ...(draft ? draftBody(body) : body), version });
  const still = useStill(sent);
  const path = `/cases/${id}/commands/${draft ?? name}/preview`;
  const preview = useQuery<{ letters: PreviewedLetter[] }, Problem>({
    queryKey: ['preview', path, still],
    queryFn: ({ signal }) =>
      request(path, { method: 'POST', body: JSON.parse(still) as unknown, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  /** One of the letters as a file of pages, as what is shown now would be printed. */
  const paper = useMutation<void, Problem, { letter: number; fileName: string }>({
    mutationFn: ({ letter, fileName }) =>
      download(`${path}/pdf?letter=${letter}`, JSON.parse(still), `${fileName}.pdf`),
  });
  return { preview, paper };
}

function useStill(value: string): string {
  const [still, setStill] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), STILL_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return still;
}
