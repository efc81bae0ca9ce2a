namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>What a restore by shadow copies must tell SqlServerWriter about one database. The requester itself comes with the protection of whole Windows computers.</summary>
/// <param name="LogicalPath">SERVER or SERVER\INSTANCE: parent of the component.</param>
/// <param name="Component">The database.</param>
/// <param name="AdditionalRestores">SetAdditionalRestores: the database stays restoring, so that logs can follow.</param>
internal sealed record SqlWriterRestore(string LogicalPath, string Component, bool AdditionalRestores)
{
    public static readonly Guid Writer = new("a65faa63-5ea8-4ebc-9dbd-a0c4db26912a");

    public static SqlWriterRestore For(string server, string? instance, string database, bool logsFollow) =>
        new(instance is null ? server : $"{server}\\{instance}", database, logsFollow);
}
