'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { z } from 'zod'
import { useZodForm } from '@/components/patterns/form'
import { Button, IconButton } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import type { Credentials } from './snippets'

const schema = z.object({
  key: z
    .string()
    .trim()
    .regex(/^[A-Z0-9]{16}$/, 'A key has 16 upper-case letters and digits.'),
  // Quotes or line ends would end the value in a configuration file; no secret of ours has them.
  secret: z
    .string()
    .trim()
    .regex(/^[\w+/=.~-]+$/, 'Paste the secret as it stands in the key file.'),
})

export function EnterKeyDialog(props: {
  keys: readonly ApiKeyDto[]
  onClose: () => void
  onApply: (credentials: Credentials) => void
}) {
  const form = useZodForm(schema, { key: '', secret: '' })
  const { errors } = form.formState
  const [isShown, setIsShown] = useState(false)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Enter API key details"
      description="Both stay in this browser tab; nothing is sent."
      isSticky
    >
      <form
        noValidate
        className={dialogFormStyles}
        onSubmit={(event) => void form.handleSubmit(props.onApply)(event)}
      >
        <DialogBody>
          <Field label="Key" isRequired error={errors.key?.message}>
            <Controller
              control={form.control}
              name="key"
              render={({ field }) => (
                <Combobox
                  ref={field.ref}
                  value={field.value || undefined}
                  onValueChange={field.onChange}
                  noun="API keys"
                  options={props.keys.map(({ id, spec }) => ({
                    value: id,
                    label: id,
                    hint: spec.display_name || spec.description,
                  }))}
                  onCreate={field.onChange}
                />
              )}
            />
          </Field>
          <Field label="Secret" isRequired error={errors.secret?.message}>
            <Input
              isMono
              type={isShown ? 'text' : 'password'}
              autoComplete="off"
              trailing={
                <IconButton
                  label={isShown ? 'Hide' : 'Reveal'}
                  size="icon-xs"
                  aria-pressed={isShown}
                  onClick={() => setIsShown(!isShown)}
                >
                  {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
                </IconButton>
              }
              {...form.register('secret')}
            />
          </Field>
        </DialogBody>
        <DialogFooter>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Apply
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
