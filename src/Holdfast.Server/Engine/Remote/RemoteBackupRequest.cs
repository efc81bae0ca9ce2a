namespace Holdfast.Server.Engine.Remote;

/// <summary>One run over a datasource of another machine.</summary>
/// <param name="EarlierPacks">Packs that earlier attempts of the same job made durable.</param>
public sealed record RemoteBackupRequest(BackupRequest Backup, IReadOnlyList<string> EarlierPacks);
