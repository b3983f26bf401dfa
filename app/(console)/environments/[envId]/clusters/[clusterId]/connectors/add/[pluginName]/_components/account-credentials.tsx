'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { type z } from 'zod'
import { readError } from '@/components/patterns/error-state'
import { NameDialog } from '@/components/patterns/name-dialog'
import { ShowAs } from '@/components/patterns/show-as'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { aclsQuery, useCreateAcls, type AclRow } from '@/lib/queries/acls'
import { requests } from '@/lib/queries/requests'
import { serviceAccountsQuery, useCreateServiceAccount } from '@/lib/queries/service-accounts'
import { useDeniedReason } from '@/lib/queries/session'
import { createServiceAccountInput } from '@/lib/service-accounts/schema'
import { toPath, type FormValues } from '../../../_components/form-values'
import { topicsOf } from './chosen-topics'
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

/** The account as which the connector works, and the ACLs that it lacks for its topics. */
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
      {account === '' ? null : <NeededAcls form={form} account={account} />}
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

function NeededAcls({ form, account }: Pick<WizardStepProps<FormValues>, 'form'> & { account: string }) {
  const { spec, place, topics } = useWizardScope()
  const { data: acls } = useQuery({ ...aclsQuery(place.clusterId), retry: false })
  const add = useCreateAcls()
  const cannotAdd = useDeniedReason('acls:create', place)
  const missing = neededAcls(spec.type, topicsOf(spec, form.getValues(), topics), `User:${account}`).filter(
    (needed) => !acls?.some((acl) => covers(acl, needed)),
  )
  if (!acls || missing.length === 0 || cannotAdd) return null
  const verb = spec.type === 'source' ? 'write to' : 'read from'
  return (
    <section aria-label="Missing rights" className="flex flex-col gap-3">
      <Banner
        tone="warning"
        title={`The account may not do all that it takes to ${verb} the topics yet`}
        action={
          <Button size="sm" isLoading={add.isPending} onClick={() => add.mutate({ place, rows: missing })}>
            Add ACLs
          </Button>
        }
      >
        Add the ACLs that this connector needs, or bind a role to the account.
      </Banner>
      {add.isError ? <Banner tone="danger">{readError(add.error).message}</Banner> : null}
      <ShowAs requests={[requests.acls.create(place, missing)]} />
    </section>
  )
}

type Need = Pick<AclRow, 'resource_type' | 'resource_name' | 'pattern_type'> & { operations: string[] }

/** Sinks also keep their position in a group, and dead letters in a topic, both named after the connector's id. */
const sinkNeeds: Need[] = [
  {
    resource_type: 'GROUP',
    resource_name: 'connect-lcc-',
    pattern_type: 'PREFIXED',
    operations: ['READ'],
  },
  {
    resource_type: 'TOPIC',
    resource_name: 'dlq-lcc-',
    pattern_type: 'PREFIXED',
    operations: ['CREATE', 'WRITE'],
  },
]

function neededAcls(type: 'source' | 'sink', topics: readonly string[], principal: string): AclRow[] {
  const operations = type === 'source' ? ['WRITE', 'DESCRIBE'] : ['READ', 'DESCRIBE']
  const own = topics.map((topic): Need => ({
    resource_type: 'TOPIC',
    resource_name: topic,
    pattern_type: 'LITERAL',
    operations,
  }))
  return [...own, ...(type === 'sink' ? sinkNeeds : [])].flatMap(({ operations: some, ...resource }) =>
    some.map((operation) => ({ ...resource, principal, host: '*', operation, permission: 'ALLOW' })),
  )
}

/** Whether an ACL gives what is needed: Kafka lets READ and WRITE imply DESCRIBE. */
function covers(acl: AclRow, needed: AclRow): boolean {
  if (acl.permission !== 'ALLOW' || acl.resource_type !== needed.resource_type) return false
  if (acl.principal !== needed.principal && acl.principal !== 'User:*') return false
  const isImplied = needed.operation === 'DESCRIBE' && ['READ', 'WRITE'].includes(acl.operation)
  if (acl.operation !== needed.operation && acl.operation !== 'ALL' && !isImplied) return false
  if (acl.resource_name === '*') return true
  return acl.pattern_type === 'PREFIXED'
    ? needed.resource_name.startsWith(acl.resource_name)
    : acl.resource_name === needed.resource_name && needed.pattern_type === 'LITERAL'
}
