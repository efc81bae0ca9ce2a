using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SharePoint.Backup;

/// <summary>A database of a farm as the SQL Server workload is asked about it.</summary>
internal static class DatabaseContext
{
    /// <param name="address">Of the database, or of an instance that it is recovered to.</param>
    /// <param name="folder">Of the database in the point: its scratch and what it keeps lie under the same path.</param>
    public static WorkloadContext Of(WorkloadContext farm, SharePointOptions options, string address, string folder)
    {
        var (scratch, keep) = (Path.Combine(farm.Scratch, folder), Path.Combine(farm.Keep, folder));
        Directory.CreateDirectory(scratch);
        Directory.CreateDirectory(keep);
        return farm with { Path = address, Scratch = scratch, Keep = keep, Options = options.Sql };
    }
}
