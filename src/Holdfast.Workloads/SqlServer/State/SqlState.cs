using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.State;

/// <summary>What a recovery point of a database holds: its backup sets, in the order in which they were taken.</summary>
/// <param name="Server">@@SERVERNAME of where the newest one was taken.</param>
/// <param name="Database">Its name then.</param>
/// <param name="GroupDatabase">The database in its availability group: history goes on where another replica takes over. Empty outside of a group.</param>
/// <param name="PagesPerChunk">How its full and differential backups are cut.</param>
internal sealed record SqlState(string Server, string Database, Guid GroupDatabase, IReadOnlyList<BackupSet> Sets, int PagesPerChunk = 0);
