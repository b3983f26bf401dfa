'use client'

import { Download } from 'lucide-react'
import { useState } from 'react'
import { downloadFile } from '@/components/patterns/download-file'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { CopyableId } from '@/components/ui/copy-button'
import { Switch } from '@/components/ui/switch'
import type { ClusterDto } from '@/lib/clusters/schema'
import { formatDay } from '@/lib/format/dates'
import { useDeniedReason } from '@/lib/queries/session'
import { ConfirmChange } from '@/components/clusters/confirm-change'
import { GiveCertificate } from './give-certificate'
import { restartOf } from './restart-of'

type Listener = NonNullable<ClusterDto['status']['listeners']>[number]

const words: Record<Listener['name'], { title: string; login: string }> = {
  TLS: { title: 'TLS', login: 'API key, by PLAIN or SCRAM-SHA-512' },
  CLIENT: { title: 'Without encryption', login: 'API key, by PLAIN or SCRAM-SHA-512' },
  ANONYMOUS: {
    title: 'Without authentication',
    login: 'None: every program on this machine may use every topic',
  },
}

/** What a cluster on this machine listens on, and the switches that change it. */
export function ListenersCard({ cluster }: { cluster: ClusterDto }) {
  const listeners = cluster.status.listeners ?? []
  return (
    <Card>
      <CardHeader title="Listeners" />
      <CardBody className="flex flex-col gap-5">
        {listeners.map((listener) => (
          <section key={listener.name} aria-label={words[listener.name].title}>
            <h3 className="mb-2 text-sm font-medium">{words[listener.name].title}</h3>
            <Facts
              items={[
                {
                  label: 'Bootstrap server',
                  value: (
                    <CopyableId
                      id={listener.bootstrap_servers}
                      label={`Copy the address of the listener ${words[listener.name].title}`}
                      className="-my-0.75"
                    />
                  ),
                },
                {
                  label: 'Security protocol',
                  value: <span className="font-mono text-xs">{listener.protocol}</span>,
                },
                { label: 'Login', value: words[listener.name].login },
                {
                  label: 'Reachable from',
                  value: listener.reach === 'LOOPBACK' ? 'This machine only' : 'The network of this machine',
                },
              ]}
            />
          </section>
        ))}
        <p className="text-muted border-t pt-3 text-sm">
          The listeners between brokers, controllers and Tributary use generated passwords and are not meant
          for clients.
        </p>
      </CardBody>
    </Card>
  )
}

/** A change restarts brokers, so each is confirmed. What is wished and not there yet is said. */
export function ListenerSwitches({ cluster }: { cluster: ClusterDto }) {
  const denied = useDeniedReason('clusters:update', cluster.metadata.resource_name)
  const [asked, setAsked] = useState<'tls' | 'anonymous' | 'certificate' | null>(null)
  const { listeners } = cluster.spec
  const { certificate, listeners: present = [] } = cluster.status
  if (!listeners) return null
  const hasTls = listeners.tls !== 'NONE'
  const has = (name: Listener['name']) => present.some((listener) => listener.name === name)
  const isPending = has('TLS') !== hasTls || has('ANONYMOUS') !== listeners.anonymous
  const close = (isOpen: boolean) => setAsked(isOpen ? asked : null)
  return (
    <Card>
      <CardHeader title="Encryption and authentication" />
      <CardBody className="flex flex-col gap-4">
        {isPending ? (
          <Banner tone="info">
            The brokers are restarting, one after another, with their new listeners.
          </Banner>
        ) : null}
        <Switch
          checked={hasTls}
          onCheckedChange={() => setAsked('tls')}
          isDisabled={denied !== undefined}
          label="TLS"
          hint="Clients connect by SASL_SSL. The listener without encryption stays on loopback, for programs on this machine."
        />
        {hasTls && certificate ? (
          <div className="flex flex-col gap-3 pl-10.5">
            <Facts
              items={[
                {
                  label: 'Certificate',
                  value: listeners.tls === 'GIVEN' ? 'Given' : 'Made for this cluster',
                },
                { label: 'Valid for', value: namesIn(certificate.subject_alternative_names) },
                { label: 'Runs out', value: formatDay(certificate.expires_at) },
              ]}
            />
            <div className="flex flex-wrap gap-2">
              {certificate.ca_certificate_pem ? (
                <Button
                  size="sm"
                  onClick={() =>
                    downloadFile(
                      `${cluster.id}-ca.pem`,
                      certificate.ca_certificate_pem ?? '',
                      'application/x-pem-file',
                    )
                  }
                >
                  <Download aria-hidden="true" />
                  Download CA certificate
                </Button>
              ) : null}
              <Button size="sm" disabledReason={denied} onClick={() => setAsked('certificate')}>
                Use a certificate of your own
              </Button>
            </div>
          </div>
        ) : null}
        <Switch
          checked={listeners.anonymous}
          onCheckedChange={() => setAsked('anonymous')}
          isDisabled={denied !== undefined}
          label="Listener without authentication"
          hint="For tutorials that know no login. On loopback only."
        />
        {listeners.anonymous ? (
          <Banner tone="warning">
            Every program on this machine may read, write and delete everything on this cluster without a key.
          </Banner>
        ) : null}
        {denied ? <p className="text-faint text-sm">{denied}</p> : null}
      </CardBody>
      <ConfirmChange
        cluster={cluster}
        isOpen={asked === 'tls'}
        onOpenChange={close}
        title={hasTls ? 'Turn TLS off' : 'Turn TLS on'}
        change={{ listeners: { tls: hasTls ? 'NONE' : 'GENERATED' } }}
        consequences={[
          restartOf(cluster),
          hasTls
            ? 'Clients that connect by SASL_SSL lose their listener and need the other address.'
            : 'A certificate is made. Clients need its CA certificate, which can be downloaded here afterwards.',
          hasTls
            ? 'The certificate’s authority is kept: turned on again, clients go on with the same CA file.'
            : 'Clients on the listener without encryption go on.',
        ]}
      />
      <ConfirmChange
        cluster={cluster}
        isOpen={asked === 'anonymous'}
        onOpenChange={close}
        title={
          listeners.anonymous
            ? 'Turn the listener without authentication off'
            : 'Turn the listener without authentication on'
        }
        isDangerous={!listeners.anonymous}
        change={{ listeners: { anonymous: !listeners.anonymous } }}
        consequences={[
          restartOf(cluster),
          listeners.anonymous
            ? 'Programs that use it lose their connection and their rights.'
            : 'Every program and every user of this machine may then read, write and delete everything on this cluster without a key.',
        ]}
      />
      <GiveCertificate cluster={cluster} isOpen={asked === 'certificate'} onOpenChange={close} />
    </Card>
  )
}

const namesIn = (text: string): string =>
  text.replaceAll(/\b(?:DNS|IP Address):/g, '').replace(/\b0:0:0:0:0:0:0:1\b/, '::1')
