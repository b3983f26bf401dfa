'use client'

import type { ReactNode } from 'react'
import { Controller } from 'react-hook-form'
import { Banner } from '@/components/ui/banner'
import { Checkbox } from '@/components/ui/checkbox'
import { HeaderFields } from './header-fields'
import { KeyFields, ValueFields } from './part-fields'
import type { MessageForm } from './use-message-form'

/** What a message is made of; `children` stand before its headers. */
export function MessageFields(props: { environmentId: string; message: MessageForm; children?: ReactNode }) {
  const { form, registryId, submit } = props.message
  const isTombstone = form.watch('isTombstone')
  const { errors } = form.formState
  const shared = { environmentId: props.environmentId, registryId, form, onSubmit: () => void submit() }
  return (
    <>
      <KeyFields {...shared} part={props.message.key} />
      {isTombstone ? null : <ValueFields {...shared} part={props.message.value} />}
      <Controller
        control={form.control}
        name="isTombstone"
        render={({ field }) => (
          <Checkbox
            label="No value (tombstone)"
            hint="On a compacted topic this removes the key."
            checked={field.value}
            onCheckedChange={field.onChange}
          />
        )}
      />
      {props.children}
      <HeaderFields form={form} />
      {errors.root?.message ? <Banner tone="danger">{errors.root.message}</Banner> : null}
    </>
  )
}
