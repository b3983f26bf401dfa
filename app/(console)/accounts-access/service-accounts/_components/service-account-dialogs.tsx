'use client'

import { useQuery } from '@tanstack/react-query'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { plural } from '@/lib/format/numbers'
import { allApiKeysQuery } from '@/lib/queries/api-keys'
import { requests } from '@/lib/queries/requests'
import { bindingsOf, roleBindingsQuery } from '@/lib/queries/role-bindings'
import {
  useCreateServiceAccount,
  useDeleteServiceAccount,
  useUpdateServiceAccount,
} from '@/lib/queries/service-accounts'
import { createServiceAccountInput, type ServiceAccountDto } from '@/lib/service-accounts/schema'

/** Creates an account, or edits the one given. */
export function ServiceAccountDialog(props: {
  account?: ServiceAccountDto
  onClose: () => void
  onCreated?: (account: ServiceAccountDto) => void
}) {
  const { account, onClose } = props
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={account ? `Edit ${account.display_name}` : 'Create service account'}
      description={account ? undefined : 'It starts without rights. Bind roles or make ACLs for it next.'}
      isSticky
    >
      <AccountForm {...props} />
    </Dialog>
  )
}

function AccountForm({ account, onClose, onCreated }: Parameters<typeof ServiceAccountDialog>[0]) {
  const create = useCreateServiceAccount()
  const update = useUpdateServiceAccount(account?.id ?? '')
  const form = useZodForm(createServiceAccountInput, {
    display_name: account?.display_name ?? '',
    description: account?.description ?? '',
  })
  const { errors, isSubmitting } = form.formState
  const changes = (values: { display_name: string; description: string }) => ({
    ...(values.display_name === account?.display_name ? {} : { display_name: values.display_name }),
    ...(values.description === account?.description ? {} : { description: values.description }),
  })
  const submit = form.handleSubmit(async (values) => {
    try {
      if (!account) onCreated?.(await create.mutateAsync(values))
      else if (Object.keys(changes(values)).length > 0) await update.mutateAsync(changes(values))
      onClose()
    } catch (error) {
      form.setError('root', { message: showServerErrors(form, error) ?? '' })
    }
  })
  const watched = form.watch()
  const values = { display_name: watched.display_name, description: watched.description ?? '' }
  return (
    <form noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
      <DialogBody>
        <Field label="Name" isRequired error={errors.display_name?.message}>
          <Input {...form.register('display_name')} placeholder="orders-service" />
        </Field>
        <Field
          label="Description"
          isOptional
          hint="What the program does."
          error={errors.description?.message}
        >
          <Textarea {...form.register('description')} />
        </Field>
        {errors.root?.message ? <Banner tone="danger">{errors.root.message}</Banner> : null}
        <ShowAs
          requests={[
            account
              ? requests.serviceAccounts.update(account.id, changes(values))
              : requests.serviceAccounts.create(values),
          ]}
        />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isLoading={isSubmitting}>
          {account ? 'Save' : 'Create service account'}
        </Button>
      </DialogFooter>
    </form>
  )
}

export function DeleteAccountDialog(props: {
  account: ServiceAccountDto
  onClose: () => void
  onDeleted?: () => void
}) {
  const { account, onClose } = props
  const remove = useDeleteServiceAccount()
  const { data: keys } = useQuery(allApiKeysQuery)
  const { data: bindings } = useQuery(roleBindingsQuery)
  const own = keys?.filter(({ spec }) => spec.owner.id === account.id).length
  const bound = bindingsOf(bindings, account.id)?.length
  return (
    <ConfirmByTyping
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Delete service account"
      name={account.display_name}
      nameLabel="name"
      consequences={[
        own === undefined
          ? 'Its API keys go with it, and clients that use them are refused.'
          : own === 0
            ? 'It has no API keys.'
            : `${plural(own, 'API key')} ${own === 1 ? 'goes' : 'go'} with it. Clients that use ${own === 1 ? 'it' : 'them'} are refused within 10 seconds.`,
        ...(bound ? [`${plural(bound, 'role binding')} ${bound === 1 ? 'goes' : 'go'} with it.`] : []),
        'Connectors that run as this account fail.',
        'It cannot be brought back.',
      ]}
      requests={[requests.serviceAccounts.delete(account.id)]}
      actionLabel="Delete service account"
      onConfirm={async () => {
        await remove.mutateAsync(account.id)
        props.onDeleted?.()
      }}
    />
  )
}
