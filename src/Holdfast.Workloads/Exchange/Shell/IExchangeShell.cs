using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Exchange.Shell;

/// <summary>Exchange's management shell on this computer.</summary>
public interface IExchangeShell
{
    /// <summary>Runs a pipeline of its cmdlets.</summary>
    /// <param name="pipeline">PowerShell, which gives one line of text for each thing that it finds.</param>
    /// <returns>Those lines.</returns>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotHere"/>: there is no such shell; <see cref="WorkloadFault.ApplicationFailed"/>: a cmdlet failed, or took too long.</exception>
    IReadOnlyList<string> Run(string pipeline, CancellationToken cancellation);
}
