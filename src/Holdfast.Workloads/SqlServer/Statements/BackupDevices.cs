namespace Holdfast.Workloads.SqlServer.Statements;

/// <summary>Where a statement writes to or reads from: one device a stripe.</summary>
/// <param name="Kind">URL or VIRTUAL_DEVICE.</param>
/// <param name="Names">In the order of the stripes.</param>
/// <param name="Region">Of S3; null for other devices.</param>
/// <param name="TransferSize">Bytes of one part; null leaves it to the server.</param>
internal sealed record BackupDevices(string Kind, IReadOnlyList<string> Names, string? Region, int? TransferSize)
{
    public const string Url = "URL", Virtual = "VIRTUAL_DEVICE", Disk = "DISK";

    public string List => string.Join(", ", Names.Select(name => $"{Kind} = {SqlText.Literal(name)}"));

    /// <summary>What a BACKUP says of its devices among its options.</summary>
    public IEnumerable<string> Options(bool backup)
    {
        if (backup && TransferSize is { } size) yield return $"MAXTRANSFERSIZE = {size}";
        if (Region is { } region) yield return $"{(backup ? "BACKUP_OPTIONS" : "RESTORE_OPTIONS")} = {SqlText.Literal($"{{\"s3\": {{\"region\":\"{region}\"}}}}")}";
    }
}
