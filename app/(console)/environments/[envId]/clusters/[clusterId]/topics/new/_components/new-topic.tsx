'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { LeaveGuard } from '@/components/patterns/leave-guard'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Switch } from '@/components/ui/switch'
import { paths } from '@/lib/paths'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'
import { useCreateTopic } from '@/lib/queries/topics'
import { AdvancedSettings } from './advanced-settings'
import { shownInput, toCreateInput, topicFormDefaults, topicFormSchema, weekMs } from './topic-form'
import { TopicSummary } from './topic-summary'

type Props = { environmentId: string; clusterId: string }

export function NewTopic({ environmentId, clusterId }: Props) {
  const router = useRouter()
  const topicsHref = paths.topics(environmentId, clusterId)
  const crumbs = useClusterCrumbs(
    environmentId,
    clusterId,
    { label: 'Topics', href: topicsHref },
    { label: 'New topic' },
  )
  const create = useCreateTopic(clusterId)
  const cannotCreate = useDeniedReason('topics:create', { environmentId, clusterId, anywhere: true })
  const [isAdvanced, setIsAdvanced] = useState(false)
  const form = useZodForm(topicFormSchema, topicFormDefaults)
  const { errors, isDirty, isSubmitting, isSubmitSuccessful } = form.formState
  const values = form.watch()
  const submit = form.handleSubmit(async (topic) => {
    try {
      await create.mutateAsync(toCreateInput(topic, isAdvanced))
      router.push(paths.topic(environmentId, clusterId, topic.topic_name))
    } catch (error) {
      form.setError('root', { message: showServerErrors(form, error) ?? '' })
    }
  })
  const isInfinite = values.retentionMs === '-1'
  return (
    <Page>
      <PageHeader title="New topic" breadcrumb={crumbs} />
      <form
        noValidate
        className="grid items-start gap-6 lg:grid-cols-[minmax(0,35rem)_minmax(16rem,20rem)]"
        onSubmit={(event) => void submit(event)}
      >
        <div className="flex flex-col gap-5">
          <Field label="Topic name" isRequired error={errors.topic_name?.message}>
            {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose, and this is its first field */}
            <Input autoFocus isMono placeholder="orders" {...form.register('topic_name')} />
          </Field>
          <Field
            label="Partitions"
            isRequired
            error={errors.partitions_count?.message}
            hint="How many consumers of one group can read at the same time. Can be raised later, never lowered."
          >
            <Input className="w-32" inputMode="numeric" {...form.register('partitions_count')} />
          </Field>
          <Switch
            label="Enable infinite retention for this topic"
            hint="Messages are kept until the topic is deleted, as long as the disk has room."
            checked={isInfinite}
            onCheckedChange={(isOn) =>
              form.setValue('retentionMs', isOn ? '-1' : weekMs, { shouldDirty: true, shouldValidate: true })
            }
          />
          <div>
            <Button
              variant="link"
              aria-expanded={isAdvanced}
              aria-controls="advanced-settings"
              onClick={() => setIsAdvanced(!isAdvanced)}
            >
              <ChevronRight
                aria-hidden="true"
                className={isAdvanced ? 'rotate-90 transition-transform' : 'transition-transform'}
              />
              {isAdvanced ? 'Hide advanced settings' : 'Show advanced settings'}
            </Button>
          </div>
          <div id="advanced-settings" hidden={!isAdvanced}>
            {isAdvanced ? <AdvancedSettings form={form} /> : null}
          </div>
          {errors.root?.message ? <Banner tone="danger">{errors.root.message}</Banner> : null}
          <div className="flex flex-wrap gap-2 border-t pt-4">
            <Button type="submit" variant="primary" isLoading={isSubmitting} disabledReason={cannotCreate}>
              {isAdvanced ? 'Save & create' : 'Create with defaults'}
            </Button>
            <Button asChild>
              <Link href={topicsHref}>Cancel</Link>
            </Button>
          </div>
          <ShowAs
            requests={[requests.topics.create({ environmentId, clusterId }, shownInput(values, isAdvanced))]}
          />
        </div>
        <TopicSummary values={values} />
      </form>
      <LeaveGuard
        isActive={isDirty && !isSubmitting && !isSubmitSuccessful}
        text="The topic is not created yet. What you entered is lost when you leave."
      />
    </Page>
  )
}
