using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;

namespace Holdfast.Workloads.SqlServer.Transports;

/// <summary>Over how many files a backup is spread, so that none reaches the limit of parts.</summary>
internal static class StripePlan
{
    public const int Most = 64;

    /// <summary>Of one S3 upload, by its protocol.</summary>
    private const long PartsPerFile = 10_000;

    /// <summary>The database may have grown since its size was seen, by a quarter.</summary>
    private const long Growth = 4;

    /// <param name="size">Bytes expected: of the last backup of the kind, or of the database.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: it is too large.</exception>
    public static int For(long size, SqlOptions options)
    {
        if (options.Stripes > 0) return options.Stripes;
        if (options.Transport != SqlTransportKind.Objects) return 1;
        var perFile = PartsPerFile * ((long)options.PartSize << 20);
        var needed = ((Math.Max(size, 0) + (Math.Max(size, 0) / Growth)) / perFile) + 1;
        return needed <= Most ? (int)needed
            : throw new WorkloadException(WorkloadFault.NotPossible, $"A backup of {size} bytes does not fit into {Most} files of {perFile} bytes.", "Use transport=vdi with an agent on the instance's computer, or compression=true with partSize=20.");
    }
}
