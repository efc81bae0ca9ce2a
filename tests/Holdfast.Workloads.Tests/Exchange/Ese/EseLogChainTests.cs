using Holdfast.Testing.Exchange;
using Holdfast.Workloads.Exchange.Ese;

namespace Holdfast.Workloads.Tests.Exchange.Ese;

public sealed class EseLogChainTests
{
    [Fact]
    public void Of_AllLogsThatAreNeeded_IsReplayable()
    {
        var chain = Chain(5, 7, Logs(4, 5, 6, 7, 8));
        Assert.True(chain.IsReplayable);
        Assert.Equal((4, 8), (chain.First, chain.Last));
        Assert.Empty(chain.Notes);
    }

    [Theory]
    [InlineData(new[] { 6, 7, 8 }, "needs the logs 5 to 7; without a gap there are 6 to 8")]
    [InlineData(new[] { 5, 6 }, "there are none of them")]
    [InlineData(new int[0], "there are none of them")]
    [InlineData(new[] { 5, 7, 8 }, "there are 7 to 8")]
    [InlineData(new[] { 5, 6, 7, 9 }, "Between the logs 7 and 9 there are 1 missing")]
    [InlineData(new[] { 5, 6, 7, 7 }, "are both log 7")]
    public void Of_LogsMissing_SaysWhich(int[] generations, string problem) => Assert.Contains(Chain(5, 7, Logs(generations)).Problems, text => text.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Of_LogOfAnotherSequence_IsSaid()
    {
        var foreign = Log(new GeneratedLog(6) { Signature = 0x9999 });
        var chain = Chain(5, 7, [.. Logs(5), foreign, .. Logs(7)]);
        Assert.Contains(chain.Problems, text => text.Contains("belongs to other logs", StringComparison.Ordinal));
        Assert.False(chain.IsReplayable);
    }

    [Fact]
    public void Of_LogThatFollowsAnotherOne_IsSaid()
    {
        var chain = Chain(5, 7, [.. Logs(5), Log(new GeneratedLog(6) { Follows = 40 }), .. Logs(7)]);
        Assert.False(chain.IsReplayable);
        Assert.Equal(6, chain.First);
    }

    [Fact]
    public void Of_CommittedLogsMissing_IsReplayableAndSaysWhatIsLost()
    {
        var database = Header(new GeneratedDatabase(4096, 1) { State = GeneratedDatabase.Dirty, FirstRequired = 5, LastRequired = 6, LastCommitted = 9 });
        var chain = EseLogChain.Of(database, Logs(5, 6, 7));
        Assert.True(chain.IsReplayable);
        Assert.Contains("up to 9", Assert.Single(chain.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_CleanDatabase_NeedsNoLogs()
    {
        Assert.True(EseLogChain.Of(Header(new GeneratedDatabase(4096, 1)), []).IsReplayable);
        Assert.False(EseLogChain.Of(Header(new GeneratedDatabase(4096, 1)), Logs(5, 7)).IsReplayable);
    }

    [Fact]
    public void Of_DirtyDatabaseThatNamesNoLogs_IsNotReplayable() => Assert.False(Chain(0, 0, Logs(1, 2)).IsReplayable);

    private static EseLogChain Chain(int first, int last, IEnumerable<EseLogFile> logs) =>
        EseLogChain.Of(Header(new GeneratedDatabase(4096, 1) { State = GeneratedDatabase.Dirty, FirstRequired = first, LastRequired = last, LastCommitted = last }), logs);

    private static EseHeader Header(GeneratedDatabase database)
    {
        var scan = new EseDatabaseScan();
        scan.Push(database.File());
        return scan.Complete().Header!;
    }

    private static IEnumerable<EseLogFile> Logs(params int[] generations) => generations.Select(generation => Log(new GeneratedLog(generation)));

    private static EseLogFile Log(GeneratedLog log)
    {
        var scan = new EseLogScan();
        scan.Push(log.File());
        return new EseLogFile($"E00{log.Generation:X8}.log", scan.Complete().Header!);
    }
}
