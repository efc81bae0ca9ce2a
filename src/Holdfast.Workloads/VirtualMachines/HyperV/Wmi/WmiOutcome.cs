namespace Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

/// <summary>What a method that is done gave back.</summary>
/// <param name="Job">Path of the job that did it; null where there was none.</param>
internal sealed record WmiOutcome(IWmiSession Session, WmiObject Outputs, string? Job)
{
    /// <summary>The object that was made: named by an output where the method was done at once, otherwise by its job.</summary>
    /// <param name="output">Name of the output.</param>
    /// <param name="className">Class of the object.</param>
    /// <exception cref="MethodFailure">There is none.</exception>
    public WmiObject Made(string output, string className)
    {
        var named = Outputs.Text(output) is { Length: > 0 } path ? Session.Get(path) : null;
        var made = named ?? (Job is null ? null : Session.Related(Job, className, Msvm.AffectedByJob).FirstOrDefault());
        return made ?? throw MethodFailure.WithoutResult(output);
    }
}
