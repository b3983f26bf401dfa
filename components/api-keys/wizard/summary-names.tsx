'use client'

import { useQuery } from '@tanstack/react-query'
import { clustersQuery } from '@/lib/queries/clusters'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'
import { serviceAccountsQuery } from '@/lib/queries/service-accounts'
import { isNewAccount, resourceIdOf, type ApiKeyForm } from './api-key-form'

function Named({ name, id }: { name: string | undefined; id: string }) {
  return (
    <>
      {name} <span className="text-muted font-mono text-xs">{id}</span>
    </>
  )
}

export function AccountName({ form }: { form: ApiKeyForm }) {
  const accounts = useQuery({ ...serviceAccountsQuery, enabled: form.serviceAccountId !== '' }).data
  if (form.account === 'MY_ACCOUNT') return 'My account'
  if (isNewAccount(form)) return form.newAccountName ? `${form.newAccountName} (new)` : 'New service account'
  if (form.serviceAccountId === '') return 'Service account'
  const name = accounts?.find(({ id }) => id === form.serviceAccountId)?.display_name
  return <Named name={name} id={form.serviceAccountId} />
}

export function ResourceName({ form }: { form: ApiKeyForm }) {
  const { resource, environmentId } = form
  const has = environmentId !== ''
  const clusters = useQuery({ ...clustersQuery(environmentId), enabled: has && resource === 'KAFKA' }).data
  const registries = useQuery({
    ...schemaRegistriesQuery(environmentId),
    enabled: has && resource === 'SCHEMA_REGISTRY',
  }).data
  const id = resourceIdOf(form)
  if (resource === 'CLOUD') return 'Cloud resource management'
  if (resource === 'GLOBAL') return 'Global'
  if (id === '') return resource === 'KAFKA' ? 'Kafka cluster' : 'Schema Registry'
  const named = [...(clusters ?? []), ...(registries ?? [])].find((one) => one.id === id)
  return <Named name={named?.spec.display_name} id={id} />
}
