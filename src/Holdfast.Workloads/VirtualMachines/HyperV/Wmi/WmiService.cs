using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>One of Hyper-V's services: calls its methods and waits for the jobs that they start.</summary>
/// <param name="path">Of the service's object.</param>
internal sealed class WmiService(IWmiSession session, string path, TimeProvider clock)
{
    /// <summary>Return values that are no errors.</summary>
    private const long Completed = 0, JobStarted = 4096;

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: this version of Hyper-V has no such service.</exception>
    public static WmiService Find(IWmiSession session, string className, TimeProvider clock) =>
        session.Query(className) is [var service, ..] ? new WmiService(session, service.Path, clock)
        : throw new WorkloadException(WorkloadFault.NotPossible, $"The host's Hyper-V has no {className}.", "Use Windows Server 2016 or later, and see that the service vmms runs.");

    /// <summary>Calls a method and waits until it is done.</summary>
    /// <param name="cancellation">Ends the wait: the job is asked to stop, and what it leaves behind is the caller's to look for.</param>
    /// <exception cref="MethodFailure">Hyper-V refused it, or the job failed.</exception>
    /// <exception cref="WmiFailure">WMI could not be asked.</exception>
    public WmiOutcome Call(string method, IReadOnlyList<WmiArgument> arguments, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var outputs = session.Invoke(path, method, arguments);
        return outputs.Number("ReturnValue") switch
        {
            Completed => new WmiOutcome(session, outputs, null),
            JobStarted when outputs.Text("Job") is { } job => new WmiOutcome(session, outputs, new WmiJob(session, method, job, clock).Wait(cancellation)),
            var code => throw MethodFailure.Refused(method, code ?? -1),
        };
    }
}
