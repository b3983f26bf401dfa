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
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
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
              { label: 'Reachable from', value: reachOf(cluster, bootstrap) },
            ]}
          />
          <p className="text-muted border-t pt-3 text-sm">
            {cluster.spec.external
              ? 'The listener belongs to your own Kafka. Its addresses and certificates are managed there.'
              : 'No listener of this cluster is anonymous. The listeners between broker, controller and Tributary use generated passwords and are not meant for clients.'}
          </p>
        </CardBody>
      </Card>
      <Card>
        <CardHeader title="client.properties" />
        <CardBody className="flex flex-col gap-3">
          <CodeBlock text={clientProperties(bootstrap, protocol, mechanisms)} label="client.properties" />
          <p className="text-muted text-sm">
            Put an API key and its secret in the marked places. The page{' '}
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
    </div>
  )
}

function mechanismsOf(cluster: ClusterDto, protocol: string): string[] {
  if (!protocol.startsWith('SASL_')) return []
  const { external } = cluster.spec
  if (!external) return ['PLAIN', 'SCRAM-SHA-512']
  return external.sasl_mechanism ? [external.sasl_mechanism] : []
}

const isLoopback = (bootstrap: string) => /^(localhost|127\.|\[::1\])/.test(bootstrap)
const reachOf = (cluster: ClusterDto, bootstrap: string) =>
  cluster.spec.external
    ? 'Wherever its network allows'
    : isLoopback(bootstrap)
      ? 'This machine only'
      : 'The network of this machine'

function clientProperties(bootstrap: string, protocol: string, mechanisms: readonly string[]): string {
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
  return `${lines.join('\n')}\n`
}
