#!/usr/bin/env python3
"""Records what botocore, the AWS CLI's library, makes of each case in cases.json: run it with a botocore of your own.

    PYTHONPATH=<where botocore is> python3 test/unit/aws/awsDifferential/record.py

It writes answers.json beside this file. No request is made: whatever would ask AWS or run a program is replaced by what
says whom it would have asked for. `who` names that in one line, as test/unit/aws/awsDifferential.test.ts does.
"""
import json
import ntpath
import os
import pathlib
import platform
import posixpath
import shutil
import tempfile
from unittest import mock

import botocore
import botocore.compat
import botocore.configprovider
import botocore.credentials
import botocore.session
import botocore.tokens
import botocore.utils
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError, ParamValidationError
from botocore.validate import ParamValidator

here = pathlib.Path(__file__).parent
# What asks the machine: it would come after all that a profile says.
after_profile = ['ec2-credentials-file', 'boto-config', 'container-role', 'iam-role']


def text_of(content):
    return '\n'.join(content) if isinstance(content, list) else content


def words(pairs):
    return ''.join(f' {key}={value}' for key, value in pairs if value is not None)


def fake_client(session):
    """A client for STS or the portal that answers with credentials whose key says who they are."""

    def create(service, aws_access_key_id=None, aws_session_token=None, config=None, **_):
        class Client:
            class exceptions:
                UnauthorizedException = KeyError

            def assume_role(self, **params):
                check(session, 'AssumeRole', params)
                return answer('role', params, ' from ' + aws_access_key_id)

            def assume_role_with_web_identity(self, **params):
                check(session, 'AssumeRoleWithWebIdentity', params)
                return answer(f"web identity {params.pop('WebIdentityToken')} role", params, '')

            def get_role_credentials(self, roleName, accountId, accessToken):
                who = f'sso {accountId} {roleName} in {config.region_name} by {accessToken}'
                return {'roleCredentials': {'accessKeyId': who, 'secretAccessKey': 's', 'sessionToken': 't', 'expiration': 4e12}}

        return Client()

    def answer(kind, params, end):
        name = params.get('RoleSessionName', '')
        who = f"{kind} {params['RoleArn']}" + words([
            ('session', None if name.startswith('botocore-session') else name),
            ('externalId', params.get('ExternalId')),
            ('mfa', params.get('SerialNumber')),
            ('duration', params.get('DurationSeconds')),
        ]) + end
        keys = {'AccessKeyId': who, 'SecretAccessKey': 's', 'SessionToken': 't', 'Expiration': '2099-01-01T00:00:00Z'}
        return {'Credentials': keys, 'AssumedRoleUser': {'Arn': 'arn:aws:sts::111122223333:assumed-role/a/b'}}

    return create


def check(session, operation, params):
    shape = session.get_service_model('sts').operation_model(operation).input_shape
    report = ParamValidator().validate(params, shape)
    if report.has_errors():
        raise ParamValidationError(report=report.generate_report())


def run_process(self, command):
    who = ' '.join(botocore.compat.compat_shell_split(command))
    if not who:
        raise ValueError('no program')
    return {'access_key': f'process {who}', 'secret_key': 's'}


def console_load(self):
    profile = self._load_config().get('profiles', {}).get(self._profile_name, {})
    if 'login_session' in profile:
        return Credentials(f"console {profile['login_session']}", 's', method=self.METHOD)
    return None


def sso_token(self):
    config = self._load_sso_config()
    if config is None:
        return None
    token = mock.Mock()
    token.get_frozen_token.return_value.token = f"{config['sso_start_url']} {config['session_name']}"
    return token


def named(name):
    return lambda self: Credentials(name, 's')


def who_acts(session, profile):
    session.create_client = fake_client(session)
    resolver = botocore.credentials.create_credential_resolver(session)
    for name in after_profile:
        resolver.remove(name)
    resolver.get_provider('assume-role')._prompter = lambda _: '123456'
    with mock.patch.object(
        botocore.credentials.ProcessProvider, '_retrieve_credentials_using', run_process
    ), mock.patch.object(botocore.credentials.LoginProvider, 'load', console_load), mock.patch.object(
        botocore.credentials.EnvProvider, 'load', named('Environment')
    ), mock.patch.object(botocore.credentials.ContainerProvider, 'load', named('EcsContainer')), mock.patch.object(
        botocore.credentials.InstanceMetadataProvider, 'load', named('Ec2InstanceMetadata')
    ), mock.patch.object(botocore.tokens.SSOTokenProvider, 'load_token', sso_token), mock.patch.object(
        botocore.utils.SSOTokenLoader,
        '__call__',
        lambda self, url, session_name=None: {'accessToken': f'{url} {url}', 'expiresAt': '2099-01-01T00:00:00Z'},
    ), mock.patch.object(
        botocore.utils.FileWebIdentityTokenLoader, '__call__', lambda self: self._web_identity_token_path
    ):
        found = resolver.load_credentials()
        if found is None:
            return {'refused': 'no credentials'}
        return {'who': found.get_frozen_credentials().access_key}


def named_keys():
    """Keys of the files say of themselves that they are keys, also where they go on to STS."""
    original = Credentials.get_frozen_credentials

    def frozen(self):
        found = original(self)
        if self.method not in ('shared-credentials-file', 'config-file'):
            return found
        return found._replace(access_key=f"keys {found.access_key}{' with token' if found.token else ''}")

    return mock.patch.object(Credentials, 'get_frozen_credentials', frozen)


def settings_of(session):
    scoped = session.get_scoped_config()
    found = {'region': scoped.get('region')}
    found['fips'] = bool(session.get_config_variable('use_fips_endpoint'))
    found['dualstack'] = bool(session.get_config_variable('use_dualstack_endpoint'))
    try:
        ignored = session.get_config_variable('ignore_configured_endpoint_urls')
        provider = botocore.configprovider.ConfiguredEndpointProvider(session.full_config, scoped, 'appstream')
        found['endpoint'] = None if ignored else provider.provide()
    except (BotoCoreError, AttributeError) as error:
        found['endpoint'] = {'refused': type(error).__name__}
    return found


def record(case, home):
    for kind in ['config', 'credentials']:
        if kind in case:
            file = home / case.get(f'{kind}At', f'.aws/{kind}')
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text_of(case[kind]).replace('{home}', str(home)).encode())
    env = {'HOME': str(home), 'PATH': os.environ['PATH']}
    env.update({key: value.replace('{home}', str(home)) for key, value in case.get('env', {}).items()})
    profile = case['profile']
    with mock.patch.dict(os.environ, env, clear=True):
        session = botocore.session.Session(profile=profile)
        try:
            profiles = session.available_profiles
        except Exception as error:
            return {'file': f'{type(error).__name__}'}
        answer = {'profiles': sorted(profiles)}
        if case.get('env'):
            answer['preferred'] = botocore.session.Session().get_config_variable('profile') or 'default'
        if profile not in profiles:
            return {**answer, 'refused': 'ProfileNotFound'}
        answer.update(settings_of(session))
        with named_keys():
            try:
                answer.update(who_acts(session, profile))
            except Exception as error:
                answer['refused'] = f'{type(error).__name__}: {error}'.splitlines()[0]
        return answer


def record_path(case):
    module = ntpath if case['platform'] == 'win32' else posixpath
    with mock.patch.dict(os.environ, case['env'], clear=True):
        return module.expanduser(module.expandvars(case['path']))


def main():
    cases = json.loads((here / 'cases.json').read_text())
    answers = {}
    for case in cases['files']:
        home = pathlib.Path(tempfile.mkdtemp())
        try:
            text = json.dumps(record(case, home), ensure_ascii=False)
            answers[case['given']] = json.loads(text.replace(str(home), '{home}'))
        finally:
            shutil.rmtree(home)
    recorded = {
        'botocore': botocore.__version__,
        'python': platform.python_version(),
        'files': answers,
        'paths': {case['given']: record_path(case) for case in cases['paths']},
    }
    (here / 'answers.json').write_text(json.dumps(recorded, indent=2, ensure_ascii=False) + '\n')


main()
