'use client'

import { useQuery } from '@tanstack/react-query'
import { Box, Boxes, Building2, ChevronRight, Layers } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { cn } from '@/components/ui/class-names'
import { clusterCrn, environmentCrn, parseCrn } from '@/lib/crn'
import { clustersQuery } from '@/lib/queries/clusters'
import { environmentsQuery } from '@/lib/queries/environments'
import type { RoleBindingDto } from '@/lib/role-bindings/schema'
import { resourceText } from '../../_components/place-names'

type Props = {
  root: string
  rootName: string
  current: string
  bindings: readonly RoleBindingDto[]
  onChoose: (crn: string) => void
}

const isIn = (crn: string, place: string): boolean => crn === place || crn.startsWith(`${place}/`)
const countIn = (bindings: readonly RoleBindingDto[], place: string): number =>
  bindings.filter(({ crn_pattern: crn }) => isIn(crn, place)).length

/** Organization → environments → clusters → resources that roles are bound to. A level is read when it is opened. */
export function PlaceTree(props: Props) {
  const { root, bindings } = props
  const { data: environments } = useQuery(environmentsQuery)
  const organizationId = parseCrn(root)?.organizationId ?? ''
  return (
    <nav
      aria-label="Places"
      className="max-h-56 shrink-0 overflow-y-auto rounded-lg border p-1.5 lg:max-h-none lg:w-68"
    >
      <Row
        {...props}
        crn={root}
        name={props.rootName}
        icon={<Building2 />}
        depth={0}
        count={bindings.length}
      />
      <ul>
        {environments?.map(({ id, display_name: name }) => (
          <li key={id}>
            <EnvironmentNode {...props} crn={environmentCrn(organizationId, id)} id={id} name={name} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function EnvironmentNode(props: Props & { crn: string; id: string; name: string }) {
  const { crn, current, bindings } = props
  const [isChosenOpen, setIsOpen] = useState<boolean | null>(null)
  const isOpen = isChosenOpen ?? (isIn(current, crn) || countIn(bindings, crn) > 0)
  const { data: clusters } = useQuery({ ...clustersQuery(props.id), enabled: isOpen })
  const organizationId = parseCrn(crn)?.organizationId ?? ''
  return (
    <>
      <Row
        {...props}
        icon={<Layers />}
        depth={1}
        count={countIn(bindings, crn)}
        isOpen={isOpen}
        onToggle={() => setIsOpen(!isOpen)}
      />
      {isOpen ? (
        <ul>
          {clusters?.map(({ id, spec }) => (
            <li key={id}>
              <ClusterNode
                {...props}
                crn={clusterCrn(organizationId, props.id, id)}
                name={spec.display_name}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function ClusterNode(props: Props & { crn: string; name: string }) {
  const { crn, bindings } = props
  const resources = [
    ...new Set(
      bindings.flatMap(({ crn_pattern: pattern }) => (pattern.startsWith(`${crn}/`) ? [pattern] : [])),
    ),
  ].sort()
  const [isOpen, setIsOpen] = useState(isIn(props.current, crn))
  return (
    <>
      <Row
        {...props}
        icon={<Boxes />}
        depth={2}
        count={countIn(bindings, crn)}
        isOpen={resources.length > 0 ? isOpen : undefined}
        onToggle={() => setIsOpen(!isOpen)}
      />
      {isOpen ? (
        <ul>
          {resources.map((pattern) => {
            const resource = parseCrn(pattern)?.resource
            return resource ? (
              <li key={pattern}>
                <Row
                  {...props}
                  crn={pattern}
                  name={resourceText(resource)}
                  icon={<Box />}
                  depth={3}
                  count={countIn(bindings, pattern)}
                />
              </li>
            ) : null
          })}
        </ul>
      ) : null}
    </>
  )
}

const indents = ['', 'pl-4', 'pl-8', 'pl-12'] as const

function Row(
  props: Pick<Props, 'current' | 'onChoose'> & {
    crn: string
    name: string
    icon: ReactNode
    depth: 0 | 1 | 2 | 3
    count: number
    isOpen?: boolean | undefined
    onToggle?: () => void
  },
) {
  const isCurrent = props.current === props.crn
  return (
    <div className={cn('flex items-center', indents[props.depth])}>
      {props.isOpen === undefined ? (
        <span className="w-5 shrink-0" />
      ) : (
        <button
          type="button"
          aria-expanded={props.isOpen}
          aria-label={`${props.isOpen ? 'Close' : 'Open'} ${props.name}`}
          onClick={props.onToggle}
          className="text-faint hover:text-fg flex size-6 w-5 shrink-0 items-center justify-center rounded-sm"
        >
          <ChevronRight
            aria-hidden="true"
            className={cn('size-3.5 transition-transform', props.isOpen && 'rotate-90')}
          />
        </button>
      )}
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => props.onChoose(props.crn)}
        className={cn(
          'text-muted hover:bg-hover hover:text-fg flex h-7.5 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left text-sm transition-colors [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.6]',
          isCurrent && 'bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent font-medium',
        )}
      >
        <span aria-hidden="true">{props.icon}</span>
        <span className="min-w-0 flex-1 truncate">{props.name}</span>
        {props.count > 0 ? <span className="text-faint text-xs font-normal">{props.count}</span> : null}
      </button>
    </div>
  )
}
