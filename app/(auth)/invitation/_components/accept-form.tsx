'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { PasswordInput } from '@/components/patterns/password-input'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import {
  acceptInvitationInput,
  type AcceptInvitationInput,
  type OpenInvitation,
} from '@/lib/invitations/schema'
import { paths } from '@/lib/paths'
import { api } from '@/lib/queries/api'
import { ProviderButton } from '../../_components/provider-button'
import { signInWithPassword } from '../../_components/sign-in-with-password'

const schema = acceptInvitationInput.omit({ token: true })

export function AcceptForm({ token, invitation }: { token: string; invitation: OpenInvitation }) {
  const { email, organization, has_account: hasAccount, provider_name: providerName } = invitation
  const form = useZodForm(schema, { full_name: hasAccount ? email : '', password: '' })
  const { errors } = form.formState
  const [failure, setFailure] = useState<string | null>(null)
  const accept = useMutation({
    mutationFn: async (input: AcceptInvitationInput) => {
      await api.post('/api/console/invitations/accept', { body: input })
      return signInWithPassword(email, input.password)
    },
    gcTime: 0,
    onSuccess: (problem) => window.location.replace(problem === null ? paths.home : paths.signIn),
    onError: (error) => setFailure(showServerErrors(form, error)),
  })
  const submit = form.handleSubmit((input) => {
    setFailure(null)
    accept.mutate({ ...input, token })
  })
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div>
        <h1 className="text-lg">Join {organization}</h1>
        <p className="text-muted text-sm">
          You sign in as {email}
          {invitation.role_name ? ` and have the role ${invitation.role_name}` : ''}.
        </p>
      </div>
      {failure ? <Banner tone="danger">{failure}</Banner> : null}
      <form noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <input type="hidden" name="email" value={email} autoComplete="username" />
        {hasAccount ? null : (
          <Field label="Name" error={errors.full_name?.message}>
            {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the only task of the page */}
            <Input {...form.register('full_name')} autoComplete="name" autoFocus />
          </Field>
        )}
        <Field
          label="Password"
          hint={hasAccount ? 'The one of your account here.' : 'At least 12 characters.'}
          error={errors.password?.message}
        >
          <PasswordInput
            {...form.register('password')}
            autoComplete={hasAccount ? 'current-password' : 'new-password'}
          />
        </Field>
        <Button type="submit" variant="primary" isLoading={accept.isPending || accept.isSuccess}>
          Accept invitation
        </Button>
      </form>
      {providerName === undefined || hasAccount ? null : (
        <ProviderButton
          name={providerName}
          target={paths.home}
          before={() => api.post('/api/console/invitations/oidc', { body: { token } })}
          onError={(error) => setFailure(showServerErrors(form, error))}
        />
      )}
    </Card>
  )
}
