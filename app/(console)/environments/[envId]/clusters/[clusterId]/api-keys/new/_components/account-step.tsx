import { UserRound } from 'lucide-react'
import { Controller } from 'react-hook-form'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Field } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'
import type { ApiKeyForm } from './api-key-form'

const cards = [
  {
    value: 'MY_ACCOUNT',
    title: 'My account',
    description:
      'Create an API key for your user account. Anyone with this credential has all of your access permissions. Recommended for development.',
    icon: <UserRound />,
  },
]

export function AccountStep({ form }: WizardStepProps<ApiKeyForm>) {
  return (
    <Field label="Select account for API key" error={form.formState.errors.account?.message}>
      <Controller
        control={form.control}
        name="account"
        render={({ field }) => (
          <RadioCards value={field.value} onValueChange={field.onChange} cards={cards} columns={1} />
        )}
      />
    </Field>
  )
}
