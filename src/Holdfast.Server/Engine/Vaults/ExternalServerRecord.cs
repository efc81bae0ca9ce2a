namespace Holdfast.Server.Engine.Vaults;

/// <summary>Another server of a vault, as it is remembered here.</summary>
/// <param name="Points">How many recovery points it had when its copy was last opened.</param>
internal sealed record ExternalServerRecord(string ServerId, string ServerName, string VaultId, string VaultName, int Points);
