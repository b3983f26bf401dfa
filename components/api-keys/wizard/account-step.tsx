import { useQuery } from '@tanstack/react-query'
import { Bot, UserRound } from 'lucide-react'
import { Controller, useWatch } from 'react-hook-form'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Badge } from '@/components/ui/badge'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { Segmented } from '@/components/ui/segmented'
import { Textarea } from '@/components/ui/textarea'
import { serviceAccountsQuery } from '@/lib/queries/service-accounts'
import { useDeniedReason } from '@/lib/queries/session'
import type { ApiKeyForm } from './api-key-form'

const cards = [
  {
    value: 'MY_ACCOUNT',
    title: 'My account',
    badge: <Badge tone="neutral">For development</Badge>,
    description:
      'Create an API key for your user account. Anyone with this credential has all of your access permissions.',
    icon: <UserRound />,
  },
  {
    value: 'SERVICE_ACCOUNT',
    title: 'Service account',
    badge: <Badge>For production</Badge>,
    description:
      'Create an API key for an account that a program uses. Give it the few permissions that the program needs.',
    icon: <Bot />,
  },
]

export function AccountStep({ form }: WizardStepProps<ApiKeyForm>) {
  const account = useWatch({ control: form.control, name: 'account' })
  return (
    <>
      <Field label="Select account for API key" error={form.formState.errors.account?.message}>
        <Controller
          control={form.control}
          name="account"
          render={({ field }) => (
            <RadioCards value={field.value} onValueChange={field.onChange} cards={cards} columns={1} />
          )}
        />
      </Field>
      {account === 'SERVICE_ACCOUNT' ? <ServiceAccountFields form={form} /> : null}
    </>
  )
}

function ServiceAccountFields({ form }: Pick<WizardStepProps<ApiKeyForm>, 'form'>) {
  const { control, formState } = form
  const { errors } = formState
  const mode = useWatch({ control, name: 'accountMode' })
  const accounts = useQuery(serviceAccountsQuery)
  const cannotCreate = useDeniedReason('service-accounts:create')
  return (
    <>
      <Controller
        control={control}
        name="accountMode"
        render={({ field }) => (
          <Segmented
            aria-label="Which service account"
            value={field.value}
            onValueChange={field.onChange}
            segments={[
              { value: 'existing', label: 'Existing account' },
              ...(cannotCreate ? [] : [{ value: 'new', label: 'Create a new one' }]),
            ]}
          />
        )}
      />
      {mode === 'existing' ? (
        <Field label="Service account" isRequired error={errors.serviceAccountId?.message}>
          <Controller
            control={control}
            name="serviceAccountId"
            render={({ field }) => (
              <Combobox
                value={field.value}
                onValueChange={field.onChange}
                noun="service accounts"
                placeholder="Choose a service account"
                isLoading={accounts.isPending}
                options={(accounts.data ?? []).map(({ id, display_name: label }) => ({
                  value: id,
                  label,
                  hint: id,
                }))}
              />
            )}
          />
        </Field>
      ) : (
        <>
          <Field label="New service account name" isRequired error={errors.newAccountName?.message}>
            <Input {...form.register('newAccountName')} placeholder="orders-service" />
          </Field>
          <Field
            label="Description"
            isOptional
            hint="What the program does."
            error={errors.newAccountDescription?.message}
          >
            <Textarea {...form.register('newAccountDescription')} />
          </Field>
        </>
      )}
    </>
  )
}
