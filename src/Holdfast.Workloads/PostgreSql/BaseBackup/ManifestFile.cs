namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>A file in a backup manifest.</summary>
/// <param name="Modified">As the manifest writes it.</param>
/// <param name="Algorithm">Null: no checksum was taken.</param>
/// <param name="Checksum">Small hexadecimal digits.</param>
internal readonly record struct ManifestFile(long Size, string Modified, string? Algorithm, string? Checksum);
