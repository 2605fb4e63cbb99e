import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A test's own pair of AWS files, in an environment without other AWS settings. */
export interface AwsEnvironment {
  /** The home directory, empty at first: the SSO cache is below it. */
  readonly home: string;
  readonly configFile: string;
  readonly credentialsFile: string;
  /** Writes the files. An undefined one does not exist. */
  write(files: { config?: string; credentials?: string }): void;
  /** Sets variables until `restore`. */
  set(variables: Record<string, string>): void;
  /** Restores the environment and removes the files. */
  restore(): void;
}

/** Unsets all AWS variables of the environment, except those that name the two (missing) files. */
export function isolateAws(): AwsEnvironment {
  const before = { ...process.env };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'appstream-aws-'));
  const configFile = path.join(folder, 'config');
  const credentialsFile = path.join(folder, 'credentials');
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  process.env['HOME'] = folder;
  process.env['USERPROFILE'] = folder;
  process.env['AWS_CONFIG_FILE'] = configFile;
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = credentialsFile;
  // No test asks the metadata service of its machine.
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
  return {
    home: folder,
    configFile,
    credentialsFile,
    write({ config, credentials }) {
      for (const [file, text] of [
        [configFile, config],
        [credentialsFile, credentials],
      ] as const) {
        fs.rmSync(file, { recursive: true, force: true });
        if (text !== undefined) fs.writeFileSync(file, text);
      }
    },
    set: variables => void Object.assign(process.env, variables),
    restore() {
      process.env = before;
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
