import type { Refusal } from '@/lib/identities/schema'

const texts: Record<Refusal, string> = {
  IdentityUnknown:
    'Nobody here is linked to that account. Open the link of your invitation, or sign in with your password and link it under Account.',
  IdentityTaken: 'That account is linked to another user here. That user can unlink it under Account.',
  AccountExists:
    'There is a user with that address already. Sign in with the password and link the account under Account.',
  AccountInactive: 'Your account here is deactivated. An administrator of the organization can activate it.',
}

/** What the sign-in page says when a trip to the provider did not let one in. */
export function refusalText(code: string | undefined): string | null {
  if (code === undefined) return null
  return Object.hasOwn(texts, code)
    ? texts[code as Refusal]
    : 'Signing in at the provider did not work. Try again; if it stays so, the log of the server says why.'
}
