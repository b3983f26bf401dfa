'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { findField, type ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { paths } from '@/lib/paths'
import { ApiError } from '@/lib/queries/api'
import { useLaunchConnector } from '@/lib/queries/connectors'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'
import { topicsQuery } from '@/lib/queries/topics'
import { validateTopicName } from '@/lib/topics/schema'

type Props = {
  spec: ConnectorSpec
  place: { environmentId: string; clusterId: string }
  onClose: () => void
}

/** The short way: topic, template, Launch. Key and topic are made where they are missing, and it says so. */
export function LaunchDialog({ spec, place, onClose }: Props) {
  const { environmentId, clusterId } = place
  const router = useRouter()
  const dialog = spec.launchDialog
  const [topic, setTopic] = useState(dialog?.topicName ?? '')
  const [choice, setChoice] = useState(dialog?.values[0] ?? '')
  const [wasTried, setWasTried] = useState(false)
  const launch = useLaunchConnector(place)
  const { data: topics } = useQuery(topicsQuery(clusterId))
  const cannotLaunch = useDeniedReason('connectors:create', { ...place, anywhere: true })
  if (!dialog) return null
  const field = findField(spec, dialog.field)
  const cards = dialog.values.flatMap((value) => {
    const option = field?.options?.find((candidate) => candidate.value === value)
    return option ? [{ value, title: option.label, description: option.description }] : []
  })
  const problem = wasTried ? (validateTopicName(topic) ?? undefined) : undefined
  const refused = launch.error instanceof ApiError ? launch.error.fields : []
  const isKnown = topics?.some(({ name }) => name === topic)
  const input = { connector_class: spec.className, topic, config: { [dialog.field]: choice } }
  const submit = () => {
    setWasTried(true)
    if (validateTopicName(topic) !== null) return
    launch.mutate(input, {
      onSuccess: ({ name }) => {
        onClose()
        router.push(paths.connector(environmentId, clusterId, name))
      },
    })
  }
  return (
    <Dialog isOpen onOpenChange={onClose} title={dialog.title} description={dialog.text} size="lg" isSticky>
      <form
        noValidate
        className={dialogFormStyles}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <DialogBody>
          <Field
            label="Topic"
            error={problem ?? refused.find(({ path }) => path === 'topic')?.message}
            hint={
              topics === undefined
                ? undefined
                : isKnown
                  ? 'This topic exists. The messages are added to it.'
                  : 'A new topic with 6 partitions is made.'
            }
          >
            <Input value={topic} isMono onChange={(event) => setTopic(event.target.value)} />
          </Field>
          <Field label="Select a template">
            <RadioCards columns={3} value={choice} onValueChange={setChoice} cards={cards} />
          </Field>
          <p className="text-muted text-sm">
            The connector gets a new API key of your account. You find it under API keys; its secret stays
            with the connector.
          </p>
          <ShowAs requests={[requests.connectors.launch(place, input)]} />
          {launch.isError && refused.every(({ path }) => path !== 'topic') ? (
            <Banner tone="danger" title="The connector was not launched">
              {readError(launch.error).message}
            </Banner>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <Button asChild className="mr-auto">
            <Link href={paths.connectorWizard(environmentId, clusterId, spec.className)}>
              {dialog.advancedLabel}
            </Link>
          </Button>
          <Button
            type="submit"
            variant="primary"
            isLoading={launch.isPending}
            {...(cannotLaunch ? { disabledReason: cannotLaunch } : {})}
          >
            {dialog.launchLabel}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
