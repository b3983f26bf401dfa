'use client'

import { ShowAs } from '@/components/patterns/show-as'
import { UrlTabs } from '@/components/ui/tabs'
import { requests } from '@/lib/queries/requests'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import type { VersionDto } from '@/lib/subjects/rest-schema'
import { atRegistry } from './at-registry'
import { MetadataView, ReferenceList, ruleKinds, RulesView } from './contract-parts'
import { registerInputOf } from './register-input'
import { SchemaView } from './schema-view'
import { schemaFileName } from './shown-schema'
import { VersionHistory } from './version-history'

export function ContractTabs(props: {
  registry: RegistryDto
  version: VersionDto
  versions: readonly number[]
  onShow: (version: number) => void
}) {
  const { registry, version, versions } = props
  const { subject, references, metadata, ruleSet, schemaType } = version
  const facts = Object.keys(metadata?.properties ?? {}).length + Object.keys(metadata?.tags ?? {}).length
  const rules = ruleKinds.reduce((sum, { key }) => sum + (ruleSet?.[key]?.length ?? 0), 0)
  const register = requests.subjects.register(registry.id, subject, registerInputOf(version))
  return (
    <UrlTabs
      label="Data contract"
      param="of"
      tabs={[
        {
          id: 'schema',
          label: 'Schema',
          content: (
            <div className="flex min-w-0 flex-col gap-4">
              <SchemaView
                type={schemaType}
                text={version.schema}
                fileName={schemaFileName(schemaType, subject, version.version)}
              />
              <ShowAs requests={[atRegistry(registry, register)]} />
            </div>
          ),
        },
        {
          id: 'references',
          label: 'References',
          count: references?.length || undefined,
          content: (
            <ReferenceList environmentId={registry.spec.environment.id} references={references ?? []} />
          ),
        },
        {
          id: 'metadata',
          label: 'Metadata',
          count: facts || undefined,
          content: <MetadataView metadata={metadata} />,
        },
        { id: 'rules', label: 'Rules', count: rules || undefined, content: <RulesView ruleSet={ruleSet} /> },
        {
          id: 'versions',
          label: 'Versions',
          count: versions.length,
          content: (
            <VersionHistory
              registryId={registry.id}
              subject={subject}
              versions={versions}
              shown={version.version}
              onShow={props.onShow}
            />
          ),
        },
      ]}
    />
  )
}
