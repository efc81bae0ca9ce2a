using Holdfast.Contracts.Api;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>Recovery points by the days of the reader's zone.</summary>
public sealed class PointDiary
{
    private readonly Dictionary<DateOnly, List<RecoveryPointInfo>> days = [];

    /// <param name="points">Newest first.</param>
    /// <param name="local">A time as the reader's clock shows it.</param>
    public PointDiary(IEnumerable<RecoveryPointInfo> points, Func<DateTimeOffset, DateTimeOffset> local)
    {
        foreach (var point in points)
        {
            var day = DateOnly.FromDateTime(local(point.Created).DateTime);
            if (days.TryGetValue(day, out var known)) known.Add(point);
            else days.Add(day, [point]);
        }
    }

    /// <summary>Points of a day, newest first.</summary>
    public IReadOnlyList<RecoveryPointInfo> Of(DateOnly day) => days.GetValueOrDefault(day) ?? [];

    /// <summary>Signs of where a day's points lie; null where it has none.</summary>
    public string? Marks(DateOnly day) => Of(day) is { Count: > 0 } points
        ? (points.Any(point => point.Disk) ? "●" : "") + (points.Any(point => point.Online) ? "☁" : "")
        : null;

    /// <summary>How many of a day's points lie on disk, and how many in the vault.</summary>
    public (int Disk, int Online) Counts(DateOnly day) => (Of(day).Count(point => point.Disk), Of(day).Count(point => point.Online));
}
