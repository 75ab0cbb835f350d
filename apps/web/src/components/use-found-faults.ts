import { useEffect, useState } from 'react';
import { useFormState } from 'react-hook-form';
import { type Fault, faultOf, type Fields, placeFaults } from './typed-form';

interface Found {
  faults: readonly Fault[];
  /** How many times something was found: a summary takes the focus anew each time. */
  times: number;
}

/**
 * The faults that a summary names: those that were found when the form was sent, until each is
 * mended. What is found while somebody types stands at its field alone, and takes the focus from nobody.
 */
export function useFoundFaults(fields: Fields) {
  const [{ faults, times }, setFound] = useState<Found>({ faults: [], times: 0 });
  // Drawn anew by this; read as they stand, as what was just found is told of a moment later.
  const { errors } = useFormState({ control: fields.control });
  const open = errors && faults.filter(({ field }) => faultOf(fields.getFieldState(field).error));

  // What is mended and made wrong again is told of when it is sent again.
  useEffect(() => {
    if (open.length < faults.length) setFound({ faults: open, times });
  });

  function tell(found: readonly Fault[]) {
    setFound((before) => ({ faults: found, times: before.times + 1 }));
  }

  /** What the server found, at its fields and in the summary. */
  function tellOfAnswer(found: readonly Fault[]) {
    placeFaults(fields, found);
    tell(found);
  }

  return { faults: open, times, tell, tellOfAnswer };
}
