import { useColleaguesAs } from '../../../api/queries';
import { Pick } from '../../../components/fields';

/** Somebody of the house who holds the role. */
export function PickColleague({ path, role }: { path: string; role: string }) {
  const options = useColleaguesAs(role).map(({ id, name }) => ({ value: id, text: name }));
  return <Pick path={path} options={options} />;
}
