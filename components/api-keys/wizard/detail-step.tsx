import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import type { ApiKeyForm } from './api-key-form'

export function DetailStep({ form }: WizardStepProps<ApiKeyForm>) {
  const { errors } = form.formState
  return (
    <>
      <Field label="Name" isOptional error={errors.displayName?.message}>
        <Input {...form.register('displayName')} placeholder="orders-service" />
      </Field>
      <Field
        label="Description"
        isOptional
        hint="What uses the key, so that you know later which one to delete."
        error={errors.description?.message}
      >
        <Textarea {...form.register('description')} />
      </Field>
    </>
  )
}
