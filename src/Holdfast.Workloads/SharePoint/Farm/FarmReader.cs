using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.SharePoint.Farm;

/// <summary>
/// Makes the inventory of a farm from its reference writer, which has no files: each of its components depends on one of SqlServerWriter on some computer, or of a search writer. The configuration database
/// and that of Central Administration are the components that cannot be selected by themselves (Microsoft's "SharePoint VSS Reference Writer").
/// </summary>
internal static class FarmReader
{
    private const int MostDatabases = 1000;
    private const string Remote = @"\\";

    /// <param name="host">Of the farm's server that this is.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: there is no such writer, it names no database, or what it depends on here is not there.</exception>
    public static FarmInventory Read(IReadOnlyList<WriterMetadata> writers, IShadowCopyService service, string host, SharePointOptions options)
    {
        var writer = FarmWriters.SharePoint.Select(id => writers.FirstOrDefault(writer => writer.Writer == id)).FirstOrDefault(found => found is not null)
            ?? throw new WorkloadException(WorkloadFault.NotPossible, "SharePoint's VSS writer is not among the writers of this computer.", "Register it on one server of the farm (Register-SPVssWriter, or stsadm -o registerwsswriter), and start the service SharePoint VSS Writer (SPWriterV4).");
        var plan = BackupPlanner.Plan(writers, [new WriterWish(writer.Writer)], ShadowBackupType.Full, service.Environment, service.Files.VolumeOf);
        var (databases, others) = (new List<FarmDatabase>(), new List<string>());
        foreach (var component in plan.Components.Where(component => component.Writer.Writer == writer.Writer).Select(component => component.Component))
        {
            foreach (var on in component.Dependencies)
            {
                if (on.Writer == SqlWriterRestore.Writer) databases.Add(Database(on, component, host, options));
                else others.Add($"{component.Path.Full}: {on.On.Name} of {writers.FirstOrDefault(other => other.Writer == on.Writer)?.Name ?? $"writer {on.Writer}"}{(on.Computer is { } computer ? $" on {computer}" : "")}");
            }
        }
        if (databases.Count is 0 or > MostDatabases)
            throw new WorkloadException(WorkloadFault.NotPossible, $"SharePoint's VSS writer names {databases.Count} databases.", "See what it reports: vssadmin list writers, and SharePoint's log of its VSS writer; its account must reach the configuration database.");
        // One database may be named by several components; that one of them is for the whole farm decides.
        var each = databases.GroupBy(database => database.Address, StringComparer.OrdinalIgnoreCase).Select(group => group.First() with { IsFarmWide = group.Any(database => database.IsFarmWide) });
        return new FarmInventory([.. each.OrderByDescending(database => database.IsFarmWide).ThenBy(database => database.Address, StringComparer.OrdinalIgnoreCase)], [.. others.Distinct()]);
    }

    private static FarmDatabase Database(ComponentDependency on, WriterComponent component, string host, SharePointOptions options)
    {
        var (server, name) = (Local(on.On.LogicalPath), Local(on.On.Name));
        if (name.Length == 0) throw new WorkloadException(WorkloadFault.ContentWrong, $"SharePoint's VSS writer names a database without a name, in {component.Path}.", "See what it reports: vssadmin list writers.");
        var told = server.Length > 0 ? server : on.Computer ?? host;
        var instance = told.Split('\\') is [_, { Length: > 0 } named, ..] ? named : null;
        var place = options.Aliases.GetValueOrDefault(told) ?? options.Aliases.GetValueOrDefault(told.Split('\\')[0]) ?? $"{on.Computer ?? host}/{(instance is null ? "" : $"{Uri.EscapeDataString(instance)}/")}";
        var address = SqlAddress.Parse($"sqlserver://{place}{(place.EndsWith('/') ? "" : "/")}").Of(name);
        return new FarmDatabase(address.ToString(), told, name, !component.IsSelectable || options.FarmDatabases.Contains(name));
    }

    /// <summary>Without the computer that a remote path begins with.</summary>
    private static string Local(string path)
    {
        if (!path.StartsWith(Remote, StringComparison.Ordinal)) return path;
        var end = path.IndexOf('\\', Remote.Length);
        return end < 0 ? "" : path[(end + 1)..];
    }
}
