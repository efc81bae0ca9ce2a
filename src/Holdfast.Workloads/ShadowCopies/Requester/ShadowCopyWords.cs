namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>How a workload speaks of shadow copies that cannot be had or fail.</summary>
/// <param name="Absent">This computer is no Windows; what is to be done then.</param>
/// <param name="Late">What is to be done where the service or a writer does not come to an end.</param>
/// <param name="Malformed">What is to be done where a document cannot be read.</param>
/// <param name="Unread">A file could not be read; what is to be done then. The reason follows the message.</param>
public sealed record ShadowCopyWords((string Message, string Remedy) Absent, string Late, string Malformed, (string Message, string Remedy) Unread);
