import { LongText, OneOf } from '../../../components/fields';

const categories = [
  'own-case',
  'family',
  'close-relation',
  'employment',
  'earlier-involvement',
  'financial',
  'other',
];

export function DeclareConflict() {
  return (
    <>
      <OneOf path="category" values={categories} />
      <LongText path="reason" isOptional />
    </>
  );
}
