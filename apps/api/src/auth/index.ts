export { AuthModule, type AuthOptions } from './auth.module.js';
export type { Me } from './me.controller.js';
