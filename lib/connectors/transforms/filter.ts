import type { TransformBuilder } from './transform-builder'

/** What it drops is chosen by its predicate. */
export const buildFilter: TransformBuilder = () => () => null
