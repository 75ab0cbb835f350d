import { LongText, OneOf } from '../../../components/fields';

export function RouteToController() {
  return (
    <>
      <OneOf path="ground" values={['own-use', 'public-task', 'outside-regulation']} />
      <LongText path="reason" />
    </>
  );
}
