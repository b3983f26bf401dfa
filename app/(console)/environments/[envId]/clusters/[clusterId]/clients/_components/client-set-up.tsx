'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs'
import { useState, type ReactNode } from 'react'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Banner } from '@/components/ui/banner'
import { Checkbox } from '@/components/ui/checkbox'
import { RadioCards } from '@/components/ui/radio-cards'
import { Switch } from '@/components/ui/switch'
import { bootstrapServerOf, clusterQuery, protocolOf } from '@/lib/queries/clusters'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'
import { KeyStep } from './key-step'
import { clientSnippets, takesRegistry } from './registry-snippets'
import { languages, placeholders, registryPlaceholders, type Credentials, type Language } from './snippets'
import { TopicStep } from './topic-step'

type Props = { environmentId: string; clusterId: string }

/** Language, key, topic, snippets: a program that runs, with the key filled in. */
export function ClientSetUp({ environmentId, clusterId }: Props) {
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'Clients' })
  const { data: cluster } = useQuery(clusterQuery(environmentId, clusterId))
  const [language, setLanguage] = useQueryState(
    'language',
    parseAsStringLiteral(languages.map(({ value }) => value)).withDefault('python'),
  )
  const [topic, setTopic] = useQueryState('topic', parseAsString.withDefault(''))
  // The secret lives in this page's memory only.
  const [credentials, setCredentials] = useState<Credentials | null>(null)
  const [registryCredentials, setRegistryCredentials] = useState<Credentials | null>(null)
  const [hasRegistry, setHasRegistry] = useQueryState('registry', parseAsBoolean.withDefault(false))
  const [isShown, setIsShown] = useState(true)
  const { data: registries } = useQuery(schemaRegistriesQuery(environmentId))
  const registry = registries?.[0]
  const bootstrap = cluster && bootstrapServerOf(cluster)
  const snippets = clientSnippets(language, {
    bootstrap: bootstrap ?? '{{ BOOTSTRAP_SERVER }}',
    protocol: cluster ? protocolOf(cluster) : 'SASL_PLAINTEXT',
    hasOwnCa: cluster?.status.certificate?.ca_certificate_pem !== undefined,
    topic: topic || 'my-topic',
    ...(credentials && isShown ? credentials : placeholders),
    registry:
      hasRegistry && registry
        ? {
            url: registry.spec.http_endpoint,
            ...(registryCredentials && isShown ? registryCredentials : registryPlaceholders),
          }
        : undefined,
  })
  return (
    <Page>
      <PageHeader
        title="Set up a client"
        breadcrumb={crumbs}
        description={
          cluster
            ? `A program that writes to and reads from ${cluster.spec.display_name}, ready to run.`
            : undefined
        }
      />
      <ol className="flex max-w-200 flex-col gap-7">
        <Step number={1} title="Choose your language">
          <RadioCards
            aria-label="Language"
            columns={4}
            value={language}
            onValueChange={(value) => void setLanguage(value as Language)}
            cards={languages}
          />
        </Step>
        <Step number={2} title="Select an API key" isDone={credentials !== null}>
          <KeyStep
            resourceId={clusterId}
            environmentId={environmentId}
            bootstrap={bootstrap}
            credentials={credentials}
            onChange={(next) => {
              setCredentials(next)
              setIsShown(true)
            }}
          />
        </Step>
        <Step number={3} title="Set up a topic" isDone={topic !== ''}>
          <TopicStep
            environmentId={environmentId}
            clusterId={clusterId}
            topic={topic}
            onChange={(next) => void setTopic(next || null)}
          />
        </Step>
        <Step number={4} title="Choose a format" isDone={hasRegistry && registryCredentials !== null}>
          <Switch
            label="With Schema Registry (Avro)"
            hint={
              takesRegistry(language)
                ? 'Values go by an Avro schema that the registry keeps, and the viewer shows them decoded.'
                : 'kcat reads Avro but cannot write it: choose another language for this.'
            }
            checked={hasRegistry && takesRegistry(language)}
            onCheckedChange={(isOn) => void setHasRegistry(isOn || null)}
            isDisabled={!registry || !takesRegistry(language)}
          />
          {hasRegistry && registry && takesRegistry(language) ? (
            <div role="group" aria-labelledby="registry-key" className="flex flex-col gap-2">
              <p id="registry-key" className="text-sm font-medium">
                API key of the Schema Registry
              </p>
              <KeyStep
                resourceId={registry.id}
                environmentId={environmentId}
                credentials={registryCredentials}
                onChange={(next) => {
                  setRegistryCredentials(next)
                  setIsShown(true)
                }}
              />
            </div>
          ) : null}
        </Step>
        <Step number={5} title="Copy the snippets">
          {credentials ? (
            <Checkbox label="Show API keys" checked={isShown} onCheckedChange={setIsShown} />
          ) : (
            <p className="text-muted text-sm">
              With a key chosen above, the placeholders are filled in and the program runs as it stands.
            </p>
          )}
          {cluster && !bootstrap ? (
            <Banner tone="info">
              The cluster is still being provisioned. Its bootstrap server appears here by itself.
            </Banner>
          ) : null}
          {snippets.map((snippet) => (
            <div key={snippet.fileName} className="flex flex-col gap-1.5">
              <h3 className="text-sm font-medium">{snippet.title}</h3>
              <CodeBlock
                text={snippet.text}
                label={snippet.title}
                title={<span className="font-mono text-xs">{snippet.fileName}</span>}
                downloadName={snippet.fileName}
                maxHeight="md"
              />
            </div>
          ))}
        </Step>
      </ol>
    </Page>
  )
}

function Step(props: { number: number; title: string; isDone?: boolean; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 gap-y-3">
      <span
        aria-hidden="true"
        className={
          props.isDone
            ? 'bg-accent text-on-accent flex size-6 items-center justify-center rounded-full text-xs font-medium'
            : 'bg-accent-soft text-accent flex size-6 items-center justify-center rounded-full text-xs font-medium'
        }
      >
        {props.isDone ? '✓' : props.number}
      </span>
      <h2 className="self-center text-base font-medium">{props.title}</h2>
      <div className="col-start-2 flex min-w-0 flex-col gap-3.5">{props.children}</div>
    </li>
  )
}
