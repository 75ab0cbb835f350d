/** Where a whole run leaves what Jest found: the specs, then the journeys. */
export const resultFiles = ['.cache/checks/specs.json', '.cache/checks/journeys.json'];
