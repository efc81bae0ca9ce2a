namespace Holdfast.Workloads.SqlServer.Planning;

/// <summary>How far a database that is being restored has come.</summary>
/// <param name="At">The next record it needs.</param>
/// <param name="Fork">On which recovery path.</param>
/// <param name="Known">Up to this moment everything that was committed is in it.</param>
/// <param name="AtFork">Stopped inside a log, where another recovery path begins: only that path goes on from here.</param>
internal readonly record struct LogPosition(Lsn At, Guid Fork, DateTimeOffset Known, bool AtFork = false);
