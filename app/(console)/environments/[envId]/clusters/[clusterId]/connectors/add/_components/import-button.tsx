'use client'

import { FileInput } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { sessionQuery } from '@/lib/queries/session'
import { useConnectorDrafts } from './connector-drafts'
import { handOver } from './handover'
import { ImportDialog } from './import-dialog'

/** Reads a pasted configuration and goes to the review of the wizard with it. */
export function ImportButton(props: {
  place: { environmentId: string; clusterId: string }
  /** The wizard that one is in takes it over by itself. */
  onImported?: (className: string) => boolean
}) {
  const { environmentId, clusterId } = props.place
  const router = useRouter()
  const [isOpen, setIsOpen] = useState(false)
  const { data: me } = useQuery(sessionQuery)
  const drafts = useConnectorDrafts(me?.user.id, clusterId)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>
        <FileInput aria-hidden="true" />
        Paste JSON or properties
      </Button>
      {isOpen ? (
        <ImportDialog
          hasDraft={(className) => drafts.some((draft) => draft.className === className)}
          onClose={() => setIsOpen(false)}
          onImport={({ className, config, name, warnings, problems }) => {
            setIsOpen(false)
            handOver({
              clusterId,
              className,
              config: name === undefined ? config : { ...config, name },
              notes: [...problems, ...warnings],
            })
            if (props.onImported?.(className)) return
            router.push(`${paths.connectorWizard(environmentId, clusterId, className)}?step=review`)
          }}
        />
      ) : null}
    </>
  )
}
