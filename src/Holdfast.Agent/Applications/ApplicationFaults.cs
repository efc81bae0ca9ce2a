using Holdfast.Contracts.Errors;
using Holdfast.Workloads.Applications;

namespace Holdfast.Agent.Applications;

/// <summary>Faults of workloads as errors with a code.</summary>
public static class ApplicationFaults
{
    public static HoldfastException ToError(WorkloadException fault) => new(CodeOf(fault.Fault), fault.Message, fault.Remedy, fault);

    public static ErrorCode CodeOf(WorkloadFault fault) => fault switch
    {
        WorkloadFault.AddressWrong => ErrorCode.ApplicationAddressWrong,
        WorkloadFault.OptionWrong => ErrorCode.ApplicationOptionWrong,
        WorkloadFault.NotReachable => ErrorCode.ApplicationNotReachable,
        WorkloadFault.SignInRefused => ErrorCode.ApplicationSignInRefused,
        WorkloadFault.RightMissing => ErrorCode.ApplicationRightMissing,
        WorkloadFault.NotPossible => ErrorCode.ApplicationCannot,
        WorkloadFault.ApplicationFailed => ErrorCode.ApplicationFailed,
        WorkloadFault.ContentWrong => ErrorCode.ApplicationContentWrong,
        WorkloadFault.ChainBroken => ErrorCode.LogChainBroken,
        WorkloadFault.NotRecoverable => ErrorCode.ApplicationNotRecoverable,
        WorkloadFault.DestinationTaken => ErrorCode.ApplicationDestinationTaken,
        WorkloadFault.NotHere => ErrorCode.ApplicationProgramMissing,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
