// Does an action with all steps that lead to it: asks what to delete, too, shows the steps, and begins a plan for each resource.
import * as l10n from '@vscode/l10n';

import { noAbort } from '../../api/core/abortable';
import type { Shown } from '../../explorer/acting/change';
import type { Unused } from '../../explorer/plan/also';
import { deletionOf, unusedOf } from '../../explorer/plan/also';
import { isRemovable } from '../../explorer/plan/blocked';
import { runsText, stepLines } from '../../explorer/plan/presentPlan';
import type { Doing, StepPlan } from '../../explorer/plan/steps';
import { stepsOf, stepTitle } from '../../explorer/plan/steps';
import { actionTitle, shownName } from '../../explorer/show/messages';
import { actionTab } from '../../explorer/show/stored';
import { preparation } from '../../explorer/tree/actions';
import type { ResourceNode } from '../../explorer/tree/node';
import type { Action } from '../../kinds/action';
import { several } from '../../kinds/action';
import { kindNamed } from '../../kinds/all';
import type { ActOptions, Planned } from '../actions/act';
import { byConnection } from '../actions/act';
import { showWarningMessage } from '../base/door';
import { confirmed } from '../prompts/confirm';
import type { HostPlans } from './hostPlans';
import { busyText, sayBegun } from './hostPlans';
import { sessionLines } from './sessionsText';

/** The most resources whose steps a dialog names one by one. The rest is counted. */
const maxNamed = 10;

interface PlannedOne {
  readonly shown: Shown;
  readonly steps: readonly StepPlan[];
  /** What the steps stop. */
  readonly stopped: readonly Shown[];
}

/**
 * Asks and begins the plans.
 * @returns a function that is called when the action is no longer claimed. The plans run on by themselves
 * @throws ApiError if something can't be looked up
 */
export async function actAsPlans(
  options: Pick<ActOptions, 'explorer' | 'ask'>,
  { plans }: HostPlans,
  action: Action,
  { shown, blocked, unsuited }: Planned,
): Promise<() => unknown> {
  const { explorer } = options;
  const nothing = (): void => undefined;
  const busy = busyText(
    plans,
    shown.map(({ node }) => node),
  );
  if (busy !== undefined) return () => void showWarningMessage(busy);
  const kept = blocked.filter(one => !isRemovable(one));
  const all = shown.filter(({ node }) => !kept.some(one => one.node === node));
  const foundFor = (node: ResourceNode): Doing['found'] => blocked.find(one => one.node === node)?.found ?? [];
  const planned: PlannedOne[] = [];
  for (const part of byConnection(all)) {
    const also = await askAlso(options, action, part, foundFor);
    if (!also) return nothing;
    const ones: PlannedOne[] = [];
    for (const one of part) {
      const deletions = await Promise.all(
        (also.get(one.node) ?? []).map(unused => deletionOf(explorer, one, unused, noAbort())),
      );
      const others = deletions.filter(deletion => deletion !== undefined);
      const doing = { node: one.node, action, found: foundFor(one.node) };
      const stopped = [doing, ...others].filter(({ node, action: last }) => preparation(node, last));
      ones.push({
        shown: one,
        steps: await plans.timed(stepsOf(doing, others)),
        stopped: stopped.map(({ node }) => ({ node, actor: one.actor })),
      });
    }
    const isFirst = !planned.length;
    const planSteps = ones.flatMap(one => one.steps);
    const steps = [
      ...linesOf(ones),
      ...(await sessionLines(
        explorer,
        ones.flatMap(one => one.stopped),
      )),
      '',
      runsText(planSteps),
    ];
    const besides = { steps, ...(isFirst && { blocked: kept, unsuited }) };
    if (!(await confirmed(action, part, {}, besides))) return nothing;
    planned.push(...ones);
  }
  for (const { shown: one, steps } of planned) {
    void plans.begin({ title: actionTab(action, one.node), actor: one.actor, steps });
  }
  const begun = planned.flatMap(({ steps }) => steps);
  return () => (begun.length ? sayBegun(begun) : undefined);
}

/** Asks what is to be deleted, too, of what nothing else uses. @returns for each resource what is; undefined if the user cancels */
async function askAlso(
  { explorer, ask }: Pick<ActOptions, 'explorer' | 'ask'>,
  action: Action,
  part: readonly [Shown, ...Shown[]],
  foundFor: (node: ResourceNode) => Doing['found'],
): Promise<ReadonlyMap<ResourceNode, readonly Unused[]> | undefined> {
  const unused = new Map<ResourceNode, readonly Unused[]>();
  for (const one of part) unused.set(one.node, await unusedOf(explorer, one, { found: foundFor(one.node) }, noAbort()));
  const keyOf = ({ kind, name }: Unused): string => `${kind}/${name}`;
  const choices = [...unused.values()].flat().map(one => ({
    value: keyOf(one),
    label: one.name,
    description: l10n.t(kindNamed(one.kind).title),
  }));
  if (!choices.length) return unused;
  const [first, ...others] = part;
  const asks = [
    {
      member: 'also',
      title: l10n.t('Delete also what nothing else uses'),
      many: true,
      optional: true,
      choices: () => Promise.resolve(choices),
    },
  ] as const;
  const title = actionTitle(
    action,
    first.node,
    first.actor,
    others.map(({ node }) => node),
  );
  const answers = await ask({ ...action, asks }, [await explorer.target(first, noAbort())], title);
  if (!answers) return undefined;
  const chosen = several(answers['also']);
  return new Map([...unused].map(([node, ones]) => [node, ones.filter(one => chosen.includes(keyOf(one)))]));
}

function linesOf(ones: readonly PlannedOne[]): readonly string[] {
  const heading = l10n.t('These steps run one after the other:');
  const [first, ...others] = ones;
  if (first && !others.length) return [heading, ...stepLines(first.steps)];
  const rest = ones.length - maxNamed;
  return [
    heading,
    ...ones
      .slice(0, maxNamed)
      .map(({ shown, steps }) => l10n.t('{0}: {1}', shownName(shown.node), steps.map(stepTitle).join('; '))),
    ...(rest > 0 ? [l10n.t('and {0} more', rest)] : []),
  ];
}
