'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { useQuery } from '@tanstack/react-query'
import { readError } from '@/components/patterns/error-state'
import { useZodForm } from '@/components/patterns/form'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { createApiKeyInput } from '@/lib/api-keys/schema'
import { createApiKeyRequest, useCreateApiKey, type CreatedApiKey } from '@/lib/queries/api-keys'
import { sessionQuery } from '@/lib/queries/session'
import { downloadApiKeyFile } from './api-key-file'
import { KeyAndSecret } from './key-and-secret'

export type CreateApiKeyDialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** What the key is for: a Kafka cluster, or a Schema Registry. */
  resourceId: string
  environmentId?: string
  /** Whose key; mine when left out. */
  owner?: { id: string; name: string } | undefined
  /** host:port of a cluster, for the download. */
  bootstrap?: string | undefined
  /** Proposed text of the description. */
  description?: string
  /** Called once, when the dialog closes with a key made. Keep the secret in component state only. */
  onCreated: (apiKey: CreatedApiKey) => void
}

/** A key in two steps: description, then key, secret and download. */
export function CreateApiKeyDialog(props: CreateApiKeyDialogProps) {
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const resource = props.resourceId.startsWith('lsrc-') ? 'Schema Registry' : 'cluster'
  const close = () => {
    if (created) props.onCreated(created)
    setCreated(null)
    props.onOpenChange(false)
  }
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={(isOpen) => (isOpen ? props.onOpenChange(true) : close())}
      title="Create API key"
      description={
        created
          ? undefined
          : props.owner
            ? `A key of ${props.owner.name} for this ${resource}. Anyone with it has what that account may do.`
            : `A key of your account for this ${resource}. Anyone with it has all of your access permissions.`
      }
      isSticky
    >
      {created ? (
        <>
          <DialogBody>
            <KeyAndSecret apiKey={created} />
          </DialogBody>
          <DialogFooter>
            <Button
              variant="primary"
              onClick={() => {
                downloadApiKeyFile({ ...created, bootstrap: props.bootstrap })
                close()
              }}
            >
              <Download aria-hidden="true" />
              Download and continue
            </Button>
          </DialogFooter>
        </>
      ) : (
        <DescriptionForm {...props} onCreated={setCreated} onCancel={close} />
      )}
    </Dialog>
  )
}

const schema = z.object({ description: createApiKeyInput.shape.spec.shape.description })

function DescriptionForm(props: {
  resourceId: string
  environmentId?: string
  owner?: { id: string; name: string } | undefined
  description?: string
  onCreated: (apiKey: CreatedApiKey) => void
  onCancel: () => void
}) {
  const create = useCreateApiKey()
  const form = useZodForm(schema, { description: props.description ?? '' })
  const { data: me } = useQuery(sessionQuery)
  const keyOf = (description: string) => ({
    ownerId: props.owner?.id ?? me?.user.id ?? '',
    resourceId: props.resourceId,
    environmentId: props.environmentId,
    description,
  })
  const submit = form.handleSubmit(({ description }) =>
    create.mutate(keyOf(description), { onSuccess: props.onCreated }),
  )
  return (
    <form
      className={dialogFormStyles}
      onSubmit={(event) => {
        // In React's tree the dialog may stand inside of a wizard's form, which must not go on.
        event.stopPropagation()
        void submit(event)
      }}
    >
      <DialogBody>
        <Field
          label="Description"
          isOptional
          hint="What uses the key, so that you know later which one to delete."
          error={form.formState.errors.description?.message}
        >
          <Input {...form.register('description')} placeholder="Orders service on staging" />
        </Field>
        <ShowAs requests={[createApiKeyRequest(keyOf(form.watch('description') ?? ''))]} />
        {create.isError ? <Banner tone="danger">{readError(create.error).message}</Banner> : null}
      </DialogBody>
      <DialogFooter>
        <Button onClick={props.onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isLoading={create.isPending}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  )
}
