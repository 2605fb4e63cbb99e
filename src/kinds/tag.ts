// The tags of resources that have an ARN and can be tagged.
import type { Form } from './action';
import type { Child, Kind } from './kind';
import { callAction } from './parts/actions';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const keyRule = 'A resource has up to 50 tags. Keys that begin with aws: are reserved for AWS.';

const form: Pick<Form, 'operation' | 'hints'> = {
  operation: 'TagResource',
  hints: { members: { Tags: { help: keyRule } } },
};

/**
 * The list of a resource's tags, for its `children`.
 * @param arn returns undefined for a resource that can't be tagged
 */
export function tagsOf<T>(arn: (resource: T) => string | undefined): Child<T> {
  return {
    kind: 'tag',
    scope(resource) {
      const ResourceArn = arn(resource);
      return ResourceArn === undefined ? undefined : { ResourceArn };
    },
  };
}

/** Scope: ResourceArn. */
export const tag: Kind<Tag, 'tag'> = {
  name: 'tag',
  title: 'Tag',
  plural: 'Tags',
  none: 'No tags yet',
  icon: 'tag',
  scoped: true,
  list: {
    operations: ['ListTagsForResource'],
    async *pages(api, { ResourceArn }, signal) {
      const { Tags = {} } = await api.call('ListTagsForResource', { ResourceArn }, signal);
      yield Object.entries(Tags).map(([Key, Value]) => ({ Key, Value }));
    },
  },
  id: tag => tag.Key,
  detail: tag => tag.Value,
  facts: tag => [{ label: 'Value', value: tag.Value }],
  // AWS alone sets its own tags.
  desired: ({ Key, Value }) => (Key.startsWith('aws:') ? undefined : { Tags: { [Key]: Value } }),
  create: {
    title: 'Add Tags…',
    form: {
      ...form,
      submit: 'Add Tags',
      fixed: (_nothing, { ResourceArn = '' }) => ({ ResourceArn }),
    },
    id: ({ Tags }) => Object.keys(Tags ?? {})[0],
    isRequested: (tag, { Tags }) => (Tags as Record<string, string>)[(tag as Tag).Key] === (tag as Tag).Value,
  },
  actions: [
    {
      name: 'edit',
      title: 'Edit Tag…',
      group: 'change',
      operations: ['TagResource', 'UntagResource'],
      form: {
        ...form,
        submit: 'Save',
        rules: [{ kind: 'entries', member: 'Tags', max: 1 }],
        fixed: (_tag: Tag, { ResourceArn = '' }) => ({ ResourceArn }),
        values: ({ Key, Value }) => ({ Tags: { [Key]: Value } }),
        clears: {},
      },
      progress: 'Saving…',
      proof: {
        async isDone({ api, resource, scope: { ResourceArn }, signal }, _answers, { Tags }) {
          const { Tags: now = {} } = await api.call('ListTagsForResource', { ResourceArn }, signal);
          const requested = Tags as Record<string, string>;
          return (
            Object.entries(requested).every(([key, value]) => now[key] === value) &&
            (resource.Key in requested || !(resource.Key in now))
          );
        },
      },
      touches: ['tag'],
      // A key can't be changed. The tag with the new key replaces the old tag.
      async perform({ api, resource, scope: { ResourceArn }, signal }, _answers, { Tags }) {
        const tags = Tags as Record<string, string>;
        await api.call('TagResource', { ResourceArn, Tags: tags }, signal);
        if (!(resource.Key in tags)) await api.call('UntagResource', { ResourceArn, TagKeys: [resource.Key] }, signal);
      },
    },
    callAction({
      name: 'remove',
      title: 'Remove Tag…',
      inline: 'trash',
      group: 'delete',
      operations: ['UntagResource'],
      // Tags that AWS manages can't be removed.
      when: ({ Key }) => Key?.startsWith('aws:') === false,
      confirm: {
        verb: 'Remove',
        question: 'Remove tag {0} from {1}?',
        questionAll: 'Remove {0} tags?',
        // The end of an ARN: `fleet/office`.
        names: (_tag, { ResourceArn }) => [ResourceArn?.split(':').at(-1)],
        consequence: 'Cost reports and permissions that use this tag no longer cover the resource.',
      },
      progress: 'Removing…',
      proof: 'gone',
      touches: ['tag'],
      input: ({ resource, scope: { ResourceArn } }) => ({ ResourceArn, TagKeys: [resource.Key] }),
    }),
  ],
};
