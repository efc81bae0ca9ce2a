namespace Holdfast.Server.Engine;

/// <summary>Another server of a vault that this one may read (DIR/external-servers.json). Its keys lie beside, 0600, once its passphrase was given.</summary>
internal sealed record ExternalServerRecord(string ServerId, string ServerName, string VaultId, string VaultName, string Prefix);
