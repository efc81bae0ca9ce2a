namespace Holdfast.Workloads.Applications;


/// <summary>A fault of a workload.</summary>
/// <param name="remedy">What to do.</param>
public sealed class WorkloadException(WorkloadFault fault, string message, string remedy, Exception? inner = null) : Exception(message, inner)
{
    public WorkloadFault Fault { get; } = fault;

    public string Remedy { get; } = remedy;
}
