import { z } from 'zod'

/** An account at the configured provider that signs its user in here. */
export const identityDto = z.object({
  id: z.string(),
  issuer: z.string(),
  email: z.string(),
  created_at: z.string(),
})
export type IdentityDto = z.infer<typeof identityDto>

export const identityListDto = z.object({
  data: z.array(identityDto),
  /** The provider that an identity can be linked with; left out when none is configured. */
  provider_name: z.string().optional(),
})
export type IdentityList = z.infer<typeof identityListDto>

export const identityParams = z.object({ identityId: z.string().max(64) })

/** Why an identity does not let one in; the sign-in page says it in words. */
export type Refusal = 'IdentityUnknown' | 'IdentityTaken' | 'AccountExists' | 'AccountInactive'
