using Holdfast.Contracts.Api.Insight;
using Holdfast.Protection.Days;
using Holdfast.Protection.Goals;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Jobs;

namespace Holdfast.Server.Insight;

/// <summary>What became of every protected datasource on each of the last days.</summary>
internal sealed class MapReader(ServerCatalog catalog, JobRunner runner, Standings standings, TimeProvider time)
{
    /// <summary>Outcomes of days are kept for two months.</summary>
    internal const int DaysKept = 62;

    /// <summary>So many datasources are asked for by name; of more the whole time is read.</summary>
    private const int MostNamed = 2000;

    internal ProtectionMap Read(CallerScope scope, int days, string zone, int offset, int limit)
    {
        var calendar = DayCalendar.Last(days, zone, time.GetUtcNow());
        var members = standings.Now().SeenBy(scope).Where(standing => standing.State != GoalState.Stopped).ToList();
        var page = members.Skip(offset).Take(limit).ToList();
        var atWork = runner.Live.Select(job => job.SourceId ?? "").ToHashSet(StringComparer.Ordinal);
        var (first, last) = calendar.UtcDays;
        var marks = page.Count > MostNamed ? catalog.SourceDays.OfAll(first, last + 1) : catalog.SourceDays.Of([.. page.Select(standing => standing.Id)], first, last + 1);
        return new ProtectionMap(calendar.Days, zone, members.Count, offset, [.. page.Select(standing => Row(standing, marks[standing.Id], calendar, atWork.Contains(standing.Id)))]);
    }

    /// <summary>The word of the API.</summary>
    internal static string Word(DayOutcome outcome) => outcome switch
    {
        DayOutcome.Disk => MapCells.Disk,
        DayOutcome.Both => MapCells.Both,
        DayOutcome.Vault => MapCells.Vault,
        DayOutcome.Missed => MapCells.Missed,
        DayOutcome.Failed => MapCells.Failed,
        DayOutcome.NotDue => MapCells.NotDue,
        _ => MapCells.None,
    };

    private static MapRow Row(Standing standing, IEnumerable<SourceDayRow> marks, DayCalendar calendar, bool isAtWork)
    {
        var row = standing.Row;
        var outcomes = DayOutcomeRule.Judge(
            [.. marks.Select(mark => new DayMarks(mark.Day, mark.DueHours, mark.DiskHours, mark.VaultHours, mark.FailedHours))], calendar,
            (int)(row.ProtectedSince / TimeSpan.TicksPerHour), isAtWork);
        return new MapRow(row.Id, row.Name, row.Server, standing.Group?.Name, [.. outcomes.Select(Word)]);
    }
}
