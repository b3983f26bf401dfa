import { z } from 'zod'

export const sessionDto = z.object({
  id: z.string(),
  created_at: z.string(),
  last_seen_at: z.string(),
  user_agent: z.string(),
  ip_address: z.string(),
  is_current: z.boolean(),
})
export type SessionDto = z.infer<typeof sessionDto>

/** Who is signed in, and what they may do: the first thing a page asks. */
export const whoami = z.object({
  user: z.object({ id: z.string(), email: z.string(), full_name: z.string() }),
  organization: z.object({ id: z.string(), display_name: z.string() }),
  bindings: z.array(z.object({ role_name: z.string(), crn_pattern: z.string() })),
})
export type Whoami = z.infer<typeof whoami>
