// The services beside AppStream, for a simulator that has them all.
import autoScaling from '../../api/autoScaling/facts.json';
import cloudControl from '../../api/cloudControl/facts.json';
import cloudTrail from '../../api/cloudTrail/facts.json';
import cloudWatch from '../../api/cloudWatch/facts.json';
import type { ApiFacts } from '../../api/core/facts';
import { modelOf } from '../../api/core/facts';
import serviceQuotas from '../../api/serviceQuotas/facts.json';
import type { OtherServices } from '../base/otherServices';
import { autoScalingHandlers } from './autoScaling';
import { cloudControlHandlers } from './cloudControl';
import { cloudTrailHandlers, noteRequest } from './cloudTrail';
import { cloudWatchHandlers } from './cloudWatch';
import { seedScaling } from './demoScaling';
import { serviceQuotasHandlers } from './serviceQuotas';

export const otherServices: OtherServices = {
  models: [autoScaling, cloudControl, cloudTrail, cloudWatch, serviceQuotas].map(facts =>
    modelOf(facts as unknown as ApiFacts),
  ),
  handlers: {
    ...autoScalingHandlers,
    ...cloudControlHandlers,
    ...cloudTrailHandlers,
    ...cloudWatchHandlers,
    ...serviceQuotasHandlers,
  },
  seedDemo: seedScaling,
  noteRequest,
};
