// What rows of a file can mean: shared by the extension and the page of Users from CSV.

/** What a column can hold. */
export const roles = ['userName', 'firstName', 'lastName', 'stacks', 'deed'] as const;
export type RoleName = (typeof roles)[number];

/** What can be done with the user of a row. */
export const deeds = ['create', 'associate', 'enable', 'disable', 'delete'] as const;
export type DeedName = (typeof deeds)[number];

/** What the user chooses for all rows: the same for each, or what the row says itself. */
export type Choice = DeedName | 'column';

/** Which column holds what: positions, from 0. */
export type Columns = Readonly<Partial<Record<RoleName, number>>>;
