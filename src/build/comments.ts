// Comments for translators on texts in the code whose meaning is not clear from the text alone. They stand here, because comments
// in the code would be loaded with it. A text with two meanings is written twice in the code, with two `comment`s.

/** The comments, by text. `npm run generate` fails if a text is no longer in the code. */
export const comments: Readonly<Record<string, string>> = {
  "Can't list {0}: {1}": '{0} is a kind of resource, {1} says why',
  GB: 'A unit: gigabytes',
  'Loading all {0}…': '{0} is a kind of resource: Loading all Fleets…',
  'Loading {0} was cancelled': '{0} is a kind of resource: Loading Fleets was cancelled',
  'More: {0}': '{0} is a kind of resource: More: Fleets',
  "Can't connect securely to {0}: {1}":
    '{0} is a service or a host, {1} says in English what is wrong with its certificate',
  'Sign in to list {0}': '{0} is a kind of resource: Sign in to list Fleets',
  fleets: 'What another account may make of an image',
  'image builders': 'What another account may make of an image',
  'in {0}': '{0} is a Region: in eu-west-1',
  'the sandbox':
    'Takes the place of AWS in sentences such as: Retry in a minute: {0} limits how often it may be asked.',
  '{0} "{1}"': '{0} is a kind of resource, {1} a name: Fleet "cad"',
  '{0} and {1} more': '{0} is names with commas between them, {1} how many others there are',
  '{0} by default': 'Of a switch that nobody has set; {0} is what the service makes of it: Enabled by default',
  '{0} changed': 'Of the fields of a folded section: {0} is how many are no longer what they were',
  '{0} did not become {1}: it is {2}.':
    '{0} is a resource: Fleet "cad"; {1} and {2} are states as AWS writes them: RUNNING',
  '{0} failed': '{0} is the title of a command: Start Fleet',
  '{0} still exists: it is {1}.': '{0} is a resource: Fleet "cad"; {1} a state as AWS writes it: RUNNING',
  PRODUCTION: 'A mark for a profile: the account that is in real use',
  STAGING: 'A mark for a profile: the account for testing releases',
  TEST: 'A mark for a profile',
  DEVELOPMENT: 'A mark for a profile',
  'Nothing to wait for: {0} is {1}.': '{0} is a resource: Fleet "cad"; {1} a state as AWS writes it: RUNNING',
  '{0} is {1}.': '{0} is a resource: Fleet "cad"; {1} a state as AWS writes it: RUNNING',
  "{0} isn't possible yet for {1}. {2}": '{0} is the title of a command, {1} a resource, {2} a sentence that says why',
  "{0} isn't possible yet. {1}": '{0} is the title of a command, {1} sentences that say why',
  '{0} more: {1}': '{0} is how many, {1} a kind of resource: 7 more: Fleets',
  '{0}: choose a resource type in {1} of {2}':
    '{0} is a kind of resource, such as tags, that resources of several types have. {1} is a Region, {2} a profile: Tags: choose a resource type in eu-west-1 of prod',
  '{0} set': 'Of the fields of a folded section: {0} is how many hold something',
  '{0} to correct': 'Of the fields of a folded section: {0} is how many have a problem',
  '{0} works on one item at a time. Select one and try again.': '{0} is the title of a command: Start Fleet',
  '{0} {1}': '{0} is a kind of resource, {1} a name: Fleet cad',
  '{0} ({1})':
    '{0} is a kind of resource, {1} how many are selected: Fleets (3). Or {0} is a name, {1} a kind of resource: cad (Fleet)',
  '{0} failed for {1}: {2} {3}':
    '{0} is the title of a command, {1} a resource, {2} and {3} are sentences: Start Fleet failed for cad: No answer. Retry.',
  '{0} for {1}: {2} {3}':
    '{0} is the title of a command, {1} a resource, {2} and {3} are sentences: Start Fleet for cad: No answer. Retry.',
  '{0}: {1}':
    '{0} is a title, a label or a name, {1} what is said about it: State: RUNNING. Or {0} is a word that a profile is marked with: PRODUCTION: Delete fleet cad?',
  '{0}: {1} – {2}':
    '{0} is the title of a command, {1} a resource, {2} where it is: Start Fleet: cad – 123456789012 · prod · eu-west-1',
  '{0} – {1}': '{0} is the title of a command, {1} where it acts: Delete Fleet – 123456789012 · prod · eu-west-1',
  'AWS\'s answer was lost, but a check shows that "{0}" was done for {1}.':
    '{0} is the title of a command, {1} a resource',
  'A check now shows that "{0}" was done for {1}.': '{0} is the title of a command, {1} a resource',
  'A check shows that "{0}" was not done for {1}.': '{0} is the title of a command, {1} a resource',
  'Add: {0}': 'The button that adds an entry to the list {0}: Add: Subnet IDs',
  '{0}, entry {1}': '{0} is the label of a list, {1} a number: Subnet IDs, entry 2',
  '{0} of {1}': 'In the row of a filtered list: {0} of {1} resources match',
  '{0} of {1} loaded': 'In the row of a filtered list: {0} of the {1} resources that are loaded match',
  'Nothing matches': 'A row in a filtered list',
  '{0} have no state': '{0} is a kind of resource: Stacks have no state',
  '{0} have no image': '{0} is a kind of resource: Stacks have no image',
  '{0} have no type': '{0} is a kind of resource: Stacks have no type',
  '{0}/{1} in use': 'Of the instances of a fleet: {0} of {1} are in use',
  '{0}/{1} sessions': 'Of a fleet: {0} of {1} sessions are in use',
  '{0}: checking whether AWS allows it': '{0} is the title of a command: Delete Fleet',
  '{0}: done for all {1}.': '{0} is the title of a command, {1} how many resources it was done to',
  '{0}: done for {1} of {2}.': '{0} is the title of a command, {1} and {2} are numbers of resources',
  '{0}: was {1}, now {2}': '{0} is a setting, {1} and {2} are its values',
  '{0}: not possible in the current state of {1}.': '{0} is the title of a command, {1} one or more resources',
  '⚠ {0} and {1} more': '{0} is the first error of a resource, {1} how many others it has',
};
