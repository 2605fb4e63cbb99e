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
  '{0} still runs too few instances after {1} minutes.': '{0} is a resource: Fleet "cad"; {1} a number',
  'The rollout waits until the instances run. It stops if that takes more than {0} minutes.': '{0} is a number',
  'After each wave, the rollout waits until its instances run. Then it asks. It stops if that takes more than {0} minutes.':
    '{0} is a number',
  'After each wave, the rollout waits until its instances run. Then it goes on. It stops if that takes more than {0} minutes.':
    '{0} is a number',
  'Roll out image {1} to {0} fleets?': '{0} is how many fleets there are, {1} the name of an image',
  '{0}: {1} is still {2}, and AWS reports: {3}':
    '{0} is a plan, {1} the name of a resource, {2} a state, {3} sentences: Delete Fleet: cad: cad is still STOPPING, and AWS reports: …',
  '{0} can go on: the form has done its update.': '{0} is a plan: Stop, Update and Start Again: cad',
  '{0} was created. It is {1}.': '{0} is a resource, {1} a state: Fleet "cad" was created. It is STOPPED.',
  'Select two or more resources that are {0}.': '{0} is a state: RUNNING',
  'Each waits until the one before it is {0}.':
    'Of resources that are started or stopped in order; {0} is a state: RUNNING',
  'Start {0} resources one after the other?': '{0} is a number',
  'Stop {0} resources one after the other?': '{0} is a number',
  'Move stack {0} from fleet {1} to fleet {2}?': '{0}, {1} and {2} are names',
  'New sessions then start on fleet {0}. While the stack has no fleet, nobody can start a session.': '{0} is a name',
  'same platform': 'Of a fleet: it has the operating system of another one',
  'Nothing is sent before you confirm.': 'In a form, while a dialog asks whether to go on',
  'wave done': 'Why a plan has paused, in few words: a wave is a part of the fleets that get a new image together',
  'wave {0}': '{0} is a number: the part of the fleets that get a new image together',
  '{0} (took {1} last time)': '{0} is a step, {1} a time: 1. Stop Fleet: cad (took 6 min 2 s last time)',
  '{0} (wave {1}, took {2} last time)':
    '{0} is a step, {1} a number, {2} a time: 1. Update Fleet: cad (wave 2, took 6 min 2 s last time)',
  '{0} (wave {1})': '{0} is a step, {1} a number: 1. Update Fleet: cad (wave 2)',
  '{0}, paused, {1}': '{0} is why, {1} says how far it is: wave done, paused, step 2 of 5',
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
    '{0} is a kind of resource, {1} how many are selected: Fleets (3). Or {0} is a name, {1} a kind of resource: cad (Fleet). Or {0} is a step, {1} what it sets: 1. Update Fleet: cad (ImageName: cad-2026-01)',
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
  "{0} don't say who uses them": "{0} is a kind of resource: Stacks don't say who uses them",
  '{0}/{1} in use': 'Of the instances of a fleet: {0} of {1} are in use',
  'newer agent available': 'Of an image',
  'used by {0} or more': 'Of an image: {0} is how many fleets and image builders are known to use it',
  'used by 1 fleet': 'Of an image',
  'used by {0} fleets': 'Of an image: {0} is a number, 2 or more',
  'used by 1 image builder': 'Of an image',
  'used by {0} image builders': 'Of an image: {0} is a number, 2 or more',
  'By a Tag…': 'A choice of waves: fleets with the same value of a tag are a wave',
  'Can get the image now': 'A heading above fleets',
  'Stopped first: another platform': 'A heading above fleets that are stopped before they get an image',
  'Copied first: other Regions':
    'A heading above fleets of other Regions, where the image is copied before they get it',
  'Choose who comes first': 'Of fleets: those with which value of a tag are the first wave of a rollout',
  'Choose who comes next': 'Of fleets: those with which value of a tag are the next wave of a rollout',
  unused: 'Of an image that no fleet and no image builder uses',
  shared: 'Of an image that other accounts can use',
  '{0} months old': 'Of an image: {0} is a number, 6 or more',
  '{0}/{1} sessions': 'Of a fleet: {0} of {1} sessions are in use',
  '{0}: checking whether AWS allows it': '{0} is the title of a command: Delete Fleet',
  '{0}: done for all {1}.': '{0} is the title of a command, {1} how many resources it was done to',
  '{0}: done for {1} of {2}.': '{0} is the title of a command, {1} and {2} are numbers of resources',
  '{0}: was {1}, now {2}': '{0} is a setting, {1} and {2} are its values',
  '{0}: not possible in the current state of {1}.': '{0} is the title of a command, {1} one or more resources',
  '⚠ {0} and {1} more': '{0} is the first error of a resource, {1} how many others it has',
  '{0} GB': '{0} is a number: 200 GB',
  '{0} minutes': '{0} is a number, 2 or more. How long something lasts, or how far a clock is off: 17 minutes',
  '{0} hours': '{0} is a number, 2 or more: 3 hours',
  '{0} days': '{0} is a number, 2 or more: 2 days',
  '{0} days ago': '{0} is a number, 2 or more',
  '{0} h ago': '{0} is a number of hours: 3 h ago',
  '{0} min': '{0} is a number of minutes: 3 min',
  '{0} min ago': '{0} is a number of minutes: 5 min ago',
  '{0} s': '{0} is a number of seconds: 12 s',
  '{0} min {1} s': '{0} is a number of minutes, {1} of seconds: 2 min 5 s',
  '{0}+': '{0} is how many resources are loaded; there are more: 100+',
  '{0} found': '{0} is how many resources were found: 3 found',
  '{0} of {1} shown': '{0} and {1} are numbers of resources: 100 of 240 shown',
  '{0} of {1} match': '{0} and {1} are numbers of resources: 3 of 40 match',
  '{0} of {1} loaded match. More can be loaded':
    '{0} and {1} are numbers of resources: 3 of 40 loaded match. More can be loaded',
  "{0} of {1} couldn't be associated. The others are associated.": '{0} and {1} are numbers of users',
  '{0} of {1} failed. {2}': '{0} and {1} are numbers, {2} sentences that say why: 2 of 5 failed. …',
  '{0} sent, {1} not sent': '{0} and {1} are numbers of requests',
  'Cancelled: {0} sent, {1} not sent.': '{0} and {1} are numbers of requests',
  '{0} with resources, not in the view yet': '{0} is how many Regions have resources',
  'and {0} more': 'The end of a list of names: {0} is how many others there are',
  'Used by {0}, {1} and {2} more': '{0} and {1} are names, {2} is how many others there are',
  'Changes: {0}': '{0} is how many fields of a form were changed',
  'Problems to correct: {0}': '{0} is how many fields of a form have a problem',
  'Suggestions: {0}': '{0} is how many suggestions a field has',
  'Sessions that end: {0}': '{0} is how many sessions end',
  'At least {0} needed; there are {1}.': '{0} and {1} are numbers of entries in a list',
  'At most {0} allowed; there are {1}.': '{0} and {1} are numbers of entries in a list',
  'Use at least {0} characters; this has {1}.': '{0} and {1} are numbers of characters',
  'Use at most {0} characters; this has {1}.': '{0} and {1} are numbers of characters',
  "Couldn't connect to {0} within {1} seconds.": '{0} is a service or a host, {1} a number',
  "{0} didn't respond within {1} seconds.": '{0} is a service or a host, {1} a number',
  "{0} didn't respond to {1} within {2} seconds.":
    "{0} is a service, {1} an operation, {2} a number: AppStream didn't respond to DescribeFleets within 30 seconds.",
  'Filter: {0} – {1} of {2} loaded resources.': '{0} is what the user typed, {1} and {2} are numbers',
  'Filter: {0} – {1} of {2} loaded resources. Some lists could not be loaded.':
    '{0} is what the user typed, {1} and {2} are numbers',
  'Filter: {0} – {1} of {2} loaded resources. Some lists have more.':
    '{0} is what the user typed, {1} and {2} are numbers',
  'Filter: {0} – none of the {1} loaded resources matches.': '{0} is what the user typed, {1} a number',
  'Filter: {0} – {1} of {2} {3}.':
    '{0} is what the user typed, {1} and {2} are numbers, {3} is a kind of resource: Filter: cad – 3 of 40 Fleets.',
  'Filter: {0} – {1} of {2} loaded {3}. The rest could not be loaded.':
    '{0} is what the user typed, {1} and {2} are numbers, {3} is a kind of resource',
  'Filter: {0} – {1} of {2} loaded {3}. There are more: choose Load All.':
    '{0} is what the user typed, {1} and {2} are numbers, {3} is a kind of resource',
  'Compare {0} with': '{0} is a resource; the list below has those to compare it with: Compare Fleet "cad" with',
  "The comparison lacks what can't be read now. {0}":
    "{0} says what, where and why: cad (prod · eu-west-1): Can't list Tags: …",
  'saved file': 'The right side of a comparison: cad (prod · eu-west-1) ↔ saved file',
  'Saved: {0}': '{0} is the title of a document: Saved: cad (Fleet).json',
  '{0} ↔ {1}': 'The two sides of a comparison: cad (dev · us-east-1) ↔ cad (prod · eu-west-1)',
  'Go to Resource: {0}': '{0} is how many were found: Go to Resource: 3 found',
  'Go to Resource: {0}, waiting for {1}':
    '{0} is how many were found, {1} one or two Regions: Go to Resource: 3 found, waiting for eu-west-1 (prod)',
  'Go to Resource: {0}, waiting for {1} Regions':
    '{0} is how many were found, {1} a number, 3 or more: Go to Resource: 3 found, waiting for 4 Regions',
  'Lists with their own filter: {0}.': '{0} is how many lists have a filter',
  'AWS denies all {0} lists of this Region that were loaded.': '{0} is a number, 2 or more',
  'None of the {0} that are loaded': '{0} is how many resources of a list are loaded',
  'only the {0} loaded are searched': '{0} is how many resources of a list are loaded',
  '{0}: only the first {1} are searched':
    '{0} is a kind of resource, {1} a number: Fleets: only the first 1000 are searched',
  'Outcome not known for {0}: {1}. Check them before you retry.': '{0} is how many resources, {1} their names',
  'Outcome not known for {0}: {1}. See their rows.': '{0} is how many resources, {1} their names',
  "It's not known whether {0} of {1} are associated, because the check failed, too.":
    '{0} and {1} are numbers of users',
  'Profile {0}: {1} of {2} Regions searched': '{0} is the name of a profile, {1} and {2} are numbers',
  'Tags of {0} of {1} resources are known.': '{0} and {1} are numbers of resources',
  'This is for {0} of the {1} that are selected.': '{0} and {1} are numbers of resources',
  'longer than usual: over {0} minutes': '{0} is a number',
  '⚠ {0} of {1} failed': '{0} and {1} are numbers of resources',
  '⚠ outcome not known for {0}': '{0} is a number of resources',
  '{0}: no choice fits all {1} selected items. Select fewer items.': '{0} is the title of a command, {1} a number',
  '{0} More problems in the AWS files: {1}.': '{0} is a sentence, {1} how many other problems there are',
  '{0} is {1} in {2}.':
    '{0} is a resource, {1} a state as AWS writes it, {2} a Region: Image "cad" is AVAILABLE in eu-west-1.',
  '{0}: {1}?': '{0} is a verb, {1} a resource: Start: cad?',
  '{0} returned {1}.': '{0} is a service or a host, {1} a code: AppStream returned AccessDeniedException.',
  '{0} returned {2} for {1}.':
    '{0} is a service, {1} an operation, {2} a code: AppStream returned AccessDeniedException for StartFleet.',
  "This computer's clock is {0} ahead of the clock of AWS. Correct it, then retry.": '{0} is how much: 17 minutes',
  "This computer's clock is {0} behind the clock of AWS. Correct it, then retry.": '{0} is how much: 17 minutes',
  'Open for Account {0}': '{0} is the number of an account',
  'Owned by account {0}': '{0} is the number of an account',
  "The response from {0} isn't a valid response of this service (HTTP {1}).":
    '{0} is a service or a host, {1} the status: HTTP 502',
  "The response from {0} to {1} isn't a valid {2} response (HTTP {3}).":
    '{0} is a host, {1} an operation, {2} a service, {3} the status: HTTP 502',
  'Filter {0} in {1} of {2}':
    '{0} is a kind of resource, {1} a Region, {2} a profile: Filter Fleets in eu-west-1 of prod',
  'Choose from {0} in {1} of {2}':
    '{0} is a kind of resource, {1} a Region, {2} a profile: Choose from Fleets in eu-west-1 of prod',
  'Failed: {0}': '{0} is names with the reasons behind them',
  "{0}, line {1}: duration_seconds is ignored because it isn't a whole number.":
    '{0} is a file, {1} the number of a line',
  '{0}, line {1}: the section is ignored because a later section has the same name.':
    '{0} is a file, {1} the number of a line',
  '{0}, line {1}: the setting is ignored because no section begins before it.':
    '{0} is a file, {1} the number of a line',
  "{0}, line {1}: this isn't a valid section name.": '{0} is a file, {1} the number of a line',
  '{0}, line {1}: the section is ignored. Enclose a name with spaces in quotation marks.':
    '{0} is a file, {1} the number of a line',
  '{0}, line {1}: the section is ignored. Its header must begin with "profile".':
    '{0} is a file, {1} the number of a line',
  "{0}, line {1}: the line is read as part of the setting above because it's indented deeper.":
    '{0} is a file, {1} the number of a line',
  '{0}, line {1}: the setting is repeated in its section. The last value is used.':
    '{0} is a file, {1} the number of a line',
  "{0}, line {1}: the section header isn't closed.": '{0} is a file, {1} the number of a line',
  "{0}, line {1}: the value is neither true nor false. It's read as false.": '{0} is a file, {1} the number of a line',
  '{0}, line {1}: the section is repeated. Both parts are read as one section.':
    '{0} is a file, {1} the number of a line',
  '{0}, line {1}: this is neither a section nor a setting.': '{0} is a file, {1} the number of a line',
  'All {0} fleet and stack pairs have been asked.': '{0} is a number. AWS lists sessions by fleet and stack',
  '{0} of {1} fleet and stack pairs have answered.': '{0} and {1} are numbers. AWS lists sessions by fleet and stack',
  'The window was reloaded while sessions were being expired. Still open: {0} of {1}. They are selected: choose Expire Sessions… to go on.':
    '{0} and {1} are numbers. "Expire Sessions…" is a button',
  "The window was reloaded while sessions were being expired. Still open: {0} of {1}. Not known: {2}, because lists can't be read. Choose Refresh to try again.":
    '{0}, {1} and {2} are numbers. "Refresh" is a button',
  'Sessions of {0}': "{0} is a user's name",
  'Row {0} has {1}. To AWS, addresses that differ in capital letters are different users.':
    '{0} is the number of a row, {1} an e-mail address',
  'The user pool has {0}. To AWS, addresses that differ in capital letters are different users.':
    '{0} is an e-mail address',
  'Changed to the existing spelling: {0}.': '{0} is an e-mail address',
  'AWS refuses {0} in a name.': "{0} is one or more characters: '",
  'Proposal: {0}.': "{0} is a person's name",
  '{0} becomes {1}.': "{0} and {1} are a person's name: O'Brien becomes OBrien.",
  '{0} is left out.': "{0} is a person's name",
  'Row {0} has the same user.': '{0} is the number of a row',
  'Column {0}': '{0} is a number',
  'Associate {0}': '{0} is names of stacks',
  'The first {0} rows are shown.': '{0} is a number',
  'The run has ended early. {0} The rows after it were not sent.': '{0} is the failure, a sentence',
  'The page was closed, so {0} has ended. {1} rows are done.': '{0} is the title of a command, {1} a number',
  '{0} rows from {1}, read at {2}. Later changes there have no effect here.':
    '{0} is a number, {1} the name of a file or “the clipboard”, {2} the time of day',
  'the clipboard': 'In: 12 rows from {1}, read at 14:05.',
  'Make the changes of {0} rows?': '{0} is a number',
  'Make Changes ({0})…': '{0} is how many rows there are',
  '{0} of {1} failed': '{0} and {1} are numbers',
  '{0} of {1} rows have ended. {2} of them failed.': '{0}, {1} and {2} are numbers',
  'The data is {0} min old.': '{0} is a number of minutes',
  '{0} min at most': '{0} is a number of minutes',
  'step {0} of {1}': '{0} and {1} are numbers: step 2 of 3',
  '{0} (usually within {1} minutes)': '{0} is what is done, {1} a number of minutes',
};
