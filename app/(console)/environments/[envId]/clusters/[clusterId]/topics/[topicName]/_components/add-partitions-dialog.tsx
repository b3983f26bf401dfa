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
import { useAddPartitions } from '@/lib/queries/topics'
import { maxPartitions } from '@/lib/topics/schema'
import type { TopicPlace } from './topic-place'

type Props = { place: TopicPlace; present: number; onClose: () => void }

export function AddPartitionsDialog({ place, present, onClose }: Props) {
  const add = useAddPartitions(place.clusterId, place.topic)
  const schema = z.object({
    partitions_count: z
      .string()
      .regex(/^\s*\d+\s*$/, 'Enter a whole number.')
      .transform(Number)
      .pipe(
        z
          .int()
          .min(present + 1, `The topic has ${present}. Enter ${present + 1} or more.`)
          .max(maxPartitions, `At most ${maxPartitions} partitions.`),
      ),
  })
  const form = useZodForm(schema, { partitions_count: String(present + 1) })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ partitions_count: count }) => {
    try {
      await add.mutateAsync(count)
      onClose()
    } catch (error) {
      form.setError('root', { message: showServerErrors(form, error) ?? '' })
    }
  })
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Add partitions"
      description={`${place.topic} has ${present} now.`}
      isSticky
    >
      <form noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
        <DialogBody>
          <Field label="Partitions in all" isRequired error={errors.partitions_count?.message}>
            <Input className="w-32" inputMode="numeric" {...form.register('partitions_count')} />
          </Field>
          <Banner tone="warning">
            Partitions cannot be removed again. Messages with a key may go to another partition than before,
            so their order across the change is not kept.
          </Banner>
          {errors.root?.message ? <Banner tone="danger">{errors.root.message}</Banner> : null}
          <ShowAs
            requests={[
              requests.topics.addPartitions(place, place.topic, Number(form.watch('partitions_count'))),
            ]}
          />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isLoading={isSubmitting}>
            Add partitions
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
