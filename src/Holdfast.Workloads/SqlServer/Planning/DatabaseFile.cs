namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>One file of a database, as RESTORE FILELISTONLY tells it.</summary>
/// <param name="LogicalName">What MOVE names.</param>
/// <param name="PhysicalName">Path on the server it was backed up from; Windows or Linux.</param>
/// <param name="Type">D rows, L log, F full-text, S FILESTREAM or memory-optimized.</param>
/// <param name="Size">Bytes.</param>
internal sealed record DatabaseFile(string LogicalName, string PhysicalName, char Type, long Size);
