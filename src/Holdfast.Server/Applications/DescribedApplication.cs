using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>An application that has answered.</summary>
/// <param name="Address">The one way to write its address.</param>
internal sealed record DescribedApplication(IWorkload Workload, string Address, IReadOnlyDictionary<string, string> Options, DatasourceFacts Facts);
