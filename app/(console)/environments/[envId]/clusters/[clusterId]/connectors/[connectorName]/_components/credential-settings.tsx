'use client'

import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { toPath, type FormValues } from '../../_components/form-values'

const keyPath = toPath('kafka.api.key')
const secretPath = toPath('kafka.api.secret')

/** The key in use is write-only; another pair replaces both. */
export function CredentialSettings({ form }: { form: UseFormReturn<FormValues> }) {
  const { errors, defaultValues, dirtyFields } = form.formState
  const [isOpen, setIsOpen] = useState(false)
  const isReplacing = isOpen || dirtyFields[keyPath] || dirtyFields[secretPath]
  const set = (key: string, secret: string) => {
    form.setValue(keyPath, key, { shouldDirty: true })
    form.setValue(secretPath, secret, { shouldDirty: true })
    form.clearErrors([keyPath, secretPath])
  }
  return (
    <section aria-label="Kafka credentials" className="flex flex-col items-start gap-3">
      <h2 className="text-sm font-medium tracking-normal">Kafka credentials</h2>
      {isReplacing ? (
        <div className="grid w-full gap-4 sm:grid-cols-2">
          <Field label="API key" isRequired error={errors[keyPath]?.message}>
            <Input isMono {...form.register(keyPath)} />
          </Field>
          <Field label="API secret" isRequired error={errors[secretPath]?.message}>
            <Input isMono type="password" {...form.register(secretPath)} />
          </Field>
        </div>
      ) : (
        <p className="text-muted text-sm">
          An API key and its secret are stored encrypted. They are never shown again.
        </p>
      )}
      <Button
        size="sm"
        onClick={() => {
          setIsOpen(!isReplacing)
          if (isReplacing) set(defaultValues?.[keyPath] ?? '', defaultValues?.[secretPath] ?? '')
          else set('', '')
        }}
      >
        {isReplacing ? 'Keep the present key' : 'Use another API key'}
      </Button>
    </section>
  )
}
