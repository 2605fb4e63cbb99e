import type { AuthenticationType } from './session';

/** That a user may use a stack. */
export interface UserStackAssociation {
  StackName: string;
  UserName: string;
  AuthenticationType: AuthenticationType;
  SendEmailNotification?: boolean;
}
