import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Ctx } from '@/lib/context'
import { paths } from '@/lib/paths'
import { findPageContext } from '@/lib/sessions/page-context'

/** The context of the signed-in visitor; anyone else is sent to the sign-in page, and back afterwards. */
export const requireSignedIn = cache(async (): Promise<Ctx> => {
  const requestHeaders = await headers()
  const ctx = await findPageContext(requestHeaders)
  if (ctx) return ctx
  const next = requestHeaders.get('x-tributary-path') ?? paths.home
  redirect(`${paths.signIn}?next=${encodeURIComponent(next)}`)
})
