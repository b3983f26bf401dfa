/** A property of a transform or predicate that cannot be used, in the words of Kafka's ConfigDef. */
export class TransformConfigError extends Error {
  constructor(
    /** Full name, as `transforms.mask.fields`. */
    readonly property: string,
    message: string,
  ) {
    super(message)
    this.name = 'TransformConfigError'
  }
}
