import * as assert from 'node:assert/strict';

import { ServiceError } from '../../src/simulator/base/errors';
import { validate } from '../../src/simulator/protocol/validate';

const fleet = { Name: 'cad', InstanceType: 'stream.standard.small' };

const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key-${index}`, index ? 'x' : '']));

describe('Validation against the API facts', () => {
  const refused: { given: string; operation: string; body: unknown; type?: string; message: string }[] = [
    {
      given: 'a missing required member',
      operation: 'CreateFleet',
      body: { Name: 'cad' },
      message:
        "1 validation error detected: Value null at 'instanceType' failed to satisfy constraint: Member must not be null",
    },
    {
      given: 'a name that breaks the pattern',
      operation: 'CreateStack',
      body: { Name: '-cad' },
      message:
        "1 validation error detected: Value '-cad' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,100}$",
    },
    {
      given: 'a value that an unanchored pattern matches only in part',
      operation: 'CreateStreamingURL',
      body: { StackName: 's', FleetName: 'f', UserId: 'two words' },
      message:
        "1 validation error detected: Value 'two words' at 'userId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
    },
    {
      given: 'an unknown enum value',
      operation: 'CreateFleet',
      body: { ...fleet, StreamView: 'WINDOW' },
      message:
        "1 validation error detected: Value 'WINDOW' at 'streamView' failed to satisfy constraint: Member must satisfy enum value set: [APP, DESKTOP]",
    },
    {
      given: 'a text that is too long',
      operation: 'CreateFleet',
      body: { ...fleet, DisplayName: 'x'.repeat(101) },
      message: `1 validation error detected: Value '${'x'.repeat(101)}' at 'displayName' failed to satisfy constraint: Member must have length less than or equal to 100`,
    },
    {
      given: 'a text that is too short',
      operation: 'StartFleet',
      body: { Name: '' },
      message:
        "1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    },
    {
      given: 'a number that is too large',
      operation: 'DescribeImages',
      body: { MaxResults: 26 },
      message:
        "1 validation error detected: Value '26' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 25",
    },
    {
      given: 'too many items, one of them wrong',
      operation: 'CreateFleet',
      body: { ...fleet, VpcConfig: { SecurityGroupIds: ['a', 'b', 'c', 'd', '', 'f'] } },
      message:
        "2 validation errors detected: Value '[a, b, c, d, , f]' at 'vpcConfig.securityGroupIds' failed to satisfy constraint: Member must have length less than or equal to 5; " +
        "Value '' at 'vpcConfig.securityGroupIds.5.member' failed to satisfy constraint: Member must have length greater than or equal to 1",
    },
    {
      given: 'a reserved tag',
      operation: 'TagResource',
      body: { ResourceArn: 'arn:aws:appstream:eu-west-1:123456789012:fleet/cad', Tags: { 'aws:me': 'x' } },
      message:
        "1 validation error detected: Value 'aws:me' at 'tags.key' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(^(?!aws:).[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$",
    },
    {
      given: 'a sensitive value, which it does not repeat',
      operation: 'CreateUser',
      body: { UserName: 'a@b.example', AuthenticationType: 'USERPOOL', FirstName: '<Eve>' },
      message:
        "1 validation error detected: Value at 'firstName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[A-Za-z0-9_\\-\\s]+$",
    },
    {
      given: 'a text where a number belongs',
      operation: 'DescribeImages',
      body: { MaxResults: 'many' },
      type: 'SerializationException',
      message: 'STRING_VALUE can not be converted to an Integer',
    },
    {
      given: 'a number where a text belongs',
      operation: 'StartFleet',
      body: { Name: 5 },
      type: 'SerializationException',
      message: 'NUMBER_VALUE can not be converted to a String',
    },
    {
      given: 'no items where some are required',
      operation: 'TagResource',
      body: { ResourceArn: 'arn:aws:appstream:eu-west-1:123456789012:fleet/cad', Tags: {} },
      message:
        "1 validation error detected: Value '{}' at 'tags' failed to satisfy constraint: Member must have length greater than or equal to 1",
    },
    {
      given: 'a tag whose value is too long, among others',
      operation: 'CreateStack',
      body: { Name: 'cad', Tags: { a: 'b', c: 'x'.repeat(257) } },
      message: `1 validation error detected: Value '${'x'.repeat(257)}' at 'tags.c.member' failed to satisfy constraint: Member must have length less than or equal to 256`,
    },
    {
      given: 'too many tags, which it repeats',
      operation: 'CreateStack',
      body: { Name: 'cad', Tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v'])) },
      message: `1 validation error detected: Value '{${Array.from({ length: 51 }, (_, index) => `k${index}=v`).join(', ')}}' at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50`,
    },
    {
      given: 'a page size below none',
      operation: 'DescribeImages',
      body: { MaxResults: -1 },
      message:
        "1 validation error detected: Value '-1' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 0",
    },
    {
      given: 'a missing member of a structure',
      operation: 'CreateStack',
      body: { Name: 'cad', UserSettings: [{ Action: 'FILE_UPLOAD' }] },
      message:
        "1 validation error detected: Value null at 'userSettings.1.member.permission' failed to satisfy constraint: Member must not be null",
    },
    {
      given: 'null for a required member',
      operation: 'StartFleet',
      body: { Name: null },
      message:
        "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
    },
    {
      given: 'a text where a flag belongs',
      operation: 'CreateFleet',
      body: { ...fleet, EnableDefaultInternetAccess: 'true' },
      type: 'SerializationException',
      message: 'STRING_VALUE can not be converted to a Boolean',
    },
    {
      given: 'a flag where a text belongs',
      operation: 'StartFleet',
      body: { Name: true },
      type: 'SerializationException',
      message: 'TRUE_VALUE can not be converted to a String',
    },
    {
      given: 'a list where a text belongs',
      operation: 'StartFleet',
      body: { Name: ['cad'] },
      type: 'SerializationException',
      message: 'Start of list found where not expected',
    },
    {
      given: 'a list where a map belongs',
      operation: 'CreateStack',
      body: { Name: 'cad', Tags: ['a'] },
      type: 'SerializationException',
      message: 'Start of list found where not expected',
    },
    {
      given: 'a text where a list belongs',
      operation: 'DescribeFleets',
      body: { Names: 'cad' },
      type: 'SerializationException',
      message: 'STRING_VALUE can not be converted to a list',
    },
    {
      given: 'a structure where a text belongs',
      operation: 'StartFleet',
      body: { Name: {} },
      type: 'SerializationException',
      message: 'Start of structure or map found where not expected.',
    },
  ];
  for (const { given, operation, body, type = 'ValidationException', message } of refused) {
    it(`refuses ${given}`, () => {
      assert.throws(
        () => validate(operation, body),
        (error: unknown) => error instanceof ServiceError && error.type === type && error.message === message,
      );
    });
  }

  const accepted: { given: string; operation: string; body: unknown; input?: object }[] = [
    { given: 'a name of 101 characters', operation: 'CreateStack', body: { Name: 'x'.repeat(101) } },
    { given: 'a name of every allowed character', operation: 'CreateStack', body: { Name: '0aZ_.-' } },
    {
      given: 'an address with a plus sign',
      operation: 'CreateUser',
      body: { UserName: 'a+b@c.example', AuthenticationType: 'USERPOOL' },
    },
    {
      given: 'members that the API lacks and nulls, which it drops',
      operation: 'StartFleet',
      body: { Name: 'cad', Colour: 'red', Size: null },
      input: { Name: 'cad' },
    },
    { given: 'a flag', operation: 'CreateFleet', body: { ...fleet, EnableDefaultInternetAccess: false } },
    {
      given: 'nulls in lists and maps, which it drops',
      operation: 'CreateStack',
      body: { Name: 'cad', EmbedHostDomains: [null, 'x.example'], Tags: { a: null, b: 'c' } },
      input: { Name: 'cad', EmbedHostDomains: ['x.example'], Tags: { b: 'c' } },
    },
    {
      given: 'a hundred characters that take two units each',
      operation: 'CreateStack',
      body: { Name: 'cad', DisplayName: '\u{1F4A5}'.repeat(100) },
    },
    { given: 'fifty tags, one of them empty', operation: 'CreateStack', body: { Name: 'cad', Tags: fifty } },
    {
      given: 'the smallest and the largest page size',
      operation: 'DescribeImages',
      body: { MaxResults: 25, Names: [] },
    },
    { given: 'a page size of 0', operation: 'DescribeImages', body: { MaxResults: 0 } },
    {
      given: 'a number with a fraction where an integer belongs, which it cuts off',
      operation: 'DescribeImages',
      body: { MaxResults: 7.9 },
      input: { MaxResults: 7 },
    },
  ];
  for (const { given, operation, body, input } of accepted) {
    it(`accepts ${given}`, () => assert.deepEqual(validate(operation, body), input ?? body));
  }
});
