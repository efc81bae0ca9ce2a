namespace Holdfast.Protection.Groups.Policy;

/// <summary>A container on a production server: what it holds, now and later, becomes a member.</summary>
public sealed record AutoProtection(string Server, string Path, bool Online);
