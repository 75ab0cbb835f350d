import type { ConsequencesOf } from '../consequence.model.js';

export const screeningConsequences: ConsequencesOf = { 'screening-items-answered': 'nothing' };
