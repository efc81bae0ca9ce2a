namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <param name="File">Of its metadata document.</param>
public sealed record ManifestWriter(string Name, string File);
