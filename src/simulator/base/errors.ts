/** A refusal as AWS answers it: `__type`, `Message` and an HTTP status. */
export class ServiceError extends Error {
  /**
   * @param type the exception's name without a namespace, such as `ResourceInUseException`
   * @param status HTTP status; AppStream answers 400 for all its own exceptions
   */
  constructor(
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/**
 * The error for a resource that does not exist.
 * (V) CreateImageBuilder: The message for an image that does not exist has these words. [log]
 * (U) Every operation: The message for a missing resource of another kind has the same words.
 */
export function notFound(kind: string, name: string, accountId: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `The ${kind} ${name} for account ${accountId} does not exist.`);
}

/**
 * The error for a second resource of the same name.
 * (U) Every operation: The wording of the refusal of a second resource of the same name.
 */
export function alreadyExists(kind: string, name: string): ServiceError {
  return new ServiceError('ResourceAlreadyExistsException', `The ${kind} ${name} already exists.`);
}

/**
 * The error for members that exclude or require one another.
 * (U) Every operation: The wording of the refusals of members that exclude or require one another.
 */
export function badCombination(message: string): ServiceError {
  return new ServiceError('InvalidParameterCombinationException', message);
}

/**
 * The error for a value outside a documented limit that the model lacks.
 * (U) Every operation: A limit that is documented but not in the model is refused in the same words as the model's limits.
 */
export function outOfRange(member: string, value: number, min: number, max: number): ServiceError {
  const [word, limit] = value < min ? ['greater', min] : ['less', max];
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member[0]?.toLowerCase()}${member.slice(1)}' failed to satisfy ` +
      `constraint: Member must have value ${word} than or equal to ${limit}`,
  );
}

/** The same for a value that has no upper limit. */
export function tooSmall(member: string, value: number, min: number): ServiceError {
  return outOfRange(member, value, min, Infinity);
}

/** The error for a value that breaks a documented rule that the model lacks, worded like the model's own. */
export function badValue(member: string, value: string, constraint: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/**
 * The error for a missing member that the documentation requires and the model does not, worded like the model's own.
 * @param member such as `iconS3Location.s3Key`
 */
export function lacking(member: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/**
 * The error for an operation that the present state forbids.
 * (U) Every operation: The wording of refusals because of a state.
 */
export function notPermitted(message: string): ServiceError {
  return new ServiceError('OperationNotPermittedException', message);
}

/**
 * The error for a change or deletion while something else needs the resource.
 * (U) Every operation: The wording of refusals because a resource is in use, where no mark says otherwise.
 */
export function inUse(message: string): ServiceError {
  return new ServiceError('ResourceInUseException', message);
}
