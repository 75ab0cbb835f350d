import { useColleagues } from '../../../api/queries';
import { Pick } from '../../../components/fields';

/** Somebody of the house who holds the role. */
export function PickColleague({ path, role }: { path: string; role: string }) {
  const colleagues = useColleagues();
  const options = (colleagues.data?.items ?? [])
    .filter(({ roles }) => roles.includes(role))
    .map(({ id, name }) => ({ value: id, text: name }));
  return <Pick path={path} options={options} />;
}
