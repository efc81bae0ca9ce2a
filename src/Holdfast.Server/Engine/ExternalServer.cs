namespace Holdfast.Server.Engine;

/// <summary>Another server whose points lie in a vault that this server can read.</summary>
public sealed record ExternalServer(string Id, string Name, string VaultName, bool IsOpen, int Points);
