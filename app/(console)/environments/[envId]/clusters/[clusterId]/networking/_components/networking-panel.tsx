'use client'

import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { WithCluster } from '@/components/clusters/with-cluster'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { CopyableId } from '@/components/ui/copy-button'
import type { ClusterDto } from '@/lib/clusters/schema'
import { paths } from '@/lib/paths'
import { bootstrapServerOf, protocolOf } from '@/lib/queries/clusters'
import { BrokersCard } from './brokers-card'
import { ListenersCard, ListenerSwitches } from './listeners-card'

type Props = { environmentId: string; clusterId: string }

export function NetworkingPanel({ environmentId, clusterId }: Props) {
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'Networking' })
  return (
    <Page>
      <PageHeader
        title="Networking"
        breadcrumb={crumbs}
        description="How clients reach this cluster."
        action={
          <Button asChild>
            <Link href={paths.newApiKey(environmentId, clusterId)}>
              <KeyRound aria-hidden="true" />
              Create API key
            </Link>
          </Button>
        }
      />
      <WithCluster environmentId={environmentId} clusterId={clusterId}>
        {(cluster) => <Listener cluster={cluster} />}
      </WithCluster>
    </Page>
  )
}

function Listener({ cluster }: { cluster: ClusterDto }) {
  const bootstrap = bootstrapServerOf(cluster)
  if (!bootstrap)
    return (
      <Banner tone="info" title="The cluster is being provisioned">
        Its address appears here as soon as its broker listens.
      </Banner>
    )
  const protocol = protocolOf(cluster)
  const mechanisms = mechanismsOf(cluster, protocol)
  const hasOwnCa = cluster.status.certificate?.ca_certificate_pem !== undefined
  const properties = (
    <PropertiesCard cluster={cluster} text={clientProperties(bootstrap, protocol, mechanisms, hasOwnCa)} />
  )
  if (cluster.spec.external)
    return (
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ExternalListener cluster={cluster} bootstrap={bootstrap} mechanisms={mechanisms} />
        {properties}
      </div>
    )
  const { brokers = [] } = cluster.status
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <ListenersCard cluster={cluster} />
        {brokers.length > 1 ? <BrokersCard brokers={brokers} /> : null}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <ListenerSwitches cluster={cluster} />
        {properties}
      </div>
    </div>
  )
}

function ExternalListener(props: { cluster: ClusterDto; bootstrap: string; mechanisms: readonly string[] }) {
  const { bootstrap, mechanisms } = props
  const protocol = protocolOf(props.cluster)
  return (
    <Card>
      <CardHeader title="Client listener" />
      <CardBody className="flex flex-col gap-4">
        <Facts
          items={[
            {
              label: 'Bootstrap server',
              value: <CopyableId id={bootstrap} label="Copy the bootstrap server" className="-my-0.75" />,
            },
            { label: 'Security protocol', value: <span className="font-mono text-xs">{protocol}</span> },
            {
              label: 'Mechanisms',
              value: mechanisms.length ? (
                <span className="font-mono text-xs">{mechanisms.join(', ')}</span>
              ) : (
                'None: this listener asks for no login'
              ),
            },
            { label: 'Encryption', value: protocol.endsWith('SSL') ? 'TLS' : 'None' },
            { label: 'Reachable from', value: 'Wherever its network allows' },
          ]}
        />
        <p className="text-muted border-t pt-3 text-sm">
          The listener belongs to your own Kafka. Its addresses and certificates are managed there; how
          Tributary connects is edited in the{' '}
          <Link
            className="text-accent underline underline-offset-2"
            href={paths.settings(props.cluster.spec.environment.id, props.cluster.id)}
          >
            cluster settings
          </Link>
          .
        </p>
      </CardBody>
    </Card>
  )
}

function PropertiesCard({ cluster, text }: { cluster: ClusterDto; text: string }) {
  return (
    <Card>
      <CardHeader title="client.properties" />
      <CardBody className="flex flex-col gap-3">
        <CodeBlock text={text} label="client.properties" />
        <p className="text-muted text-sm">
          Put an API key and its secret in the marked places
          {cluster.status.certificate?.ca_certificate_pem ? ', and the downloaded CA certificate in its' : ''}
          . The page{' '}
          <Link
            className="text-accent underline underline-offset-2"
            href={paths.clients(cluster.spec.environment.id, cluster.id)}
          >
            Clients
          </Link>{' '}
          fills them in for you, in several languages.
        </p>
      </CardBody>
    </Card>
  )
}

function mechanismsOf(cluster: ClusterDto, protocol: string): string[] {
  if (!protocol.startsWith('SASL_')) return []
  const { external } = cluster.spec
  if (!external) return ['PLAIN', 'SCRAM-SHA-512']
  return external.sasl_mechanism ? [external.sasl_mechanism] : []
}

function clientProperties(
  bootstrap: string,
  protocol: string,
  mechanisms: readonly string[],
  hasOwnCa: boolean,
): string {
  const lines = [`bootstrap.servers=${bootstrap}`, `security.protocol=${protocol}`]
  const [mechanism] = mechanisms
  if (mechanism) {
    const module = mechanism === 'PLAIN' ? 'plain.PlainLoginModule' : 'scram.ScramLoginModule'
    lines.push(
      `sasl.mechanism=${mechanism}`,
      `sasl.jaas.config=org.apache.kafka.common.security.${module} required \\`,
      '  username="<API key>" \\',
      '  password="<API secret>";',
    )
  }
  if (protocol.endsWith('SSL') && hasOwnCa)
    lines.push('ssl.truststore.type=PEM', 'ssl.truststore.location=<path of the CA certificate>')
  return `${lines.join('\n')}\n`
}
