'use client'

import { z } from 'zod'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { requests } from '@/lib/queries/requests'
import { useCreateTopic } from '@/lib/queries/topics'
import { createTopicInput, defaultPartitions, topicName } from '@/lib/topics/schema'

type Props = {
  place: { environmentId: string; clusterId: string }
  isOpen: boolean
  onClose: () => void
  onCreated: (name: string) => void
}

export function NewTopicDialog(props: Props) {
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Add new topic"
      isSticky
    >
      {props.isOpen ? <NewTopicForm {...props} /> : null}
    </Dialog>
  )
}

const schema = z.object({
  topic_name: topicName,
  partitions_count: z.coerce
    .number<string | number>()
    .pipe(createTopicInput.shape.partitions_count.unwrap().unwrap()),
})

function NewTopicForm({ place, onClose, onCreated }: Props) {
  const create = useCreateTopic(place.clusterId)
  const form = useZodForm(schema, { topic_name: '', partitions_count: defaultPartitions })
  const submit = form.handleSubmit(async (topic) => {
    try {
      await create.mutateAsync(topic)
      onCreated(topic.topic_name)
      onClose()
    } catch (error) {
      const rest = showServerErrors(form, error)
      if (rest) form.setError('root', { message: rest })
    }
  })
  const { errors, isSubmitting } = form.formState
  const watched = form.watch()
  return (
    // The dialog stands inside of the wizard's form in React's tree: its submit must not go on to it.
    <form
      noValidate
      className={dialogFormStyles}
      onSubmit={(event) => {
        event.stopPropagation()
        void submit(event)
      }}
    >
      <DialogBody>
        <Field label="Topic name" error={errors.topic_name?.message}>
          <Input isMono {...form.register('topic_name')} />
        </Field>
        <Field
          label="Partitions"
          error={errors.partitions_count?.message}
          hint="Everything else as the cluster has it: messages are kept for one week."
        >
          <Input inputMode="numeric" {...form.register('partitions_count')} />
        </Field>
        {errors.root ? <Banner tone="danger">{errors.root.message}</Banner> : null}
        <ShowAs
          requests={[
            requests.topics.create(place, {
              topic_name: watched.topic_name,
              partitions_count: Number(watched.partitions_count),
            }),
          ]}
        />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" isLoading={isSubmitting}>
          Create with defaults
        </Button>
      </DialogFooter>
    </form>
  )
}
