using System.Globalization;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>Which jobs the address asks for.</summary>
/// <param name="Hours">Those of the last so many hours.</param>
/// <param name="From">First day, as YYYY-MM-DD in the reader's zone; the same for the next.</param>
/// <param name="To">Last day.</param>
internal sealed record JobFilters(string? State, string? Type, string? Server, string? Group, string? Source, string? Text, int? Hours, string? From, string? To)
{
    internal static readonly string[] States =
        [JobStates.Running, JobStates.Queued, JobStates.Failed, JobStates.SucceededWithWarnings, JobStates.Succeeded, JobStates.Cancelled];

    internal static readonly string[] Types =
    [
        JobTypes.ReplicaCreation, JobTypes.RecoveryPoint, JobTypes.Synchronization, JobTypes.ConsistencyCheck, JobTypes.Recovery, JobTypes.CloudBackup, JobTypes.Verification,
        JobTypes.Collection, JobTypes.Rebuild, JobTypes.DiskRemoval, JobTypes.Drill,
    ];

    /// <summary>Nothing is filtered.</summary>
    internal bool IsPlain => this is { State: null, Type: null, Server: null, Group: null, Source: null, Text: null, Hours: null, From: null, To: null };

    /// <param name="toUtc">Makes a time of the reader's calendar one that the API understands.</param>
    internal JobQuery Query(DateTimeOffset now, Func<DateTime, DateTimeOffset> toUtc, string? before, int limit)
    {
        DateTimeOffset? from = Hours is > 0 and <= 24 * 366 ? now.AddHours(-Hours.Value) : null;
        if (Day(From) is { } first) from = toUtc(first);
        DateTimeOffset? to = Day(To) is { } last ? toUtc(last.AddDays(1)) : null;
        return new JobQuery(State, Type, Source, Server, Group, Text, from, to, limit, before);
    }

    /// <summary>A day of the address; null where it is none.</summary>
    internal static DateTime? Day(string? text) => DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9000 ? day : null;
}
