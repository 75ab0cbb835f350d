import type { Me } from '../../api/types';

export const isApplicant = (me: Me) => me.roles.some(({ role }) => role === 'applicant');
