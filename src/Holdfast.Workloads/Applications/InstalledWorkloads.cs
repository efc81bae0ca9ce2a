namespace Holdfast.Workloads.Applications;

/// <summary>The kinds that this program knows. A new kind is a folder of this project and a line here.</summary>
public static class InstalledWorkloads
{
    public static IReadOnlyList<IWorkload> All { get; } =
    [
        new SqlServer.SqlServerWorkload(),
        new PostgreSql.PostgreSqlWorkload(),
    ];

    /// <summary>Null where no kind knows the address: it is a path of files.</summary>
    public static IWorkload? ForPath(string path) => All.FirstOrDefault(workload => workload.Knows(path));

    public static IWorkload? OfKind(string kind) => All.FirstOrDefault(workload => workload.Kind == kind);
}
