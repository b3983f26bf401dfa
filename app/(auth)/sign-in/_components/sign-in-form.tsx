'use client'

import { useState } from 'react'
import { z } from 'zod'
import { useZodForm } from '@/components/patterns/form'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { PasswordInput } from '@/components/patterns/password-input'
import { ProviderButton } from '../../_components/provider-button'
import { refusalText } from '../../_components/refusal-text'
import { signInWithPassword } from '../../_components/sign-in-with-password'

const schema = z.object({
  email: z.string().trim().min(1, 'Enter your e-mail address.'),
  password: z.string().min(1, 'Enter your password.'),
})

type Props = {
  target: string
  isSetUp: boolean
  /** Of the provider that one may sign in with instead; none is configured without it. */
  providerName: string | undefined
  /** Why the provider's answer did not let one in. */
  refusal: string | undefined
}

export function SignInForm({ target, isSetUp, providerName, refusal }: Props) {
  const form = useZodForm(schema, { email: '', password: '' })
  const [failure, setFailure] = useState<string | null>(refusalText(refusal))
  const [isBusy, setIsBusy] = useState(false)
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ email, password }) => {
    setIsBusy(true)
    setFailure(null)
    const problem = await signInWithPassword(email, password)
    // A full load, so that nothing of an earlier session stays in memory.
    if (problem === null) return window.location.assign(target)
    setFailure(problem)
    setIsBusy(false)
    form.setFocus('password')
  })
  return (
    <Card className="flex flex-col gap-4 p-5">
      <h1 className="text-lg">Sign in</h1>
      {isSetUp ? null : (
        <Banner tone="info" title="There is no administrator yet">
          Open the one-time link that the start command printed in its terminal.
        </Banner>
      )}
      {failure ? <Banner tone="danger">{failure}</Banner> : null}
      <form noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <Field label="E-mail" error={errors.email?.message}>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the only task of the page */}
          <Input {...form.register('email')} type="email" autoComplete="username" autoFocus />
        </Field>
        <Field label="Password" error={errors.password?.message}>
          <PasswordInput {...form.register('password')} autoComplete="current-password" />
        </Field>
        <Button type="submit" variant="primary" className="mt-1" isLoading={isBusy}>
          Sign in
        </Button>
      </form>
      {providerName === undefined ? null : <ProviderButton name={providerName} target={target} />}
    </Card>
  )
}
