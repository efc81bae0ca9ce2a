namespace Holdfast.Workloads.SqlServer.Driver;

/// <summary>What SQL Server, or the way to it, said against a statement; holds no secret.</summary>
/// <param name="numbers">Error numbers, as sys.messages has them; negative and small ones come from the client.</param>
internal sealed class SqlFailure(IReadOnlyList<int> numbers, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The log begins beyond what the database needs next.</summary>
    public const int LogTooRecent = 4305;

    /// <summary>There is no connection, or it broke: added by the driver, because the numbers for that differ by platform.</summary>
    public const int NoConnection = -1;

    public IReadOnlyList<int> Numbers { get; } = numbers;
}
