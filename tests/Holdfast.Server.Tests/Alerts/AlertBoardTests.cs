using Holdfast.Contracts.Errors;
using Holdfast.Protection.Alerts;
using Holdfast.Server.Alerts;
using Holdfast.Server.Catalog;

namespace Holdfast.Server.Tests.Alerts;

public sealed class AlertBoardTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-alerts-").FullName;
    private readonly SteppedClock time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ServerCatalog catalog;
    private readonly List<AlertChange> seen = [];
    private readonly AlertBoard board;

    public AlertBoardTests()
    {
        catalog = ServerCatalog.Open(Path.Combine(folder, "catalog.db"));
        board = new AlertBoard(catalog.Alerts, time, new Watching(seen));
    }

    [Fact]
    public void Raise_TheSameAgain_IsOneAlertThatIsToldOnce()
    {
        board.Raise(AlertBoard.Warning, ErrorCode.DiskFull, "d1", "first");
        time.Advance(TimeSpan.FromMinutes(1));
        board.Raise(AlertBoard.Warning, ErrorCode.DiskFull, "d1", "second");
        var alert = Assert.Single(board.List(includeResolved: true).Alerts);
        Assert.Equal(("second", "diskFull", time.GetUtcNow(), time.GetUtcNow().AddMinutes(-1)), (alert.Message, alert.Type, alert.LastSeen, alert.Created));
        Assert.Equal([AlertNews.Raised], seen.Select(change => change.News));
    }

    [Fact]
    public void Raise_WithAHigherSeverity_IsToldAgain_AndALowerIsNot()
    {
        board.Raise(AlertBoard.Warning, ErrorCode.DiskFull, "d1", "m");
        board.Raise(AlertBoard.Critical, ErrorCode.DiskFull, "d1", "m");
        board.Raise(AlertBoard.Informational, ErrorCode.DiskFull, "d1", "m");
        Assert.Equal([AlertNews.Raised, AlertNews.Worsened], seen.Select(change => change.News));
        Assert.Equal(AlertBoard.Informational, Assert.Single(board.List(false).Alerts).Severity);
    }

    [Fact]
    public void Resolve_IsToldOnce_AndTheNextRaiseIsANewAlert()
    {
        board.Raise(AlertBoard.Critical, ErrorCode.DiskMissing, "d1", "m");
        board.Resolve(ErrorCode.DiskMissing, "d1");
        board.Resolve(ErrorCode.DiskMissing, "d1");
        Assert.Empty(board.List(false).Alerts);
        board.Raise(AlertBoard.Critical, ErrorCode.DiskMissing, "d1", "m");
        Assert.Equal(2, board.List(true).Alerts.Count);
        Assert.Equal([AlertNews.Raised, AlertNews.Resolved, AlertNews.Raised], seen.Select(change => change.News));
    }

    [Fact]
    public void Raise_CodeWithoutAType_IsAnAlertFromElsewhereWithTheCodesOwnRemedy()
    {
        board.Raise(AlertBoard.Warning, ErrorCode.PortInUse, "x", "m");
        var alert = Assert.Single(board.List(false).Alerts);
        Assert.Equal(("external", ErrorCatalog.Get(ErrorCode.PortInUse).Remedy), (alert.Type, alert.Remedy));
        Assert.Equal("holdfast alert show " + alert.Id, alert.Command);
    }

    [Fact]
    public void List_Filters_FindWhatTheyName()
    {
        catalog.Groups.Save(new GroupRow { Id = "g1", Name = "Files" });
        catalog.Sources.Save(new SourceRow { Id = "s1", Name = "data", Server = "alpha", Path = "/data", GroupId = "g1", ReplicaState = "ok" });
        board.Raise(AlertBoard.Critical, ErrorCode.ReplicaInconsistent, "s1", "100% wrong");
        time.Advance(TimeSpan.FromHours(1));
        board.Raise(AlertBoard.Warning, ErrorCode.DiskFull, "d1", "1000 wrong");
        time.Advance(TimeSpan.FromHours(1));
        board.Raise(AlertBoard.Informational, ErrorCode.RecoverySucceeded, "s2", "fine");
        board.Resolve(ErrorCode.RecoverySucceeded, "s2");

        Assert.Equal(["d1", "s1"], Subjects(new AlertFilter()));
        Assert.Equal(["s2", "d1", "s1"], Subjects(new AlertFilter { IncludeResolved = true }));
        Assert.Equal(["d1"], Subjects(new AlertFilter { Severities = ["warning", "informational"] }));
        Assert.Equal(["s1"], Subjects(new AlertFilter { Type = "replicaInconsistent" }));
        Assert.Equal(["s1"], Subjects(new AlertFilter { Server = "alpha" }));
        Assert.Equal(["s1"], Subjects(new AlertFilter { GroupId = "g1" }));
        Assert.Equal(["s1"], Subjects(new AlertFilter { Text = "100% WRONG" }));
        Assert.Equal(["d1"], Subjects(new AlertFilter { From = CatalogTime.From(time.GetUtcNow().AddHours(-1)) }));
        Assert.Equal(["s1"], Subjects(new AlertFilter { To = CatalogTime.From(time.GetUtcNow().AddHours(-2)) }));
        Assert.Equal(("alpha", "Files"), board.List(new AlertFilter { Type = "replicaInconsistent" }).Alerts.Select(alert => (alert.Server, alert.Group)).Single());
    }

    [Fact]
    public void List_PageByPage_GivesEachAlertOnce_AlsoThoseOfOneMoment()
    {
        for (var i = 0; i < 25; i++)
        {
            board.Raise(AlertBoard.Warning, ErrorCode.DiskFull, $"d{i}", "m");
            if (i % 7 == 0) time.Advance(TimeSpan.FromSeconds(1));
        }
        var whole = Subjects(new AlertFilter());
        var (pages, before) = (new List<string>(), (string?)null);
        do
        {
            var page = board.List(new AlertFilter { Limit = 10, Before = before is null ? null : board.Find(before) });
            pages.AddRange(page.Alerts.Select(alert => alert.Subject));
            before = page.Next;
        }
        while (before is not null);
        Assert.Equal(25, whole.Count);
        Assert.Equal(whole, pages);
    }

    [Fact]
    public void Retire_EndsOnlyOldAlertsOfTheType()
    {
        var news = new JobAlerts(catalog.Sources, board, time);
        board.Raise(AlertType.RecoverySuccessful, ErrorCode.RecoverySucceeded, "old", "m");
        board.Raise(AlertType.RecoveryFailed, ErrorCode.RecoveryFailed, "old", "m");
        time.Advance(TimeSpan.FromDays(3));
        board.Raise(AlertType.RecoverySuccessful, ErrorCode.RecoverySucceeded, "new", "m");
        news.Retire();
        Assert.Equal(3, board.List(false).Alerts.Count);
        time.Advance(TimeSpan.FromSeconds(1));
        news.Retire();
        Assert.Equal(["new:recoverySuccessful", "old:recoveryFailed"], board.List(false).Alerts.Select(alert => $"{alert.Subject}:{alert.Type}"));
    }

    public void Dispose()
    {
        catalog.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private List<string> Subjects(AlertFilter filter) => [.. board.List(filter).Alerts.Select(alert => alert.Subject)];

    private sealed class Watching(List<AlertChange> seen) : IAlertObserver
    {
        private readonly List<AlertChange> writing = [];

        public void Writing(AlertChange change, System.Data.IDbConnection connection, System.Data.IDbTransaction transaction) => writing.Add(change);

        public void Written(AlertChange change)
        {
            Assert.Contains(change, writing);
            seen.Add(change);
        }
    }
}
