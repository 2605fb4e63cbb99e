/** How a user signs in. */
export type AuthenticationType = 'API' | 'SAML' | 'USERPOOL' | 'AWS_AD';

/** A streaming session as DescribeSessions answers it. */
export interface Session {
  Id: string;
  UserId: string;
  StackName: string;
  FleetName: string;
  State: 'ACTIVE' | 'PENDING';
  ConnectionState: 'CONNECTED' | 'NOT_CONNECTED';
  StartTime: number;
  MaxExpirationTime: number;
  AuthenticationType: AuthenticationType;
  NetworkAccessConfiguration: { EniPrivateIpAddress: string; EniId: string };
  InstanceId: string;
  InstanceDrainStatus: 'ACTIVE' | 'DRAINING' | 'NOT_APPLICABLE';
}
