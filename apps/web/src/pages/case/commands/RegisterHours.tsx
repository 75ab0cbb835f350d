import { Count, DateField, OneOf } from '../../../components/fields';

const activities = [
  'case-handling',
  'extraction',
  'preparation',
  'linkage',
  'statistics',
  'appeal',
];

export function RegisterHours() {
  return (
    <>
      <OneOf path="activity" values={activities} />
      <Count path="minutes" />
      <DateField path="workedOn" />
    </>
  );
}

export function RegisterRegistryHours() {
  return (
    <>
      <RegisterHours />
      <Count path="amountNok" />
    </>
  );
}
