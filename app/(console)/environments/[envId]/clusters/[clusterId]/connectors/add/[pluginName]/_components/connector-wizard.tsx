'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { parseAsString, useQueryState } from 'nuqs'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { ErrorState } from '@/components/patterns/error-state'
import { Wizard } from '@/components/patterns/wizard/wizard'
import { Button } from '@/components/ui/button'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { nextConnectorName, type ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { isSecretProperty } from '@/lib/connectors/config/secret-names'
import { paths } from '@/lib/paths'
import { connectorsQuery, useCreateConnector } from '@/lib/queries/connectors'
import { sessionQuery } from '@/lib/queries/session'
import { topicsQuery } from '@/lib/queries/topics'
import { readableRefusal } from '../../../_components/field-problems'
import {
  configOf,
  extrasOf,
  extrasPath,
  extrasText,
  formValuesOf,
  secretPaths,
  shortLabel,
  toPath,
  type FormValues,
} from '../../../_components/form-values'
import { draftKeyOf } from '../../_components/connector-drafts'
import { endHandover, waitingFor } from '../../_components/handover'
import { ImportButton } from '../../_components/import-button'
import { credentialKindOf, credentialPath } from './credentials-step'
import { RequestPreview } from './request-preview'
import { stepOfField } from './server-check'
import { WizardContext } from './wizard-context'
import { WizardPanel } from './wizard-panel'
import { wizardSteps } from './wizard-steps'

/** From where on there is enough to go by. */
const previewSteps = ['configuration', 'sizing', 'review']

type Place = { environmentId: string; clusterId: string }

/** The whole wizard of any connector comes from its spec. */
export function ConnectorWizard({ className, ...place }: Place & { className: string }) {
  const { data: connectors, error, refetch } = useQuery(connectorsQuery(place.clusterId))
  const { data: me } = useQuery(sessionQuery)
  const [imports, setImports] = useState(0)
  const [, setStep] = useQueryState('step', parseAsString)
  const spec = findConnectorSpec(className)
  if (!spec) return null
  if (connectors && me) {
    const taken = connectors.map(({ name }) => name)
    const onImported = (imported: string): boolean => {
      if (imported !== className) return false
      setImports(imports + 1)
      void setStep('review')
      return true
    }
    return (
      <SpecWizard
        key={imports}
        spec={spec}
        place={place}
        taken={taken}
        userId={me.user.id}
        onImported={onImported}
      />
    )
  }
  return error ? (
    <ErrorState title="The connectors could not be read" error={error} onRetry={() => void refetch()} />
  ) : null
}

/** Secrets within properties that no field describes. */
const stripSecrets =
  (spec: ConnectorSpec) =>
  (values: FormValues): FormValues => {
    const extras = Object.entries(extrasOf(values)).filter(
      ([name, value]) => !isSecretProperty(spec, name, value),
    )
    return { ...values, [extrasPath]: extrasText(Object.fromEntries(extras)) }
  }

function SpecWizard(props: {
  spec: ConnectorSpec
  place: Place
  taken: readonly string[]
  userId: string
  onImported: (className: string) => boolean
}) {
  const { spec, place, taken } = props
  const { environmentId, clusterId } = place
  const router = useRouter()
  const { data: topics } = useQuery(topicsQuery(clusterId))
  const create = useCreateConnector(place)
  const [handover] = useState(() => waitingFor(clusterId, spec.className))
  useEffect(endHandover, [])
  const title = `Add ${spec.subtitle} connector`
  const crumbs = useClusterCrumbs(
    environmentId,
    clusterId,
    { label: 'Connectors', href: paths.connectors(environmentId, clusterId) },
    { label: title },
  )
  const scope = { spec, place, topics, notes: handover?.notes ?? [] }
  const steps = wizardSteps(scope, taken)
  const valuesOf = (config: Record<string, string>): FormValues => ({
    ...formValuesOf(spec, { name: nextConnectorName(spec, taken), ...config }),
    [credentialPath]: credentialKindOf(config),
  })
  const finish = async (values: FormValues) => {
    const config = configOf(spec, values)
    const name = config.name ?? ''
    try {
      await create.mutateAsync({ name, config })
    } catch (error) {
      throw readableRefusal(
        spec,
        error,
        spec.steps.map(({ id }) => id),
      )
    }
    router.push(paths.connector(environmentId, clusterId, name))
  }
  return (
    <WizardContext value={{ ...scope, steps }}>
      <Wizard<FormValues>
        title={title}
        header={<Breadcrumb items={crumbs} />}
        actions={
          <div className="flex flex-wrap items-center gap-2">
            <Button asChild variant="ghost">
              <Link
                href={paths.connectorProperties(environmentId, clusterId, spec.className)}
                target="_blank"
              >
                All properties
              </Link>
            </Button>
            <ImportButton place={place} onImported={props.onImported} />
          </div>
        }
        steps={steps}
        defaultValues={valuesOf({})}
        handedOver={handover ? valuesOf(handover.config) : undefined}
        draftKey={draftKeyOf(props.userId, clusterId, spec.className)}
        draftKeeping="browser"
        secretFields={secretPaths(spec)}
        secretLabel={(path) => {
          const field = spec.fields.find(({ name }) => toPath(name) === path)
          return field ? shortLabel(field) : path
        }}
        stripDraft={stripSecrets(spec)}
        stepOf={(path) => stepOfField(scope, path)}
        summaryTitle="What will run"
        summaryExtra={(values) => <WizardPanel values={values} />}
        footAction={(stepId, now) =>
          previewSteps.includes(stepId) ? <RequestPreview configNow={() => configOf(spec, now())} /> : null
        }
        finishLabel="Launch"
        onFinish={finish}
        cancelHref={paths.connectorCatalog(environmentId, clusterId)}
      />
    </WizardContext>
  )
}
