'use client'

import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { z } from 'zod'
import { CopySecret } from '@/components/patterns/copy-secret'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { formatExact } from '@/lib/format/dates'
import type { InvitationDto } from '@/lib/invitations/schema'
import { roles, type Role } from '@/lib/permissions'
import { useCreateInvitation } from '@/lib/queries/invitations'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'
import { emailField } from '@/lib/users/schema'

const noRole = 'none'
const schema = z.object({ email: emailField, role: z.string() })

const choices = [
  { value: noRole, label: 'No role yet', hint: 'Bind roles under Access once the invitation is accepted.' },
  ...Object.entries(roles as Record<string, Role>).flatMap(([name, role]) =>
    role.scopes.includes('organization') ? [{ value: name, label: name, hint: role.description }] : [],
  ),
]

const inputOf = (email: string, role: string) => ({ email, ...(role === noRole ? {} : { role_name: role }) })

/** A link that lets one person in: made here, shown once, handed over by whoever made it. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<(InvitationDto & { link: string }) | null>(null)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={made ? `Invitation of ${made.email}` : 'Invite user'}
      description={made ? undefined : 'Tributary sends no mail. You get a link to hand over.'}
      isSticky
    >
      {made ? (
        <Link invitation={made} onClose={onClose} />
      ) : (
        <InviteForm onMade={setMade} onClose={onClose} />
      )}
    </Dialog>
  )
}

function InviteForm(props: {
  onMade: (invitation: InvitationDto & { link: string }) => void
  onClose: () => void
}) {
  const create = useCreateInvitation()
  const cannotBind = useDeniedReason('role-bindings:create')
  const form = useZodForm(schema, { email: '', role: noRole })
  const { errors, isSubmitting } = form.formState
  const [email, role] = form.watch(['email', 'role'])
  const submit = form.handleSubmit(async (input) => {
    try {
      props.onMade(await create.mutateAsync(inputOf(input.email, input.role)))
    } catch (error) {
      form.setError('root', { message: showServerErrors(form, error) ?? '' })
    }
  })
  return (
    <form noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
      <DialogBody>
        <Field label="E-mail" isRequired error={errors.email?.message} hint="The name of the new account.">
          <Input type="email" autoComplete="off" placeholder="ada@example.com" {...form.register('email')} />
        </Field>
        <Field
          label="Role in the organization"
          hint={cannotBind ?? 'Comes with the acceptance. More roles are bound under Access.'}
        >
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => (
              <Select
                value={field.value}
                onValueChange={field.onChange}
                options={choices}
                isDisabled={cannotBind !== undefined}
              />
            )}
          />
        </Field>
        {errors.root?.message ? <Banner tone="danger">{errors.root.message}</Banner> : null}
        <ShowAs requests={[requests.invitations.create(inputOf(email, role))]} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={props.onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isLoading={isSubmitting}>
          Create invitation
        </Button>
      </DialogFooter>
    </form>
  )
}

function Link({
  invitation,
  onClose,
}: {
  invitation: InvitationDto & { link: string }
  onClose: () => void
}) {
  return (
    <>
      <DialogBody>
        <Banner tone="warning" title="Copy the link now">
          It is shown this once. Whoever opens it becomes {invitation.email}
          {invitation.role_name ? ` with the role ${invitation.role_name}` : ''}. It works until{' '}
          {formatExact(invitation.expires_at)}.
        </Banner>
        <CopySecret label="Invitation link" value={invitation.link} />
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </>
  )
}
