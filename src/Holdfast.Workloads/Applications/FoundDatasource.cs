namespace Holdfast.Workloads.Applications;


/// <summary>Something of a kind that can be protected.</summary>
/// <param name="Path">What protect takes.</param>
/// <param name="Size">Bytes; 0 where unknown.</param>
/// <param name="Parent">Path of its instance; null for an instance.</param>
/// <param name="IsContainer">An instance: what it holds can join a group by itself.</param>
/// <param name="Unprotectable">Why it cannot be protected; null where it can.</param>
public sealed record FoundDatasource(string Path, string Name, long Size, string? Parent, bool IsContainer, string? Unprotectable = null);
