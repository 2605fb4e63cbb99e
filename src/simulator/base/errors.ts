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

/** The error for a resource that does not exist. AWS words it so for images (V); for other kinds it is a guess (U). */
export function notFound(kind: string, name: string, accountId: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `The ${kind} ${name} for account ${accountId} does not exist.`);
}

/** A second resource of the same name. The wording is a guess (U). */
export function alreadyExists(kind: string, name: string): ServiceError {
  return new ServiceError('ResourceAlreadyExistsException', `The ${kind} ${name} already exists.`);
}

/** Members that do not go together, or are missing though the model calls them optional. The wordings are guesses (U). */
export function badCombination(message: string): ServiceError {
  return new ServiceError('InvalidParameterCombinationException', message);
}

/** A value outside a limit that the documentation states and the model lacks, worded as the model's own limits are (U). */
export function outOfRange(member: string, value: number, min: number, max: number): ServiceError {
  const [word, limit] = value < min ? ['greater', min] : ['less', max];
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member[0]?.toLowerCase()}${member.slice(1)}' failed to satisfy ` +
      `constraint: Member must have value ${word} than or equal to ${limit}`,
  );
}

/** The same for what has no upper limit. */
export function tooSmall(member: string, value: number, min: number): ServiceError {
  return outOfRange(member, value, min, Infinity);
}

/** A value that breaks a rule which the documentation states and the model lacks, worded as the model's own are (U). */
export function badValue(member: string, value: string, constraint: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}

/** A member that the documentation wants and the model does not, worded as the model's own are (U). @param member `iconS3Location.s3Key` */
export function lacking(member: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

/** What the state of things forbids. The wordings are guesses (U). */
export function notPermitted(message: string): ServiceError {
  return new ServiceError('OperationNotPermittedException', message);
}

/** The error for a change or deletion while something else needs the resource. Most wordings are guesses (U); the README names those of AWS. */
export function inUse(message: string): ServiceError {
  return new ServiceError('ResourceInUseException', message);
}
