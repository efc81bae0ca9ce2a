namespace Holdfast.Contracts.Api.Applications;

/// <summary>Something of an application's kind that can be protected.</summary>
/// <param name="Path">What protect takes.</param>
/// <param name="Size">Bytes; 0 where unknown.</param>
/// <param name="Parent">Address of its instance; null for an instance.</param>
/// <param name="IsContainer">An instance: what it holds can join a group by itself.</param>
/// <param name="Unprotectable">Why it cannot be protected; null where it can.</param>
/// <param name="Source">Id of the datasource that it is already; null where it is not protected.</param>
public sealed record FoundApplication(string Kind, string Path, string Name, long Size, string? Parent, bool IsContainer, string? Unprotectable, string? Source);
