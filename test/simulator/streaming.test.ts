import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/base/durations';
import { elasticFleetInput, fleetInput, useSimulator } from './simulatorFixture';

interface Session {
  Id: string;
  UserId: string;
  State: string;
  ConnectionState: string;
  StartTime: Date;
  MaxExpirationTime: Date;
}

describe("The simulator's streaming", () => {
  const fixture = useSimulator();

  before(async () => {
    for (const [input, stack] of [
      [{ ...fleetInput, FleetType: 'ALWAYS_ON', MaxUserDurationInSeconds: 600 }, 'design'],
      [{ ...fleetInput, Name: 'desk' }, 'office'],
      [elasticFleetInput, 'sites'],
    ] as const) {
      await fixture.call('CreateFleet', input);
      await fixture.call('CreateStack', { Name: stack });
      await fixture.call('AssociateFleet', { FleetName: input.Name, StackName: stack });
      await fixture.call('StartFleet', { Name: input.Name });
    }
    await fixture.call('CreateFleet', { ...fleetInput, Name: 'stopped' });
    await fixture.call('CreateStack', { Name: 'waiting' });
    await fixture.call('AssociateFleet', { FleetName: 'stopped', StackName: 'waiting' });
    await fixture.call('CreateImageBuilder', {
      Name: 'tools',
      InstanceType: 'stream.standard.medium',
      ImageName: 'AppStream-RHEL8-08-31-2026',
    });
    fixture.pass(durations.builderStart);
  });

  const design = { StackName: 'design', FleetName: 'cad' };
  async function url(input: object): Promise<string> {
    return (await fixture.call('CreateStreamingURL', { ...design, UserId: 'ada', ...input })).StreamingURL as string;
  }
  async function sessions(input: object = design): Promise<Session[]> {
    return (await fixture.call('DescribeSessions', input)).Sessions as Session[];
  }
  async function capacity(name: string): Promise<Record<string, number>> {
    const { Fleets } = await fixture.call('DescribeFleets', { Names: [name] });
    return (
      (Fleets as { ComputeCapacityStatus: Record<string, number> }[])[0]?.ComputeCapacityStatus ?? assert.fail(name)
    );
  }
  async function open(address: string): Promise<{ status: number; text: string; headers: Headers }> {
    const response = await fetch(address);
    return { status: response.status, text: await response.text(), headers: response.headers };
  }
  async function endAll(): Promise<void> {
    for (const { Id } of await sessions()) await fixture.call('ExpireSession', { SessionId: Id });
  }

  it("returns a URL in AWS's form, with each of the escapes", async () => {
    const answer = await fixture.call('CreateStreamingURL', {
      ...design,
      UserId: 'ada+1@x.example',
      SessionContext: 'ticket 7',
    });
    const address = answer.StreamingURL as string;
    const [, parameters = '', signature = ''] =
      /^http:\/\/127\.0\.0\.1:\d+\/authenticate\?parameters=([\w%.~-]+)&signature=([\w%.~-]+)$/.exec(address) ?? [];
    for (const escape of ['%2B', '%2F', '%3D']) assert.ok(address.includes(escape), escape);
    const expires = fixture.now() / 1000 + 60;
    assert.deepEqual(JSON.parse(Buffer.from(decodeURIComponent(parameters), 'base64').toString()), {
      type: 'END_USER',
      expires: String(expires),
      awsAccountId: '123456789012',
      userId: 'ada+1@x.example',
      catalogSource: 'stack/design',
      fleetRef: 'fleet/cad',
      applicationId: '',
      userContext: 'ticket 7',
      maxUserDurationInSecs: '600',
    });
    assert.equal((answer.Expires as Date).getTime(), expires * 1000);
    assert.ok(signature.length > 40);
  });

  it('starts a session when its page is opened, counts it in the capacity, and starts one per user', async () => {
    const address = await url({ ApplicationId: 'Revit' });
    assert.deepEqual(await sessions(), []);
    assert.match((await open(await url({ UserId: 'bob' }))).text, /<dt>Application<\/dt><dd>the catalog<\/dd>/);
    await endAll();
    const { status, text, headers } = await open(address);
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/html/);
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(text, /<html lang="en">/);
    assert.match(text, /nothing streams/);
    for (const word of ['design', 'cad', 'ada', 'Revit']) assert.ok(text.includes(word), word);
    assert.doesNotMatch(text, /<script|signature=|Session context/);
    await open(address);
    const [session, ...others] = await sessions();
    assert.deepEqual(others, []);
    assert.equal(session?.UserId, 'ada');
    assert.equal(session.State, 'ACTIVE');
    assert.equal(session.ConnectionState, 'CONNECTED');
    assert.equal(session.MaxExpirationTime.getTime() - session.StartTime.getTime(), 600_000);
    assert.deepEqual(await capacity('cad'), { Desired: 2, Running: 2, InUse: 1, Available: 1 });
    await endAll();
    assert.deepEqual(await capacity('cad'), { Desired: 2, Running: 2, InUse: 0, Available: 2 });
  });

  it('is refused when all instances are in use', async () => {
    for (const UserId of ['ada', 'bob']) assert.equal((await open(await url({ UserId }))).status, 200);
    const { status, text } = await open(await url({ UserId: 'eve' }));
    assert.equal(status, 503);
    assert.match(text, /No streaming resources are available/);
    assert.equal((await sessions()).length, 2);
    await endAll();
  });

  it('ends sessions whose time is over', async () => {
    await open(await url({}));
    fixture.pass(599);
    assert.equal((await sessions()).length, 1);
    fixture.pass(1);
    assert.equal((await sessions()).length, 0);
    for (const UserId of ['ada', 'bob']) await open(await url({ UserId }));
    const last = await url({ UserId: 'eve', Validity: 3600 });
    fixture.pass(600);
    assert.equal((await open(last)).status, 200, 'and they leave room');
    await endAll();
  });

  it('starts an On-Demand instance first', async () => {
    const office = { StackName: 'office', FleetName: 'desk' };
    assert.match((await open(await url(office))).text, /PENDING: an On-Demand instance is booting/);
    assert.equal((await sessions(office))[0]?.State, 'PENDING');
    assert.equal((await sessions(office))[0]?.ConnectionState, 'NOT_CONNECTED');
    await open(await url(office));
    assert.equal((await sessions(office))[0]?.ConnectionState, 'NOT_CONNECTED', 'opening it again does not connect it');
    assert.deepEqual(await capacity('desk'), { Desired: 2, Running: 1, InUse: 1, Available: 1 });
    fixture.pass(durations.onDemandSession);
    assert.equal((await sessions(office))[0]?.State, 'ACTIVE');
    assert.equal((await sessions(office))[0]?.ConnectionState, 'CONNECTED');
    assert.match((await open(await url(office))).text, /ACTIVE, CONNECTED/);
    await open(await url({}));
    await fixture.call('StopFleet', { Name: 'desk' });
    assert.deepEqual(await sessions(office), [], 'a fleet that stops ends its sessions');
    assert.equal((await sessions()).length, 1, 'and no others');
    await endAll();
  });

  it("counts an Elastic fleet's sessions", async () => {
    await open(await url({ StackName: 'sites', FleetName: 'site' }));
    assert.deepEqual(await capacity('site'), { Desired: 2, Running: 1, InUse: 1, Available: 1 });
    await open(await url({ StackName: 'sites', FleetName: 'site', UserId: 'bob' }));
    assert.equal((await sessions({ StackName: 'sites', FleetName: 'site' }))[1]?.State, 'ACTIVE');
    assert.equal((await open(await url({ StackName: 'sites', FleetName: 'site', UserId: 'eve' }))).status, 503);
  });

  it('gives one user a session on each stack of a fleet', async () => {
    const second = { StackName: 'second', FleetName: 'cad' };
    await fixture.call('CreateStack', { Name: 'second' });
    await fixture.call('AssociateFleet', second);
    await open(await url({}));
    await open(await url(second));
    const [[first], [other]] = [await sessions(), await sessions(second)];
    assert.ok(first && other && first.Id !== other.Id);
    await endAll();
    assert.equal((await sessions(second)).length, 1);
    await fixture.call('ExpireSession', { SessionId: other.Id });
    const address = await url(second);
    await fixture.call('DisassociateFleet', second);
    const { status, text } = await open(address);
    assert.equal(status, 503);
    assert.match(text, /not associated with the stack any more/);
    await fixture.call('DeleteStack', { Name: 'second' });
    assert.equal((await open(address)).status, 503);
  });

  it('shares the instances of a multi-session fleet, and is refused when all are full', async () => {
    const shared = { StackName: 'shared', FleetName: 'shared' };
    const capacityOf = { ComputeCapacity: { DesiredSessions: 4 }, MaxSessionsPerInstance: 2 };
    await fixture.call('CreateFleet', { ...fleetInput, ...capacityOf, Name: 'shared', FleetType: 'ALWAYS_ON' });
    await fixture.call('CreateStack', { Name: 'shared' });
    await fixture.call('AssociateFleet', shared);
    await fixture.call('StartFleet', { Name: 'shared' });
    fixture.pass(durations.fleetStart);
    for (const UserId of ['ada', 'bob', 'eve']) await open(await url({ ...shared, UserId }));
    const instances = async () =>
      ((await fixture.call('DescribeSessions', shared)).Sessions as { Id: string; InstanceId: string }[]).map(
        ({ InstanceId }) => InstanceId,
      );
    assert.equal(new Set(await instances()).size, 2);
    const status = async () => {
      const { InUse, Available, AvailableUserSessions, ActiveUserSessions } = await capacity('shared');
      return [InUse, Available, AvailableUserSessions, ActiveUserSessions];
    };
    assert.deepEqual(await status(), [2, 0, 1, 3]);
    const [instance] = await instances();
    const onIt = await fixture.call('DescribeSessions', { ...shared, InstanceId: instance });
    const expected = (await instances()).filter(one => one === instance).length;
    assert.equal((onIt.Sessions as unknown[]).length, expected);
    assert.deepEqual((await fixture.call('DescribeSessions', { ...shared, InstanceId: 'i-none' })).Sessions, []);
    assert.equal((await open(await url({ ...shared, UserId: 'joe' }))).status, 200);
    assert.deepEqual(await status(), [2, 0, 0, 4]);
    assert.equal((await open(await url({ ...shared, UserId: 'max' }))).status, 503);
    await fixture.call('StopFleet', { Name: 'shared' });
  });

  const spoilt: { given: string; spoil: (address: string) => string }[] = [
    { given: 'a + where %2B was', spoil: address => address.replace('%2B', '+') },
    { given: 'another user', spoil: address => address.replace(/parameters=.{20}/, 'parameters=eyJ0eXBlIjoiQURNSU4i') },
    { given: 'a signature cut off', spoil: address => address.slice(0, -9) },
    { given: 'no signature', spoil: address => address.replace(/&signature=.*/, '') },
    { given: 'an empty query', spoil: address => address.replace(/\?.*/, '') },
  ];
  for (const { given, spoil } of spoilt) {
    it(`refuses a URL with ${given}`, async () => {
      const { status, text } = await open(spoil(await url({})));
      assert.equal(status, 403);
      assert.match(text, /not valid/);
      assert.deepEqual(await sessions(), []);
    });
  }

  it('refuses a URL that has expired, and one whose fleet has stopped', async () => {
    const [short, long] = [await url({ Validity: 1 }), await url({ Validity: 604_800 })];
    fixture.pass(1);
    const { status, text } = await open(short);
    assert.equal(status, 403);
    assert.match(text, /expired/);
    await fixture.call('StopFleet', { Name: 'cad' });
    assert.equal((await open(long)).status, 503);
    fixture.pass(durations.fleetStop);
    await fixture.call('StartFleet', { Name: 'cad' });
    fixture.pass(durations.fleetStart);
  });

  it('shows what a user entered, but not as HTML', async () => {
    const { text } = await open(await url({ SessionContext: '<img src=x onerror="alert(1)">' }));
    assert.doesNotMatch(text, /<img/);
    assert.match(text, /&#60;img src=x onerror=&#34;alert\(1\)&#34;&#62;/);
    await endAll();
  });

  it("has no form of a builder on a user's page", async () => {
    const address = await url({});
    assert.doesNotMatch((await open(address)).text, /<form/);
    const body = new URLSearchParams({ pass: address.split('?')[1] ?? '', name: 'mine' });
    const response = await fetch(`${fixture.url}/assistant`, { method: 'POST', body });
    assert.equal(response.status, 403);
    assert.match(await response.text(), /Only a builder has this form/);
    await endAll();
  });

  it("opens a builder's page for an administrator, without a session", async () => {
    const answer = await fixture.call('CreateImageBuilderStreamingURL', { Name: 'tools' });
    const address = answer.StreamingURL as string;
    const parameters = new URL(address).searchParams.get('parameters') ?? '';
    const said = JSON.parse(Buffer.from(parameters, 'base64').toString()) as Record<string, string>;
    assert.equal(said.type, 'ADMIN');
    assert.equal(said.userId, 'admin');
    assert.equal(said.fleetRef, 'image-builder/tools');
    assert.equal((answer.Expires as Date).getTime(), fixture.now() + 3_600_000);
    const { status, text } = await open(address);
    assert.equal(status, 200);
    assert.match(text, /tools/);
    assert.match(text, /<dt>Builder<\/dt><dd>image-builder\/tools<\/dd>/);
    assert.match(text, /<dt>State<\/dt><dd>RUNNING<\/dd>/);
    for (const [Validity, message] of [
      [0, /greater than or equal to 1$/],
      [604_801, /less than or equal to 604800$/],
    ] as const) {
      const asked = { Name: 'tools', Validity };
      await fixture.refuses('CreateImageBuilderStreamingURL', asked, 'ValidationException', message);
    }
    const week = await fixture.call('CreateImageBuilderStreamingURL', { Name: 'tools', Validity: 604_800 });
    assert.equal((week.Expires as Date).getTime(), fixture.now() + 604_800_000);
    await fixture.call('StopImageBuilder', { Name: 'tools' });
    assert.equal((await open(address)).status, 503);
    await fixture.refuses(
      'CreateImageBuilderStreamingURL',
      { Name: 'tools' },
      'OperationNotPermittedException',
      /STOPPING/,
    );
  });

  const refused: { given: string; input: object; type: string; message: RegExp }[] = [
    {
      given: 'a stopped fleet',
      input: { StackName: 'waiting', FleetName: 'stopped' },
      type: 'ResourceNotAvailableException',
      message: /stopped is STOPPED/,
    },
    {
      given: 'a fleet of another stack',
      input: { StackName: 'waiting' },
      type: 'InvalidParameterCombinationException',
      message: /not associated/,
    },
    { given: 'no such fleet', input: { FleetName: 'nowhere' }, type: 'ResourceNotFoundException', message: /nowhere/ },
    {
      given: 'no validity',
      input: { Validity: 0 },
      type: 'ValidationException',
      message: /greater than or equal to 1$/,
    },
    { given: 'more than a week', input: { Validity: 604_801 }, type: 'ValidationException', message: /604800$/ },
    { given: 'a user of one letter', input: { UserId: 'a' }, type: 'ValidationException', message: /userId/ },
    { given: 'a user with a blank', input: { UserId: 'a b' }, type: 'ValidationException', message: /userId/ },
  ];
  for (const { given, input, type, message } of refused) {
    it(`refuses a URL for ${given}`, () =>
      fixture.refuses('CreateStreamingURL', { ...design, UserId: 'ada', ...input }, type, message));
  }
});

describe("The simulator's sessions", () => {
  const fixture = useSimulator({ seed: 'demo' });
  const cad = { StackName: 'cad', FleetName: 'cad-workstations' };

  it('are those of the authentication type API, unless the request names another', async () => {
    const users = async (input: object) =>
      ((await fixture.call('DescribeSessions', { ...cad, ...input })).Sessions as Session[])
        .map(({ UserId }) => UserId)
        .sort();
    assert.deepEqual(await users({}), ['render-batch']);
    assert.deepEqual(await users({ AuthenticationType: 'API' }), ['render-batch']);
    const saml = ['aoife.byrne@haldenbrook.example', 'tomasz.lis@haldenbrook.example'];
    assert.deepEqual(await users({ AuthenticationType: 'SAML' }), saml);
    assert.deepEqual(await users({ AuthenticationType: 'SAML', UserId: saml[1] }), [saml[1]]);
    assert.deepEqual(await users({ AuthenticationType: 'USERPOOL' }), []);
  });

  it('share the instances of a multi-session fleet', async () => {
    const lesson = { StackName: 'training', FleetName: 'training-lab' };
    const { Sessions } = await fixture.call('DescribeSessions', lesson);
    assert.equal(new Set((Sessions as { InstanceId: string }[]).map(({ InstanceId }) => InstanceId)).size, 1);
    const { Fleets } = await fixture.call('DescribeFleets', { Names: ['training-lab'] });
    assert.deepEqual((Fleets as { ComputeCapacityStatus: object }[])[0]?.ComputeCapacityStatus, {
      Desired: 4,
      Running: 4,
      InUse: 1,
      Available: 3,
      DesiredUserSessions: 24,
      ActualUserSessions: 24,
      ActiveUserSessions: 4,
      AvailableUserSessions: 20,
      Draining: 0,
      DrainModeActiveUserSessions: 0,
      DrainModeUnusedUserSessions: 0,
    });
  });

  it('end when they are expired; expiring a missing one succeeds', async () => {
    const { Sessions } = await fixture.call('DescribeSessions', cad);
    for (const { Id } of Sessions as Session[]) {
      for (let twice = 0; twice < 2; twice++) {
        assert.deepEqual(await fixture.call('ExpireSession', { SessionId: Id }), {});
      }
    }
    assert.deepEqual((await fixture.call('DescribeSessions', cad)).Sessions, []);
  });

  it('are listed for a stack and a fleet only', () =>
    fixture.refuses('DescribeSessions', { StackName: 'cad' }, 'ValidationException', /'fleetName'/));
});
