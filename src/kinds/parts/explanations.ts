// What the error codes mean that AppStream puts into resources, and what to do about them. Texts are English, like those
// of the kinds: the code that shows them translates them. AWS documents few codes. "Usually" marks a cause that follows
// from the code's name and from how IAM, VPCs and Active Directory work.
import type {
  AppBlockBuilderStateChangeReasonCode,
  FleetErrorCode,
  ImageBuilderStateChangeReasonCode,
  ImageStateChangeReasonCode,
  StackErrorCode,
  UsageReportExecutionErrorCode,
  UserStackAssociationErrorCode,
} from '@aws-sdk/client-appstream';

import type { ActionName } from '../names';

/** The enums of the API that have error codes, by their names in the service model. */
export interface ErrorCodes {
  /** Of fleets, images, image builders and app block builders. */
  FleetErrorCode: FleetErrorCode;
  ImageStateChangeReasonCode: ImageStateChangeReasonCode;
  ImageBuilderStateChangeReasonCode: ImageBuilderStateChangeReasonCode;
  AppBlockBuilderStateChangeReasonCode: AppBlockBuilderStateChangeReasonCode;
  StackErrorCode: StackErrorCode;
  UsageReportExecutionErrorCode: UsageReportExecutionErrorCode;
  UserStackAssociationErrorCode: UserStackAssociationErrorCode;
}

export type CodeEnum = keyof ErrorCodes;

/** What a code means. Whole sentences. */
export interface Explanation {
  readonly cause: string;
  /** What to look at before changing anything. */
  readonly check?: string;
  readonly remedy: string;
  /** The page of AWS's documentation. */
  readonly page?: Page;
  /** What helps, the most helpful first. Only what the resource offers now is offered. */
  readonly helps?: readonly Help[];
}

/** What can help: an action of the resource, or a command that all resources have. */
export type Help = ActionName | 'duplicate' | 'refresh';

const guide = 'https://docs.aws.amazon.com/appstream2/latest/developerguide';
const codes = `${guide}/troubleshooting-notification-codes.html`;

/** Pages of AWS's documentation. */
export const pages = {
  accounts: `${guide}/active-directory-admin.html#active-directory-permissions`,
  agent: `${guide}/base-images-agent.html`,
  codes,
  copying: `${guide}/copy-image-different-region.html`,
  domain: `${codes}#troubleshooting-notification-codes-ad`,
  fleets: `${guide}/troubleshooting-fleets.html`,
  image: `${codes}#troubleshooting-notification-codes-image`,
  importing: `${guide}/import-image.html`,
  instanceRole: `${guide}/using-iam-roles-to-grant-permissions-to-applications-scripts-streaming-instances.html`,
  interfaces: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  internet: `${guide}/managing-network-default-internet-access.html`,
  reports: `${guide}/enable-usage-reports.html`,
  serviceRole: `${guide}/controlling-access-checking-for-iam-service-access.html`,
  sharing: `${guide}/share-image-with-another-account.html`,
  storage: `${guide}/s3-iam-policy.html`,
  sts: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html',
  users: `${guide}/set-up-stacks-fleets-add.html`,
  vpc: `${guide}/vpc-setup-recommendations.html`,
} as const;
type Page = keyof typeof pages;

const support = 'Try again. If it fails again, contact AWS Support.';
const recreated = 'A fleet has to stop first, and an image builder has to be created again.';

/** The service role lacks a permission. */
function serviceRole(cause: string): Explanation {
  return {
    cause,
    check: "Check the role's policies in IAM, and the service control policies of your organization.",
    remedy:
      'Attach the AWS managed policy AmazonAppStreamServiceAccess to the service role, and remove what denies the action.',
    page: 'serviceRole',
    helps: ['start', 'refresh'],
  };
}

/** The organizational unit has a wrong name. */
function organizationalUnit(cause: string): Explanation {
  return {
    cause,
    check: 'Check the distinguished name of the organizational unit in Active Directory. It must begin with OU=.',
    remedy: 'Correct the distinguished name in the directory config and wherever it is chosen, then start again.',
    page: 'domain',
    helps: ['update', 'start'],
  };
}

/** The codes by enum. The types, and a test over the service model, accept neither a missing nor an invented code. */
export const explanations: { readonly [E in CodeEnum]: Readonly<Record<ErrorCodes[E], Explanation>> } = {
  FleetErrorCode: {
    IAM_SERVICE_ROLE_IS_MISSING: {
      cause: 'Usually the service role AmazonAppStreamServiceAccess is missing, or AppStream may not assume it.',
      check: 'Check in IAM that the role exists and that it trusts appstream.amazonaws.com.',
      remedy: 'Create the role again with its managed policy. Opening the AppStream console usually creates it.',
      page: 'serviceRole',
      helps: ['start', 'refresh'],
    },
    IAM_SERVICE_ROLE_MISSING_ENI_DESCRIBE_ACTION: serviceRole(
      'Usually the service role AmazonAppStreamServiceAccess may not use ec2:DescribeNetworkInterfaces.',
    ),
    IAM_SERVICE_ROLE_MISSING_ENI_CREATE_ACTION: serviceRole(
      'Usually the service role AmazonAppStreamServiceAccess may not use ec2:CreateNetworkInterface.',
    ),
    IAM_SERVICE_ROLE_MISSING_ENI_DELETE_ACTION: serviceRole(
      'Usually the service role AmazonAppStreamServiceAccess may not use ec2:DeleteNetworkInterface.',
    ),
    IAM_SERVICE_ROLE_MISSING_DESCRIBE_SUBNET_ACTION: serviceRole(
      'Usually the service role AmazonAppStreamServiceAccess may not use ec2:DescribeSubnets.',
    ),
    IAM_SERVICE_ROLE_MISSING_DESCRIBE_SECURITY_GROUPS_ACTION: serviceRole(
      'Usually the service role AmazonAppStreamServiceAccess may not use ec2:DescribeSecurityGroups.',
    ),
    MACHINE_ROLE_IS_MISSING: {
      cause: 'Usually the IAM role of the instances was deleted, or AppStream may not assume it.',
      check: 'Check in IAM that the role exists and that it trusts appstream.amazonaws.com.',
      remedy: 'Restore the role. To choose another one, stop the fleet or create the image builder again.',
      page: 'instanceRole',
      helps: ['update', 'start', 'refresh'],
    },
    STS_DISABLED_IN_REGION: {
      cause: 'Usually AWS STS is not active in this Region for the account.',
      check: 'Check the endpoints of AWS STS in the account settings of IAM.',
      remedy: 'Activate the AWS STS endpoint of this Region in the account settings of IAM.',
      page: 'sts',
      helps: ['start', 'refresh'],
    },
    NETWORK_INTERFACE_LIMIT_EXCEEDED: {
      cause: 'Usually the account has reached its quota of network interfaces in this Region.',
      check: 'Check the quota in Service Quotas, and which network interfaces nothing uses.',
      remedy: 'Delete network interfaces that nothing uses, request a higher quota, or lower the capacity.',
      page: 'interfaces',
      helps: ['update', 'start', 'refresh'],
    },
    SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES: {
      cause: 'Usually too few IP addresses are free in the subnets. Each instance needs one.',
      check: 'Check the free IP addresses of the subnets in the VPC console.',
      remedy: 'Lower the capacity. Or stop the fleet and choose more or larger subnets.',
      page: 'vpc',
      helps: ['update', 'start', 'refresh'],
    },
    SUBNET_NOT_FOUND: {
      cause: 'Usually a subnet was deleted.',
      check: 'Check in the VPC console that the subnets exist in this Region.',
      remedy: `Choose subnets that exist. ${recreated}`,
      page: 'vpc',
      helps: ['update', 'duplicate', 'refresh'],
    },
    SECURITY_GROUPS_NOT_FOUND: {
      cause: 'Usually a security group was deleted.',
      check: 'Check in the VPC console that the security groups exist in this Region.',
      remedy: `Choose security groups that exist. ${recreated}`,
      page: 'vpc',
      helps: ['update', 'duplicate', 'refresh'],
    },
    INVALID_SUBNET_CONFIGURATION: {
      cause:
        "Usually the instance type isn't available in the Availability Zone of a subnet, or the subnets can't be used together.",
      check: 'Check the VPC and the Availability Zones of the subnets.',
      remedy: `Choose other subnets. ${recreated}`,
      page: 'vpc',
      helps: ['update', 'duplicate', 'refresh'],
    },
    IGW_NOT_ATTACHED: {
      cause: 'Usually default internet access is on, but the VPC of the subnets has no internet gateway.',
      check: 'Check the internet gateways of the VPC, and the route tables of the subnets.',
      remedy:
        'Attach an internet gateway and add a route to it. Or use a NAT gateway and switch default internet access off.',
      page: 'internet',
      helps: ['update', 'start', 'refresh'],
    },
    IMAGE_NOT_FOUND: {
      cause: 'Usually the image was deleted, or its owner no longer shares it.',
      check: 'Check whether the image is still in the lists of images. Ask its owner if another account shared it.',
      remedy: 'Choose an image that is AVAILABLE. An image builder has to be created again.',
      page: 'sharing',
      helps: ['update', 'duplicate', 'refresh'],
    },
    FLEET_STOPPED: {
      cause: 'Usually AppStream has stopped the fleet because of its other errors.',
      check: 'Check the other errors of the fleet.',
      remedy: 'Correct what the other errors report, then start the fleet again.',
      page: 'fleets',
      helps: ['start', 'update', 'refresh'],
    },
    FLEET_INSTANCE_PROVISIONING_FAILURE: {
      cause: "Usually instances don't come up because of the image, its agent, antivirus software or missing capacity.",
      check: 'Check the image by starting an image builder from it.',
      remedy: 'Use an image with a newer agent, or try again later.',
      page: 'agent',
      helps: ['update', 'start', 'refresh'],
    },
    INTERNAL_SERVICE_ERROR: {
      cause:
        'AWS reports an internal error. In a domain, the computer object may be deleted or disabled. After an image update, the source image may be the reason.',
      check:
        'Check the computer object in Active Directory. For an image, check the source image with an image builder.',
      remedy:
        'Enable or reset the computer object, or update the SSM agent of the source image. Then try again. Otherwise contact AWS Support.',
      page: 'codes',
      helps: ['start', 'refresh'],
    },
    VALIDATION_ERROR: {
      cause: "AWS doesn't document this code. Its message may name the setting that is wrong.",
      check: 'Check the settings that the message names.',
      remedy: 'Correct the settings that the message names. If it names none, contact AWS Support.',
      helps: ['update', 'refresh'],
    },
    DOMAIN_JOIN_ERROR_ACCESS_DENIED: {
      cause: 'The service account of the directory config may not create or reuse computer objects.',
      check: 'Check the rights of the account on the organizational unit.',
      remedy: 'Grant the service account the rights on the organizational unit, then start again.',
      page: 'accounts',
      helps: ['start', 'refresh'],
    },
    DOMAIN_JOIN_ERROR_LOGON_FAILURE: {
      cause: 'The service account of the directory config has a wrong name or password.',
      check: 'Check the account in Active Directory.',
      remedy: 'Update the directory config, then create the fleet or image builder again.',
      page: 'domain',
      helps: ['duplicate', 'delete'],
    },
    DOMAIN_JOIN_NERR_PASSWORD_EXPIRED: {
      cause: 'The password of the service account has expired.',
      check: 'Check the account in Active Directory.',
      remedy:
        'Change the password in Active Directory and in the directory config, then create the fleet or image builder again.',
      page: 'domain',
      helps: ['duplicate', 'delete'],
    },
    DOMAIN_JOIN_ERROR_DS_MACHINE_ACCOUNT_QUOTA_EXCEEDED: {
      cause:
        'The service account has created as many computer objects as it may, and has no rights on the organizational unit.',
      check: 'Check the rights of the account on the organizational unit.',
      remedy: 'Delegate the rights on computer objects to the service account, then start again.',
      page: 'accounts',
      helps: ['start', 'refresh'],
    },
    DOMAIN_JOIN_ERROR_FILE_NOT_FOUND: organizationalUnit(
      'The distinguished name of the organizational unit is not valid.',
    ),
    DOMAIN_JOIN_ERROR_INVALID_PARAMETER: organizationalUnit(
      'Usually the distinguished name of the organizational unit is wrong.',
    ),
    DOMAIN_JOIN_ERROR_MORE_DATA: organizationalUnit(
      'Usually the distinguished name of the organizational unit is wrong.',
    ),
    DOMAIN_JOIN_ERROR_NO_SUCH_DOMAIN: {
      cause: "The instance couldn't reach the domain.",
      check:
        'Check the DNS servers of the VPC, its security groups, and the ports of Active Directory, such as 53, 88, 389 and 445.',
      remedy: 'Make the domain reachable from the subnets, then start again.',
      page: 'domain',
      helps: ['start', 'update', 'refresh'],
    },
    DOMAIN_JOIN_ERROR_NOT_SUPPORTED: {
      cause: "Windows doesn't support the request to join the domain. AWS documents no cause.",
      remedy: 'Contact AWS Support.',
      page: 'domain',
      helps: ['refresh'],
    },
    DOMAIN_JOIN_NERR_INVALID_WORKGROUP_NAME: {
      cause: "AWS doesn't document this code. The name of the directory may be wrong.",
      check: 'Check that the directory config has the full name of the domain, such as corp.example.com.',
      remedy:
        'If the directory config lacks the full name of the domain, create one that has it and use that one. Otherwise contact AWS Support.',
      helps: ['update', 'refresh'],
    },
    DOMAIN_JOIN_NERR_WORKSTATION_NOT_STARTED: {
      cause: "The Workstation service of Windows didn't start on the instance.",
      check: 'Check the service on an image builder with the same image.',
      remedy:
        'Enable the Workstation service on an image builder with the same image. Then create a new image from it, and use that image.',
      page: 'domain',
      helps: ['update', 'refresh'],
    },
    DOMAIN_JOIN_INTERNAL_SERVICE_ERROR: {
      cause:
        'Usually the computer object already exists. The service account may not reuse it, or the object was moved to another organizational unit.',
      check:
        'Check the rights of the account, where the computer object is, and whether the name of the unit has spaces.',
      remedy:
        'Grant the service account the rights on the computer object, or move the object back. Then start again. If a fleet still fails, remove it from the domain and join it again.',
      page: 'accounts',
      helps: ['start', 'update', 'refresh'],
    },
  },
  ImageStateChangeReasonCode: {
    INTERNAL_ERROR: {
      cause: 'AWS reports an internal error. The image was not created.',
      remedy: `Delete this image. ${support}`,
      page: 'image',
      helps: ['delete'],
    },
    IMAGE_BUILDER_NOT_AVAILABLE: {
      cause: 'Usually the image builder was deleted while AWS created the image.',
      check: 'Check whether the image builder still exists.',
      remedy: 'Delete this image, and create it again from an image builder that is RUNNING.',
      page: 'image',
      helps: ['delete'],
    },
    IMAGE_COPY_FAILURE: {
      cause: "AWS couldn't copy the image and gives no other reason.",
      check: 'Check that the source image is still AVAILABLE.',
      remedy: `Delete this copy. ${support}`,
      page: 'copying',
      helps: ['delete'],
    },
    IMAGE_UPDATE_FAILURE: {
      cause: 'Usually something in the source image prevents the update, for example an old SSM agent.',
      check: 'Check the source image by starting an image builder from it.',
      remedy:
        'Update the SSM agent on an image builder with the source image. Then create a new image from it, and update the new image.',
      page: 'image',
      helps: ['delete'],
    },
    IMAGE_IMPORT_FAILURE: {
      cause: "Usually the AMI doesn't meet the requirements for an import.",
      check: 'Check the AMI against the requirements in the documentation.',
      remedy: 'Correct the AMI, delete this image, and import it again.',
      page: 'importing',
      helps: ['delete'],
    },
  },
  ImageBuilderStateChangeReasonCode: {
    INTERNAL_ERROR: {
      cause: 'AWS reports an internal error.',
      remedy: support,
      helps: ['start', 'duplicate', 'delete'],
    },
    IMAGE_UNAVAILABLE: {
      cause: 'Usually the image of the image builder was deleted, or its owner no longer shares it.',
      check: 'Check whether the image is still in the lists of images. Ask its owner if another account shared it.',
      remedy: 'Create an image builder from an image that is AVAILABLE, and delete this one.',
      page: 'sharing',
      helps: ['duplicate', 'delete'],
    },
  },
  AppBlockBuilderStateChangeReasonCode: {
    INTERNAL_ERROR: {
      cause: 'AWS reports an internal error.',
      remedy: support,
      helps: ['start', 'delete'],
    },
  },
  StackErrorCode: {
    STORAGE_CONNECTOR_ERROR: {
      cause: 'Usually the S3 bucket of the home folders or its bucket policy is missing.',
      check: 'Check the bucket and its policy in S3.',
      remedy:
        'Restore the bucket and its policy, or switch home folders off and on again: AppStream then usually creates the bucket.',
      page: 'storage',
      helps: ['update', 'refresh'],
    },
    INTERNAL_SERVICE_ERROR: {
      cause: 'AWS reports an internal error.',
      remedy: support,
      helps: ['refresh'],
    },
  },
  UsageReportExecutionErrorCode: {
    RESOURCE_NOT_FOUND: {
      cause: 'Usually the bucket for the reports was deleted.',
      check: 'Check whether the bucket still exists in S3.',
      remedy: 'Delete the subscription and subscribe again, which creates the bucket.',
      page: 'reports',
      helps: ['delete', 'refresh'],
    },
    ACCESS_DENIED: {
      cause: "Usually the bucket policy doesn't let AppStream write reports.",
      check: 'Check the bucket policy in S3.',
      remedy: 'Correct the bucket policy. Or delete the subscription and subscribe again.',
      page: 'reports',
      helps: ['delete', 'refresh'],
    },
    INTERNAL_SERVICE_ERROR: {
      cause: "AWS couldn't write the last report.",
      check: 'Check after the next report whether the error is still there.',
      remedy: 'If the error remains after the next report, delete the subscription and subscribe again.',
      page: 'reports',
      helps: ['refresh', 'delete'],
    },
  },
  UserStackAssociationErrorCode: {
    STACK_NOT_FOUND: {
      cause: 'The stack no longer exists.',
      remedy: 'Choose another stack.',
      page: 'users',
    },
    USER_NAME_NOT_FOUND: {
      cause: 'The user pool has no user with this name. User names are case-sensitive.',
      remedy: 'Check how the name is written, or create the user.',
      page: 'users',
    },
    DIRECTORY_NOT_FOUND: {
      cause: "The stack's fleet is joined to a directory that has no directory config.",
      remedy: 'Create the directory config, or choose another stack.',
      page: 'users',
    },
    INTERNAL_ERROR: {
      cause:
        "AWS couldn't do it. If the stack's fleet is joined to a domain, the stack can't have users of the user pool.",
      remedy: 'Choose a stack whose fleet is not joined to a domain. Otherwise try again.',
      page: 'users',
    },
  },
};

/** What a code means. @returns undefined for a code of a newer API */
export function explanationOf(codes: CodeEnum, code: string | undefined): Explanation | undefined {
  const known: Readonly<Record<string, Explanation>> = explanations[codes];
  return code !== undefined && Object.hasOwn(known, code) ? known[code] : undefined;
}
