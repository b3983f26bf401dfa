'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { type z } from 'zod'
import { readError } from '@/components/patterns/error-state'
import { NameDialog } from '@/components/patterns/name-dialog'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { plural } from '@/lib/format/numbers'
import { useGrantConnectorRights } from '@/lib/queries/connector-checks'
import { requests } from '@/lib/queries/requests'
import { serviceAccountsQuery, useCreateServiceAccount } from '@/lib/queries/service-accounts'
import { useDeniedReason } from '@/lib/queries/session'
import { createServiceAccountInput } from '@/lib/service-accounts/schema'
import { configOf, toPath, type FormValues } from '../../../_components/form-values'
import { useWizardScope } from './wizard-context'

export const modePath = toPath('kafka.auth.mode')
export const accountPath = toPath('kafka.service.account.id')

const accountName = createServiceAccountInput.shape.display_name as z.ZodType<string, string>

export function AccountName({ id }: { id: string }) {
  const { data } = useQuery(serviceAccountsQuery)
  return (
    <>
      {data?.find((account) => account.id === id)?.display_name}{' '}
      <span className="text-muted font-mono text-xs">{id}</span>
    </>
  )
}

/** The account as which the connector works, and the ACLs that it lacks. */
export function AccountCredentials({ form }: Pick<WizardStepProps<FormValues>, 'form'>) {
  const { data: accounts, isPending } = useQuery(serviceAccountsQuery)
  const create = useCreateServiceAccount()
  const [isCreating, setIsCreating] = useState(false)
  const cannotCreate = useDeniedReason('service-accounts:create')
  const account = useWatch({ control: form.control, name: accountPath }) ?? ''
  return (
    <>
      <Field
        label="Service account"
        isRequired
        error={form.formState.errors[accountPath]?.message}
        hint="The connector gets an API key of this account, which nobody sees."
      >
        <Controller
          control={form.control}
          name={accountPath}
          render={({ field }) => (
            <Combobox
              value={field.value}
              onValueChange={field.onChange}
              noun="service accounts"
              placeholder="Choose a service account"
              isLoading={isPending}
              options={(accounts ?? []).map(({ id, display_name: label }) => ({
                value: id,
                label,
                hint: id,
              }))}
            />
          )}
        />
      </Field>
      <Button className="w-fit" disabledReason={cannotCreate} onClick={() => setIsCreating(true)}>
        <Plus aria-hidden="true" />
        Create a new one
      </Button>
      {account === '' ? null : <NeededRights key={account} form={form} />}
      <NameDialog
        isOpen={isCreating}
        onOpenChange={setIsCreating}
        title="Create service account"
        label="Name"
        hint="It starts without rights."
        initial=""
        schema={accountName}
        actionLabel="Create service account"
        requestsOf={(name) => [requests.serviceAccounts.create({ display_name: name, description: '' })]}
        onSubmit={async (name) => {
          const made = await create.mutateAsync({ display_name: name, description: '' })
          form.setValue(accountPath, made.id)
        }}
      />
    </>
  )
}

/** What the account lacks in Kafka for all that is configured; the server knows what that is. */
function NeededRights({ form }: Pick<WizardStepProps<FormValues>, 'form'>) {
  const { spec, place } = useWizardScope()
  const grant = useGrantConnectorRights(place.clusterId)
  const denied = useDeniedReason('acls:create', place)
  const granted = grant.data
  return (
    <section aria-label="Rights of the account" className="flex flex-col items-start gap-2">
      <p className="text-muted text-sm">
        The account needs rights for the topics, and for what the connector keeps of its own in Kafka.
      </p>
      <Button
        isLoading={grant.isPending}
        disabledReason={denied}
        onClick={() => grant.mutate(configOf(spec, form.getValues()))}
      >
        Add all ACLs this connector needs
      </Button>
      <div className="flex w-full flex-col gap-2" aria-live="polite">
        {grant.isError ? (
          <Banner tone="danger" title="No ACL was added">
            {readError(grant.error).message}
          </Banner>
        ) : null}
        {granted ? (
          <Banner
            tone="ok"
            title={granted.length === 0 ? 'The account lacks nothing' : plural(granted.length, 'ACL')}
          >
            {granted.map(({ operation, resource_type, resource_name, pattern_type }) => (
              <span
                key={`${operation} ${resource_type} ${resource_name}`}
                className="block font-mono text-xs"
              >
                {operation} {resource_type} {resource_name}
                {pattern_type === 'PREFIXED' ? '*' : ''}
              </span>
            ))}
          </Banner>
        ) : null}
      </div>
    </section>
  )
}
