'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { ErrorState } from '@/components/patterns/error-state'
import { Wizard } from '@/components/patterns/wizard/wizard'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { nextConnectorName, type ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { paths } from '@/lib/paths'
import { connectorsQuery, useCreateConnector } from '@/lib/queries/connectors'
import { topicsQuery } from '@/lib/queries/topics'
import { readableRefusal } from '../../../_components/field-problems'
import { configOf, formValuesOf, secretPaths, type FormValues } from '../../../_components/form-values'
import { credentialPath, myAccount } from './credentials-step'
import { WizardContext } from './wizard-context'
import { WizardPanel } from './wizard-panel'
import { wizardSteps } from './wizard-steps'

type Place = { environmentId: string; clusterId: string }

/** The whole wizard of any connector comes from its spec. */
export function ConnectorWizard({ className, ...place }: Place & { className: string }) {
  const { data: connectors, error, refetch } = useQuery(connectorsQuery(place.clusterId))
  const spec = findConnectorSpec(className)
  if (!spec) return null
  if (connectors) {
    const taken = connectors.map(({ name }) => name)
    return <SpecWizard spec={spec} place={place} taken={taken} />
  }
  return error ? (
    <ErrorState title="The connectors could not be read" error={error} onRetry={() => void refetch()} />
  ) : null
}

function SpecWizard({ spec, place, taken }: { spec: ConnectorSpec; place: Place; taken: readonly string[] }) {
  const { environmentId, clusterId } = place
  const router = useRouter()
  const { data: topics } = useQuery(topicsQuery(clusterId))
  const create = useCreateConnector(place)
  const title = `Add ${spec.subtitle} connector`
  const crumbs = useClusterCrumbs(
    environmentId,
    clusterId,
    { label: 'Connectors', href: paths.connectors(environmentId, clusterId) },
    { label: title },
  )
  const scope = { spec, place, topics }
  const steps = wizardSteps(scope, taken)
  const finish = async (values: FormValues) => {
    const config = configOf(spec, values)
    const name = config.name ?? ''
    try {
      await create.mutateAsync({ name, config })
    } catch (error) {
      throw readableRefusal(spec, error, ['review'])
    }
    router.push(paths.connector(environmentId, clusterId, name))
  }
  return (
    <WizardContext value={{ ...scope, steps }}>
      <Wizard<FormValues>
        title={title}
        header={<Breadcrumb items={crumbs} />}
        steps={steps}
        defaultValues={{
          ...formValuesOf(spec, { name: nextConnectorName(spec, taken) }),
          [credentialPath]: myAccount,
        }}
        draftKey={`connector.${clusterId}.${spec.className}`}
        secretFields={secretPaths(spec)}
        summaryTitle="What will run"
        summaryExtra={(values) => <WizardPanel values={values} />}
        finishLabel="Launch"
        onFinish={finish}
        cancelHref={paths.connectorCatalog(environmentId, clusterId)}
      />
    </WizardContext>
  )
}
