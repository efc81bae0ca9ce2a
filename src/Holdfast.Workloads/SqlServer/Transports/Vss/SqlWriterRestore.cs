using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>What a restore by shadow copies must tell SqlServerWriter about one database.</summary>
/// <param name="LogicalPath">SERVER or SERVER\INSTANCE: parent of the component.</param>
/// <param name="Component">The database, as it was called when it was backed up.</param>
/// <param name="AdditionalRestores">SetAdditionalRestores: the database stays restoring, so that logs can follow.</param>
internal sealed record SqlWriterRestore(string LogicalPath, string Component, bool AdditionalRestores)
{
    public static readonly Guid Writer = new("a65faa63-5ea8-4ebc-9dbd-a0c4db26912a");

    /// <summary>Its name afterwards; null keeps it.</summary>
    public string? NewName { get; init; }

    /// <summary>SetRestoreOptions; null for none. A quotation mark in a name cannot be written there.</summary>
    public string? Options => NewName is null ? null : $"\"New Component Name\"=\"{NewName}\"";

    public ComponentPath Path => new(LogicalPath, Component);

    /// <summary>The component of a database among those of the writers.</summary>
    /// <param name="server">@@SERVERNAME of its instance.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: the writer does not have it.</exception>
    public static ComponentPath Find(IEnumerable<WriterMetadata> writers, string server, string database)
    {
        var found = writers.Where(writer => writer.Writer == Writer).ToList();
        if (found.Count == 0) throw new WorkloadException(WorkloadFault.NotPossible, "SqlServerWriter is not among the writers of this computer.", "Start the service SQL Server VSS Writer (SQLWriter), on the computer of the instance.");
        var path = new ComponentPath(server, database);
        if (found.SelectMany(writer => writer.Components).Any(component => component.Path.Equals(path))) return path;
        var why = found.SelectMany(writer => writer.Excluded).Any(set => WindowsPaths.FileName(set.Pattern).StartsWith(database, StringComparison.OrdinalIgnoreCase)) ? " It excludes files of it: the database is not open." : "";
        throw new WorkloadException(WorkloadFault.NotPossible, $"SqlServerWriter of this computer does not have database {database} of {server}.{why}", "Protect it by the agent on the instance's own computer; the instance must run, and its database must be open.");
    }
}
