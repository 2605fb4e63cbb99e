/**
 * How long AppStream takes, in seconds. `fleetStop` is from logs (V), and so is `fleetStart`: the time of create, start, stop and
 * delete together, less the stop. `builderStart` and `onDemandSession` are documented (D). All others are guesses (U).
 */
export const durations = {
  fleetStart: 500,
  elasticFleetStart: 60,
  fleetStop: 300,
  builderStart: 600,
  builderAgentUpdate: 300,
  builderStop: 120,
  builderDelete: 60,
  builderSnapshot: 900,
  appBlockBuilderStart: 300,
  appBlockBuilderStop: 120,
  imageCopy: 600,
  imageDelete: 30,
  imageImport: 1800,
  imageValidate: 600,
  imageUpdate: 7200,
  imageExport: 1800,
  softwareDeployment: 300,
  /** An On-Demand instance boots when its user connects, which takes one to two minutes. */
  onDemandSession: 90,
} as const;
