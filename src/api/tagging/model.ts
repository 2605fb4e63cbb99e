// The facts of the Resource Groups Tagging API, of the operations that this project uses.
import type { ApiFacts } from '../core/facts';
import { modelOf } from '../core/facts';
import facts from './facts.json';

export const model = modelOf(facts as unknown as ApiFacts);
