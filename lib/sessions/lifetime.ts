/** A session ends a week after sign-in, or after a day without a request. */
export const sessionLifetimeMs = 7 * 24 * 3600_000
export const sessionIdleMs = 24 * 3600_000
