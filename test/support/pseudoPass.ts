// Looks at parts of a workbench whose extension speaks the pseudo-language, and keeps what is not in it.
import type { Locator } from 'playwright-core';

import { appstream } from '../../src/api/appstream/service';
import type { Help } from '../../src/explorer/forms/formHelp';
import { shownHelp } from '../../src/explorer/forms/shownHelp';
import { type Data, problemsOf } from './pseudoLocale';
import { type ShownText, wordsIn } from './shownWords';

export interface PseudoPass {
  /** Looks at all texts of a part of the screen. @param place what it is, for the report */
  look(place: string, part: Locator, timeout?: number): Promise<void>;
  /** Looks at one text. @param place what it is, for the report */
  read(place: string, text: string): void;
  /** What was found since the last call, each once. */
  found(): string[];
}

/** What VS Code says itself around what an extension gives it. */
const ofVscode = [
  /^(Collapse All|(Views and )?More Actions\.\.\.|Progress|Drag a view here to display\.|Welcome|Toggle all checkboxes)$/,
  /^(\d+ (Results|Selected)|OK|Cancel|Quick Tree|Warning|Info|Error|Close Dialog|Close \(Ctrl\+W\)|Back|Tab actions)$/,
  /^(Clear Notification|Expand Notification|Collapse Notification|More Actions…|Notification Actions).*$/,
  /^AppStream: |^Actions for .*$/s,
  / Section$| actions$|, preview$|^Back \(.*\)$| \(Press 'Enter' to confirm or 'Escape' to cancel\)$/,
  /^(Warning|Info|Error): |, source: AppStream Explorer|, notification\b|, Inspect the response.*$|^Source: AppStream Explorer$/g,
];

/** What is no word in any language: ids of requests and users, and examples in empty boxes. */
const noWords = /(?<![-\w])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?=\d*[a-f])[\da-f]{12})\b/g;
const isExample = ({ at, text }: ShownText): boolean => at.endsWith('[placeholder]') && !/\s/.test(text);

/**
 * @param data what is no text of the extension
 * @param help the documentation of AWS, which is English in every language
 */
export function createPass(data: Data, help: Help): PseudoPass {
  const documentation = Object.values(help)
    .flatMap(members => Object.values(members))
    .flatMap(text => [text, shownHelp(text, appstream.model) ?? ''])
    .join('\n');
  const isDocumented = (piece: string): boolean => documentation.includes(piece.replace(/^[\s:]+|[\s:]+$/g, ''));
  // Its own words stand between what is translated.
  const isHelp = ({ help: inHelp, text }: ShownText): boolean =>
    inHelp && text.split(/[⟦⟧]/).every(piece => !/[A-Za-z]/.test(piece) || isDocumented(piece));
  const problems = new Set<string>();
  const read = (place: string, text: string): void => {
    const own = ofVscode.reduce((rest, words) => rest.replace(words, ''), text.replace(noWords, ''));
    for (const problem of problemsOf(own, data)) problems.add(`${place}: ${problem}`);
  };
  return {
    read,
    async look(place, part, timeout) {
      for (const shown of await wordsIn(part, timeout)) {
        if (!isHelp(shown) && !isExample(shown)) read(`${place}, ${shown.at}`, shown.text);
      }
    },
    found() {
      const all = [...problems];
      problems.clear();
      return all;
    },
  };
}
