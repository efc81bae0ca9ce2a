using Holdfast.Format;
using Holdfast.Format.Chunks;
using Holdfast.Format.Hashing;
using Holdfast.Format.Items.Table;
using Holdfast.Agent.Remote;
using Holdfast.Remote.Tests.Support;
using Holdfast.Server.Engine.Remote;
using Holdfast.Server.Sources;

namespace Holdfast.Remote.Tests.Storing;

public sealed class DeduplicationTests
{
    private const int Large = 4 << 20;

    [Fact]
    public async Task BackUp_TwoAgentsWithTheSameData_SentTwiceAndStoredOnce()
    {
        await using var site = await RemoteSite.Start();
        using var source = new TempTree();
        source.Write("noise", TempTree.Content(3, Large));
        using TestAgent first = site.Agent("first"), second = site.Agent("second");

        var (_, one) = await site.BackUp(RemoteSite.Request(first.Server, source.Root));
        var (_, two) = await site.BackUp(RemoteSite.Request(second.Server, source.Root));

        Assert.InRange(BytesSent(second), Large, Large + (1 << 20)); // nobody is told what others have
        Assert.InRange(one.Report.Progress.BytesStored, Large, Large + (1 << 20));
        Assert.InRange(two.Report.Progress.BytesStored, 0, 64 << 10); // its own table
        Assert.InRange(two.Report.Progress.BytesDeduplicated, Large, long.MaxValue);
    }

    [Fact]
    public async Task BackUp_SecondTime_OnlyWhatChangedIsSent()
    {
        await using var site = await RemoteSite.Start();
        using TempTree source = new(), target = new();
        source.Write("noise", TempTree.Content(4, Large));
        using var agent = site.Agent();
        await site.BackUp(RemoteSite.Request(agent.Server, source.Root));
        source.Write("more", TempTree.Content(5, 300_000));
        agent.Said.Clear();

        var (point, _) = await site.BackUp(RemoteSite.Request(agent.Server, source.Root));
        Assert.InRange(BytesSent(agent), 300_000, 500_000);

        // A consistency check reads both sides again and has nothing to send but the table.
        agent.Said.Clear();
        var (_, check) = await site.BackUp(RemoteSite.Request(agent.Server, source.Root, readEverything: true));
        Assert.InRange(BytesSent(agent), 0, 100_000);
        Assert.InRange(check.Report.Progress.BytesRead, Large + 300_000, long.MaxValue);
        await site.Recover(point, agent.Server, target.Root);
        source.AssertSame(target);
    }

    [Fact]
    public void DigestSet_ManyMembers_HoldsThemAndNoOthers()
    {
        var set = new DigestSet();
        var random = new Random(1);
        var members = Enumerable.Range(0, 20_000).Select(_ => (ulong)random.NextInt64()).ToList();
        Assert.All(members, member => Assert.True(set.Add(member)));
        Assert.All(members, member => Assert.True(set.Contains(member) && !set.Add(member)));
        Assert.DoesNotContain(Enumerable.Range(0, 20_000), _ => set.Contains((ulong)random.NextInt64() | (1UL << 63)));
        Assert.Equal(members.Count, set.Count);
    }

    [Fact]
    public void TableRootBytes_WrittenAndRead_AreTheSameAndNothingElseIsRead()
    {
        var root = new ItemTableRoot(new ChunkId(new Bytes32(1, 2, 3, 4)), 2, 1234, long.MaxValue);
        var bytes = TableRootBytes.Write(root);
        Assert.Equal(root, TableRootBytes.Read(bytes));
        Assert.Throws<MalformedDataException>(() => TableRootBytes.Read(bytes.AsSpan(1)));
        foreach (var place in new[] { 0, 33, 41, 49 })
        {
            var wrong = bytes.ToArray();
            wrong[place] = 0xFF;
            Assert.Throws<MalformedDataException>(() => TableRootBytes.Read(wrong));
        }
    }

    [Theory]
    [InlineData("/srv/data", true, "data")]
    [InlineData("/", true, "/")]
    [InlineData(@"C:\Users\Public", true, "Public")]
    [InlineData(@"C:\", true, @"C:\")]
    [InlineData(@"\\host\share\x", true, "x")]
    [InlineData("relative/x", false, "x")]
    [InlineData("C:relative", false, "C:relative")]
    public void ForeignPath_OfEitherPlatform_IsKnownByItsForm(string path, bool isAbsolute, string name)
    {
        Assert.Equal(isAbsolute, ForeignPath.IsAbsolute(path));
        Assert.Equal(name, ForeignPath.Name(path));
    }

    private static long BytesSent(TestAgent agent)
    {
        lock (agent.Said) return agent.Said.Where(message => message.Finished is not null).Max(message => message.Finished.Progress.BytesSent);
    }
}
