using System.Collections.Frozen;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SharePoint;

/// <summary>Settings of a farm.</summary>
/// <param name="Aliases">alias.NAME=HOST[:PORT][/INSTANCE]: where a server is that SharePoint knows by an alias.</param>
/// <param name="FarmDatabases">farmDatabases: names, with commas, of databases that belong to the whole farm though the writer does not say so.</param>
/// <param name="Sql">sql.NAME: options of SQL Server, for each of the databases.</param>
internal sealed record SharePointOptions(IReadOnlyDictionary<string, string> Aliases, IReadOnlySet<string> FarmDatabases, IReadOnlyDictionary<string, string> Sql)
{
    private const string Alias = "alias.", Database = "sql.";

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>.</exception>
    public static SharePointOptions Read(IReadOnlyDictionary<string, string> options)
    {
        var (aliases, sql) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), new Dictionary<string, string>());
        IReadOnlySet<string> farmDatabases = FrozenSet<string>.Empty;
        foreach (var (name, value) in options)
        {
            if (name.StartsWith(Alias, StringComparison.Ordinal) && name.Length > Alias.Length) aliases[name[Alias.Length..]] = value;
            else if (name.StartsWith(Database, StringComparison.Ordinal) && name.Length > Database.Length) sql[name[Database.Length..]] = value;
            else if (name == "farmDatabases") farmDatabases = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
            else throw new WorkloadException(WorkloadFault.OptionWrong, $"SharePoint has no option “{name}”.", "Options are alias.NAME, farmDatabases, and sql.NAME with an option of SQL Server, such as sql.transport.");
        }
        return new SharePointOptions(aliases, farmDatabases, sql);
    }
}
