'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { toast } from '@/components/ui/toast'
import type { DeadLetter } from '@/lib/connectors/dead-letters/schema'
import { useRedrive } from '@/lib/queries/dead-letters'
import { draftOf } from '../../../../_components/messages/form/message-draft'
import { MessageFields } from '../../../../_components/messages/form/message-fields'
import { useContracts } from '../../../../_components/messages/form/use-contracts'
import { useMessageForm } from '../../../../_components/messages/form/use-message-form'
import type { ConnectorPlace } from './dead-letters'
import { RedriveTarget } from './redrive-target'

type Props = { place: ConnectorPlace; letter: DeadLetter; onClose: () => void }

/** Key, value and headers as they are, to be put right; then it goes the same way as unedited ones. */
export function EditLetterDialog(props: Props) {
  const topic = props.letter.failure.origin?.topic ?? ''
  const { isLoading, registryId, hasContract } = useContracts(props.place.environmentId, topic)
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Edit and send again"
      size="lg"
      isSticky
    >
      {isLoading ? (
        <DialogBody>
          <Skeleton className="h-64 w-full" />
        </DialogBody>
      ) : (
        <EditForm {...props} topic={topic} registryId={registryId} hasContract={hasContract} />
      )}
    </Dialog>
  )
}

function EditForm(
  props: Props & { topic: string; registryId: string | null; hasContract: { key: boolean; value: boolean } },
) {
  const { place, letter, onClose } = props
  const { partition, offset } = letter
  const redrive = useRedrive(place.clusterId, place.name)
  const [topic, setTopic] = useState<string>()
  const [again, setAgain] = useState(false)
  const message = useMessageForm({
    topic: props.topic,
    registryId: props.registryId,
    hasContract: props.hasContract,
    draft: draftOf(letter),
    send: async ({ partition: _own, ...edited }) => {
      const [outcome] = await redrive.mutateAsync({
        letters: [{ partition, offset }],
        again,
        edited,
        ...(topic === undefined ? {} : { topic }),
      })
      if (outcome?.status !== 'SENT')
        throw new Error(
          outcome?.message ??
            'It was sent again meanwhile. Choose to send it once more if you want it twice.',
        )
      toast('Message sent again, edited')
      onClose()
    },
  })
  const { form, element, submit } = message
  return (
    <form ref={element} noValidate className={dialogFormStyles} onSubmit={(event) => void submit(event)}>
      <DialogBody>
        <MessageFields environmentId={place.environmentId} message={message} />
        <RedriveTarget clusterId={place.clusterId} topic={topic} onTopicChange={setTopic} />
        {letter.redrive ? (
          <Checkbox
            label="Send it once more"
            hint="It was sent again before. A target without keys would hold it twice."
            checked={again}
            onCheckedChange={setAgain}
          />
        ) : null}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          disabled={letter.redrive !== null && !again}
          isLoading={form.formState.isSubmitting}
        >
          Send edited message
        </Button>
      </DialogFooter>
    </form>
  )
}
