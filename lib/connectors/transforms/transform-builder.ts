import type { Transform } from '../data/transform'
import type { Properties } from './properties'
import type { Side } from './side'

/** Makes a transform of its properties; those without variants are given the value's side. @throws TransformConfigError */
export type TransformBuilder = (properties: Properties, side: Side) => Transform
