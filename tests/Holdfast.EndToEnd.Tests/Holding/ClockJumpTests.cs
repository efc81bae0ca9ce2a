using Holdfast.Contracts.Errors;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.EndToEnd.Tests.Trees;

namespace Holdfast.EndToEnd.Tests.Holding;

/// <summary>
/// A clock that jumps. The system's clock belongs to others, so what moves here is the highest time that the catalog remembers:
/// for the server, a memory of last year is a clock that jumped ahead by a year, and one of next year a clock that was set back.
/// </summary>
public sealed class ClockJumpTests : IDisposable
{
    private readonly Installation holdfast = new();

    public void Dispose() => holdfast.Dispose();

    [Theory]
    [InlineData(-365, true)]
    [InlineData(365, false)]
    public void Start_ClockJumped_NoPointIsLostAndBackupsGoOn(int days, bool isDoubted)
    {
        Assert.SkipUnless(Tool.IsThere("python3"), "python3 is not installed.");
        var source = SampleTree.Make(holdfast.InRoot("source"));
        var first = holdfast.Start().Done("protect", source, "--retention-days", "5").RecoveryPoint!;
        holdfast.Stop();
        MoveMemory(days);
        holdfast.Start();

        Assert.Equal(isDoubted, holdfast.Alerts().Any(alert => alert.Code == ErrorCode.ClockJump && alert.Severity == "critical"));
        SampleTree.Write(source, "four.bin", 100_000);
        var second = holdfast.Done("recovery-point", "create", source, "--online").RecoveryPoint!;
        holdfast.Done("pool", "collect");
        holdfast.Done("pool", "collect");

        Assert.Equal([first, second], holdfast.Points().Select(point => point.Id).Order());
        SampleTree.AssertSame(SampleTree.Read(source), holdfast.Recover(source));
        holdfast.VerifyBoth();

        if (!isDoubted) return;
        holdfast.Do("alert", "resolve", holdfast.Alerts().Single(alert => alert.Code == ErrorCode.ClockJump).Id);
        holdfast.Restart();
        Assert.DoesNotContain(holdfast.Alerts(), alert => alert.Code == ErrorCode.ClockJump);
    }

    private void MoveMemory(int days)
    {
        const string Script = """
            import sqlite3, sys
            catalog = sqlite3.connect(sys.argv[1])
            catalog.execute("UPDATE high_water_clock SET highest = highest + ?", (int(sys.argv[2]) * 86400 * 10_000_000,))
            assert catalog.total_changes == 1
            catalog.commit()
            """;
        Tool.Do("python3", "-c", Script, holdfast.Data("catalog/holdfast.db"), $"{days}");
    }
}
