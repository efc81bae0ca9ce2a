using System.Net.Sockets;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Nbd;
using Holdfast.Workloads.Nbd.Serving;
using Microsoft.Extensions.Time.Testing;

namespace Holdfast.Workloads.Tests.Nbd.Serving;

public class HostileClientTests
{
    private static readonly byte[][] conversations =
    [
        new ClientBytes().Flags().Option(NbdOption.List).Name(NbdOption.Info, Conversation.Name, NbdInfo.BlockSize, NbdInfo.Description, NbdInfo.Name)
            .Option(NbdOption.StructuredReply).Contexts(NbdOption.ListMetaContext, Conversation.Name, "base:", "x:y").Option(NbdOption.Abort).All,
        new ClientBytes().Flags(1).Option(NbdOption.ExportName, System.Text.Encoding.ASCII.GetBytes(Conversation.Name)).Request(NbdCommand.Read, 0, 300_000).Request(NbdCommand.Read, 65_000, 10_000)
            .Request(NbdCommand.Write, 0, 512).Raw(new byte[512]).Request(NbdCommand.Flush).Request(NbdCommand.Trim, 0, 4096).Request(NbdCommand.Disconnect).All,
        new ClientBytes().Flags().Option(NbdOption.StructuredReply).Contexts(NbdOption.SetMetaContext, Conversation.Name, "base:allocation").Name(NbdOption.Go, Conversation.Name, NbdInfo.BlockSize)
            .Request(NbdCommand.BlockStatus, 0, 524_288).Request(NbdCommand.Read, 100, 400_000).Request(NbdCommand.Read, 0, 65_536, NbdCommandFlags.DontFragment).Request(NbdCommand.Cache, 0, 4096)
            .Request(NbdCommand.BlockStatus, 70_000, 4096, NbdCommandFlags.OneExtent).Request(NbdCommand.WriteZeroes, 0, 4096).Request(NbdCommand.Disconnect).All,
    ];

    [Fact]
    public void Serve_MutatedConversations_EachComesToAnEnd()
    {
        using var server = new NbdServer(new ServedExport(Conversation.Name, new MemoryDisk(MemoryDisk.Content(512 << 10)), "a disk"), NbdServerLimits.Standard, TimeProvider.System);
        var (served, refused) = Mutations.Run(20_261, 6000, conversations, said =>
        {
            var end = server.Serve(new Scripted(said, keeps: false), TestContext.Current.CancellationToken).GetAwaiter().GetResult();
            if (end != NbdEnd.Finished) throw new RefusedException();
        }, failure => failure is RefusedException);
        Assert.Equal(0, server.Figures.Connections);
        Assert.InRange(served, 500, 5500);
        Assert.InRange(refused, 500, 5500);
    }

    [Fact]
    public async Task Serve_ClientThatSaysNothing_IsDropped()
    {
        var time = new FakeTimeProvider();
        await using var served = new ServedDisk(new MemoryDisk(new byte[4096]), time: time);
        await using var client = await served.Connect();
        await client.ReadExactlyAsync(new byte[18], TestContext.Current.CancellationToken); // greeted: the clock runs
        time.Advance(NbdServerLimits.Standard.Handshake - TimeSpan.FromSeconds(1));
        await client.WriteAsync(new ClientBytes().Flags().Option(NbdOption.List).All, TestContext.Current.CancellationToken);
        await client.ReadExactlyAsync(new byte[20], TestContext.Current.CancellationToken); // a word does not buy more time
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await client.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
        Assert.Equal(NbdEnd.TimedOut, await Assert.Single(served.Ends));
    }

    [Fact]
    public async Task Serve_ClientThatAsksForNothingMore_IsDroppedAfterTheIdleTime()
    {
        var time = new FakeTimeProvider();
        await using var served = new ServedDisk(new MemoryDisk(new byte[4096]), time: time);
        await using var client = await served.Connect();
        await client.WriteAsync(new ClientBytes().Flags().Option(NbdOption.ExportName, "disk"u8.ToArray()).Request(NbdCommand.Flush).All, TestContext.Current.CancellationToken);
        await client.ReadExactlyAsync(new byte[18 + 10 + 16], TestContext.Current.CancellationToken);
        Assert.Equal(1, served.Figures.Connections);
        Assert.Equal(time.GetUtcNow(), served.Figures.LastActivity);
        await Until(client, time, NbdServerLimits.Standard.Idle);
        Assert.Equal(NbdEnd.TimedOut, await Assert.Single(served.Ends));
    }

    [Fact]
    public async Task Serve_ClientThatTakesNoAnswer_IsDropped()
    {
        var time = new FakeTimeProvider();
        await using var served = new ServedDisk(new MemoryDisk(MemoryDisk.Content(8 << 20, stretch: 8 << 20)), time: time);
        await using var client = await served.Connect();
        var asked = new ClientBytes().Flags().Option(NbdOption.ExportName, "disk"u8.ToArray());
        for (var i = 0; i < 1000; i++) asked.Request(NbdCommand.Read, 0, 8 << 20);
        var sending = client.WriteAsync(asked.All, TestContext.Current.CancellationToken);
        await client.ReadExactlyAsync(new byte[18 + 10 + 16], TestContext.Current.CancellationToken); // the first answer has begun; nobody takes the rest
        while (Ends(served).Any(end => !end.IsCompleted) && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }
        Assert.Equal(NbdEnd.TimedOut, await Assert.Single(Ends(served)));
        Assert.InRange(served.Figures.BytesRead, 1, 64 << 20); // bounded by what is worked on at a time, not by what was asked
        await sending;
    }

    [Fact]
    public async Task Serve_Stopped_DropsItsClients()
    {
        var served = new ServedDisk(new MemoryDisk(new byte[4096]));
        await using var client = await served.Connect();
        await client.ReadExactlyAsync(new byte[18], TestContext.Current.CancellationToken);
        await served.DisposeAsync();
        Assert.Equal(NbdEnd.Stopped, await Assert.Single(served.Ends));
    }

    private static List<Task<NbdEnd>> Ends(ServedDisk served)
    {
        lock (served.Ends) return [.. served.Ends];
    }

    /// <summary>Advances the clock again and again: the limit may be set a moment after what it is for was seen.</summary>
    private static async Task Until(NetworkStream client, FakeTimeProvider time, TimeSpan limit)
    {
        var end = client.ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask();
        while (!end.IsCompleted)
        {
            time.Advance(limit);
            await Task.Yield();
        }
        Assert.Equal(0, await end);
    }

    private sealed class RefusedException : Exception;
}
