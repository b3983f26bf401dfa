'use client'

import { z } from 'zod'
import { useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ApiRequest } from '@/lib/queries/show-as'
import { readError } from './error-state'
import { useZodForm } from './form'
import { ShowAs } from './show-as'

export type NameDialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: string
  label: string
  hint?: string
  initial?: string
  /** How a name has to look. */
  schema: z.ZodType<string, string>
  actionLabel: string
  /** What this name sends, for "Show as". */
  requestsOf: (name: string) => readonly ApiRequest[]
  /** A rejected promise is shown at the field; a resolved one closes the dialog. */
  onSubmit: (name: string) => Promise<unknown>
}

/** Asks for one name: a new thing, or a new name for one. */
export function NameDialog(props: NameDialogProps) {
  return (
    <Dialog isOpen={props.isOpen} onOpenChange={props.onOpenChange} title={props.title} size="sm" isSticky>
      {props.isOpen ? <NameForm {...props} /> : null}
    </Dialog>
  )
}

function NameForm(props: NameDialogProps) {
  const form = useZodForm(z.object({ name: props.schema }), { name: props.initial ?? '' })
  const [failure, setFailure] = useState<string | null>(null)
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ name }) => {
    setFailure(null)
    try {
      if (name !== props.initial) await props.onSubmit(name)
      props.onOpenChange(false)
    } catch (error) {
      setFailure(readError(error).message)
    }
  })
  return (
    <form
      noValidate
      className={dialogFormStyles}
      onSubmit={(event) => {
        // In React's tree the dialog may stand inside of a wizard's form, which must not go on.
        event.stopPropagation()
        void submit(event)
      }}
    >
      <DialogBody>
        <Field label={props.label} hint={props.hint} error={errors.name?.message}>
          <Input {...form.register('name')} onFocus={(event) => event.target.select()} />
        </Field>
        {failure ? <Banner tone="danger">{failure}</Banner> : null}
        <ShowAs requests={props.requestsOf(form.watch('name'))} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={() => props.onOpenChange(false)}>Cancel</Button>
        <Button type="submit" variant="primary" isLoading={isSubmitting}>
          {props.actionLabel}
        </Button>
      </DialogFooter>
    </form>
  )
}
