'use client'

import { useState } from 'react'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { PasswordInput } from '@/components/patterns/password-input'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { useChangePassword } from '@/lib/queries/session'
import { changePasswordInput } from '@/lib/users/schema'

const empty = { current_password: '', new_password: '' }

export function ChangePasswordForm({ email }: { email: string }) {
  const form = useZodForm(changePasswordInput, empty)
  const change = useChangePassword()
  const [failure, setFailure] = useState<string | null>(null)
  const { errors } = form.formState
  const submit = form.handleSubmit((input) => {
    setFailure(null)
    change.mutate(input, {
      onSuccess: () => form.reset(empty),
      onError: (error) => setFailure(showServerErrors(form, error)),
    })
  })
  return (
    <Card>
      <CardHeader title="Change password" />
      <CardBody>
        <form noValidate className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
          {failure ? <Banner tone="danger">{failure}</Banner> : null}
          {change.isSuccess && !form.formState.isDirty ? (
            <Banner tone="ok">The password is changed. Your other sessions have ended.</Banner>
          ) : null}
          {/* Password managers take the user name from here. */}
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <Field label="Current password" error={errors.current_password?.message}>
            <PasswordInput {...form.register('current_password')} autoComplete="current-password" />
          </Field>
          <Field
            label="New password"
            hint="At least 12 characters. All of your other sessions end."
            error={errors.new_password?.message}
          >
            <PasswordInput {...form.register('new_password')} autoComplete="new-password" />
          </Field>
          <Button type="submit" className="self-start" isLoading={change.isPending}>
            Change password
          </Button>
        </form>
      </CardBody>
    </Card>
  )
}
