// One's own keys need no role: who can sign in, or holds a key, already acts for the account.
import type { Ctx } from '@/lib/context'

/** The account that acts: u-…, sa-…, or a name of Tributary's own work. */
export const accountOf = ({ actor }: Pick<Ctx, 'actor'>): string => actor.principal.replace(/^User:/, '')
