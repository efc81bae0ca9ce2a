using System.Globalization;
using Holdfast.Format;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Log;

/// <summary>Where a stream of the log stands.</summary>
internal readonly record struct WalPosition(uint Timeline, Lsn At)
{
    /// <summary>Up to here the timeline repeats what the one before it holds: a log that is kept with less of it would be shorter than it was, for replaying goes by the newer timeline.</summary>
    public Lsn Branch { get; init; }

    /// <summary>Of a result with a timeline and a position.</summary>
    public static WalPosition From(QueryResult result, string timeline, string position) => new(
        uint.TryParse(result[0, timeline], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new MalformedDataException("The server did not say a timeline."),
        Lsn.Parse(result[0, position] ?? ""));
}
