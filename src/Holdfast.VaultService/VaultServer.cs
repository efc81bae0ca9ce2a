namespace Holdfast.VaultService;

/// <summary>A server in a vault and the folder of its sealed data.</summary>
public sealed record VaultServer(string Id, string Name, string Folder);
