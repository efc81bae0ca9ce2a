namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <param name="Volume">As it was named when the copy was made.</param>
public sealed record ManifestCopy(Guid Id, string Volume, string? Alias, Guid Provider);
