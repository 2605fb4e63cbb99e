import { badCombination } from '../base/errors';
import { page } from '../base/paging';
import type { Call, Handlers } from '../base/world';
import { applicationWithArn } from './applications';
import { fleetNamed } from './fleets';

interface Pair {
  FleetName: string;
  ApplicationArn: string;
}

/**
 * Which applications an Elastic fleet offers.
 * (D) AssociateApplicationFleet: Only an Elastic fleet takes applications, those of its platform. [docs]
 */
export const applicationFleetHandlers = {
  AssociateApplicationFleet(input: Pair, { store }: Call) {
    const fleet = fleetNamed(store, input.FleetName);
    const application = applicationWithArn(store, input.ApplicationArn);
    if (fleet.FleetType !== 'ELASTIC') throw badCombination(`The fleet ${fleet.Name} is not an Elastic fleet.`);
    if (!application.Platforms.includes(fleet.Platform ?? '')) {
      throw badCombination(`The application ${application.Name} is not for the platform of the fleet ${fleet.Name}.`);
    }
    fleet.applications.add(application.Arn);
    return { ApplicationFleetAssociation: input };
  },

  DisassociateApplicationFleet(input: Pair, { store }: Call) {
    // (U) DisassociateApplicationFleet: The exception for a missing association: the model has no other that fits.
    if (!store.fleets.get(input.FleetName)?.applications.delete(input.ApplicationArn)) {
      throw badCombination(
        `The application ${input.ApplicationArn} is not associated with the fleet ${input.FleetName}.`,
      );
    }
    return {};
  },

  DescribeApplicationFleetAssociations(
    input: { FleetName?: string; ApplicationArn?: string; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    const associations = [...store.fleets.values()]
      .flatMap(({ Name, applications }) =>
        [...applications].map(ApplicationArn => ({ FleetName: Name, ApplicationArn })),
      )
      .filter(
        pair =>
          (input.FleetName ?? pair.FleetName) === pair.FleetName &&
          (input.ApplicationArn ?? pair.ApplicationArn) === pair.ApplicationArn,
      );
    const key = (pair: Pair) => `${pair.FleetName}/${pair.ApplicationArn}`;
    const { items, NextToken } = page(operation, input, associations, key, { standard: 25, max: 25 });
    return { ApplicationFleetAssociations: items, NextToken };
  },
} satisfies Handlers;
