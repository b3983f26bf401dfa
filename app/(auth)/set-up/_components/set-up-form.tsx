'use client'

import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { paths } from '@/lib/paths'
import { api } from '@/lib/queries/api'
import { setupInput, type SetupInput } from '@/lib/users/schema'
import { PasswordInput } from '@/components/patterns/password-input'
import { Notice } from '../../_components/notice'
import { signInWithPassword } from '../../_components/sign-in-with-password'
import { useLinkToken } from '../../_components/use-link-token'

const schema = setupInput.omit({ token: true })

export function SetUpForm({ isSetUp }: { isSetUp: boolean }) {
  const token = useLinkToken()
  if (token === null) return null
  if (isSetUp)
    return (
      <Notice title="Tributary is set up">
        There is an administrator already. <SignInLink />
      </Notice>
    )
  if (!token)
    return (
      <Notice title="Open the link from the terminal">
        The start command prints a one-time link that ends in a long code. Open that link to make the first
        administrator.
      </Notice>
    )
  return <AdministratorForm token={token} />
}

function AdministratorForm({ token }: { token: string }) {
  const form = useZodForm(schema, { full_name: '', email: '', password: '' })
  const { errors } = form.formState
  const [failure, setFailure] = useState<string | null>(null)
  const setUp = useMutation({
    mutationFn: async (input: SetupInput) => {
      await api.post('/api/console/set-up', { body: input })
      return signInWithPassword(input.email, input.password)
    },
    gcTime: 0,
    onSuccess: (problem) => window.location.replace(problem === null ? paths.home : paths.signIn),
    onError: (error) => setFailure(showServerErrors(form, error)),
  })
  const submit = form.handleSubmit((input) => {
    setFailure(null)
    setUp.mutate({ ...input, token })
  })
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div>
        <h1 className="text-lg">Make the first administrator</h1>
        <p className="text-muted text-sm">This account may do everything in your organization.</p>
      </div>
      {failure ? <Banner tone="danger">{failure}</Banner> : null}
      <form noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <Field label="Name" error={errors.full_name?.message}>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the only task of the page */}
          <Input {...form.register('full_name')} autoComplete="name" autoFocus />
        </Field>
        <Field
          label="E-mail"
          hint="You sign in with it. Nothing is sent there."
          error={errors.email?.message}
        >
          <Input {...form.register('email')} type="email" autoComplete="username" />
        </Field>
        <Field label="Password" hint="At least 12 characters." error={errors.password?.message}>
          <PasswordInput {...form.register('password')} autoComplete="new-password" />
        </Field>
        <Button
          type="submit"
          variant="primary"
          className="mt-1"
          isLoading={setUp.isPending || setUp.isSuccess}
        >
          Create administrator
        </Button>
      </form>
    </Card>
  )
}

const SignInLink = () => (
  <Link href={paths.signIn} className="text-accent underline underline-offset-2">
    Sign in
  </Link>
)
