'use client'

import { useQuery } from '@tanstack/react-query'
import { Controller, type UseFormReturn } from 'react-hook-form'
import { readError } from '@/components/patterns/error-state'
import { useZodForm } from '@/components/patterns/form'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import type { Scope } from '@/lib/permissions'
import { requests } from '@/lib/queries/requests'
import { useCreateRoleBinding } from '@/lib/queries/role-bindings'
import { serviceAccountsQuery } from '@/lib/queries/service-accounts'
import { sessionQuery } from '@/lib/queries/session'
import { usersQuery } from '@/lib/queries/users'
import { bindingSchema, crnOf, formAt, levels, rolesAt, type BindingForm } from './binding-form'
import { PlaceFields } from './place-fields'

type Props = {
  /** Where the form starts. */
  at?: string | undefined
  /** Fixed on the page of an account. */
  principal?: string
  onClose: () => void
}

export function AddBindingDialog({ at, principal, onClose }: Props) {
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Add role binding"
      description="A role on a place holds for everything in it."
      isSticky
    >
      <BindingFields start={formAt(at, principal)} hasPrincipal={principal !== undefined} onClose={onClose} />
    </Dialog>
  )
}

function BindingFields(props: { start: BindingForm; hasPrincipal: boolean; onClose: () => void }) {
  const { data: me } = useQuery(sessionQuery)
  const create = useCreateRoleBinding()
  const form = useZodForm(bindingSchema, props.start)
  const { errors, isSubmitting } = form.formState
  const values = form.watch()
  const input = {
    principal: values.principal,
    role_name: values.roleName,
    crn_pattern: crnOf(values, me?.organization.id ?? ''),
  }
  const submit = form.handleSubmit(async () => {
    try {
      await create.mutateAsync(input)
      props.onClose()
    } catch (error) {
      form.setError('root', { message: readError(error).message })
    }
  })
  const isWhole = bindingSchema.safeParse(values).success
  return (
    <form noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
      <DialogBody>
        {props.hasPrincipal ? null : <PrincipalField form={form} />}
        <Field label="Level">
          <Controller
            control={form.control}
            name="level"
            render={({ field }) => (
              <Segmented
                className="max-w-full overflow-x-auto"
                value={field.value}
                onValueChange={(level) => {
                  field.onChange(level)
                  const isKept = rolesAt(level as Scope).some(({ name }) => name === values.roleName)
                  if (!isKept) form.setValue('roleName', '')
                }}
                segments={levels}
              />
            )}
          />
        </Field>
        <PlaceFields form={form} />
        <Field label="Role" isRequired error={errors.roleName?.message}>
          <Controller
            control={form.control}
            name="roleName"
            render={({ field }) => (
              <Select
                value={field.value}
                onValueChange={field.onChange}
                placeholder="Choose a role"
                options={rolesAt(values.level).map(({ name, description }) => ({
                  value: name,
                  label: name,
                  hint: description,
                }))}
              />
            )}
          />
        </Field>
        {errors.root?.message ? <Banner tone="danger">{errors.root.message}</Banner> : null}
        {isWhole ? <ShowAs requests={[requests.roleBindings.create(input)]} /> : null}
      </DialogBody>
      <DialogFooter>
        <Button onClick={props.onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isLoading={isSubmitting}>
          Add role binding
        </Button>
      </DialogFooter>
    </form>
  )
}

function PrincipalField({ form }: { form: UseFormReturn<BindingForm, unknown, BindingForm> }) {
  const users = useQuery(usersQuery)
  const accounts = useQuery(serviceAccountsQuery)
  return (
    <Field label="Principal" isRequired error={form.formState.errors.principal?.message}>
      <Controller
        control={form.control}
        name="principal"
        render={({ field }) => (
          <Combobox
            value={field.value}
            onValueChange={field.onChange}
            noun="accounts"
            placeholder="Choose a user or a service account"
            isLoading={users.isPending || accounts.isPending}
            options={[
              ...(users.data ?? []).map(({ id, full_name: name, email }) => ({
                value: `User:${id}`,
                label: name || email,
                hint: `user ${id}`,
              })),
              ...(accounts.data ?? []).map(({ id, display_name: name }) => ({
                value: `User:${id}`,
                label: name,
                hint: `service account ${id}`,
              })),
            ]}
          />
        )}
      />
    </Field>
  )
}
