import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { env } from '@/lib/env'
import { localTarget } from '@/lib/paths'
import { findPageContext } from '@/lib/sessions/page-context'
import { hasAdministrator } from '@/lib/users/has-administrator'
import { SignInForm } from './_components/sign-in-form'

export const metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ next?: string | string[]; error?: string | string[] }> }

export default async function SignInPage({ searchParams }: Props) {
  const { next, error } = await searchParams
  const target = localTarget(typeof next === 'string' ? next : null)
  if (await findPageContext(await headers())) redirect(target)
  return (
    <SignInForm
      target={target}
      isSetUp={await hasAdministrator()}
      providerName={env.oidc?.name}
      refusal={typeof error === 'string' ? error : undefined}
    />
  )
}
