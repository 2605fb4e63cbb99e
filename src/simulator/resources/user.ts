import type { AuthenticationType } from './session';

/** What identifies a user. */
export interface UserKey {
  UserName: string;
  AuthenticationType: AuthenticationType;
}

/** What CreateUser takes. */
export interface UserInput extends UserKey {
  MessageAction?: 'SUPPRESS' | 'RESEND';
  FirstName?: string;
  LastName?: string;
}

/** A user of the user pool as DescribeUsers answers it. */
export interface User extends UserInput {
  Arn: string;
  Enabled: boolean;
  Status: string;
  CreatedTime: number;
}
