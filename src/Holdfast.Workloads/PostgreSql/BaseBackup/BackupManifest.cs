using System.Globalization;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>What PostgreSQL says that a backup consists of.</summary>
/// <param name="SystemIdentifier">Null before version 17.</param>
/// <param name="Files">By path below the cluster; paths that are not UTF-8 as "hex:" and their bytes.</param>
internal sealed record BackupManifest(int Version, ulong? SystemIdentifier, Dictionary<string, ManifestFile> Files, IReadOnlyList<WalRange> Ranges)
{
    public const string FileName = "backup_manifest";

    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Files.Count} files, version {Version}");
}
