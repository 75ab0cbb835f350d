export { AuthModule, type AuthOptions } from './auth.module.js';
export type { Me } from './me.controller.js';
export { RepresentationWatch } from './representation.watch.js';
export { roleChoice } from './session.controller.js';
export { signInQuery } from './sign-in.controller.js';
