import { PickColleague } from './PickColleague';

export function AssignDecisionMaker() {
  return <PickColleague path="decisionMakerId" role="decision-maker" />;
}
