/**
 * How long AppStream takes, in seconds.
 * (V) StartFleet, StopFleet: A fleet's create, start, stop and delete take 750 to 960 s together, of which the stop takes about 300 s. [log]
 * (D) UpdateFleet: A further instance of a running fleet takes 10 to 20 minutes. [docs]
 * (D) StartImageBuilder, CreateImageBuilder: An image builder starts in 5 to 25 minutes. [docs]
 * (D) CreateStreamingURL: An On-Demand instance boots in one to two minutes when its user connects. [docs]
 * (U) Every operation: All other durations are guesses.
 */
export const durations = {
  fleetStart: 500,
  elasticFleetStart: 60,
  fleetStop: 300,
  instanceStart: 900,
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
  quotaIncrease: 600,
  onDemandSession: 90,
} as const;
