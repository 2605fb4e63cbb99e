import type { AuthenticationType } from './session';

/** The permission of a user to use a stack. */
export interface UserStackAssociation {
  StackName: string;
  UserName: string;
  AuthenticationType: AuthenticationType;
  SendEmailNotification?: boolean;
}
