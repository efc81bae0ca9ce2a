namespace Holdfast.Server.Scheduling;

/// <summary>Something that can be protected, found in a container.</summary>
internal sealed record Discovered(string Server, string Path);
