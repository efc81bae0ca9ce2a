using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Says in the words of workloads what WMI reported.</summary>
internal static class HyperVFaults
{
    public static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (WmiFailure failure)
        {
            throw Translate(failure);
        }
        catch (MethodFailure failure)
        {
            throw Translate(failure);
        }
    }

    public static WorkloadException Translate(MethodFailure failure) =>
        new(failure.IsUnsupported ? WorkloadFault.NotPossible : WorkloadFault.ApplicationFailed, $"Hyper-V: {failure.Message}", "Read the message, and the event log Hyper-V-VMMS of the host at that time.", failure);

    public static WorkloadException Translate(WmiFailure failure)
    {
        var (fault, remedy) = failure.Code switch
        {
            WmiFailure.AccountDenied or WmiFailure.LogonFailed => (WorkloadFault.SignInRefused, "Check user and password, and that the account may sign in to the host from the network."),
            WmiFailure.AccessDenied => (WorkloadFault.RightMissing, "Make the account a member of Hyper-V Administrators or Administrators on the host."),
            WmiFailure.LocalCredentials => (WorkloadFault.SignInRefused, "Windows takes no other account for its own computer: run the agent as one that may manage Hyper-V, and give none."),
            WmiFailure.RpcUnavailable or WmiFailure.RpcTooBusy => (WorkloadFault.NotReachable, "Check the host's name and that its firewall lets Windows Management Instrumentation in; or install the agent on the host."),
            WmiFailure.InvalidNamespace => (WorkloadFault.NotHere, "Install the Hyper-V role on the host, or give another host."),
            _ => (WorkloadFault.ApplicationFailed, "Read the message, and the event log Hyper-V-VMMS of the host at that time."),
        };
        return new WorkloadException(fault, $"Hyper-V: {failure.Message}", remedy, failure);
    }
}
