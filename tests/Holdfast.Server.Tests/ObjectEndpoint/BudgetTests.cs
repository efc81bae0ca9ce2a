using System.Text;
using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Server.ObjectEndpoint.Requests;
using Holdfast.Server.ObjectEndpoint.Uploads;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>Bounds of memory, of files, and of lists.</summary>
public sealed class BudgetTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_BeyondTheBudget_IsWaitedForInLine()
    {
        var budget = new MemoryBudget(10);
        var first = await budget.Take(8, Stop);
        var large = budget.Take(10, Stop);
        var small = budget.Take(1, Stop);

        Assert.False(large.IsCompleted || small.IsCompleted); // the small one fits, but would keep the large one out for ever
        Assert.Null(budget.TryTake(1));
        first.Dispose();
        first.Dispose();
        var second = await large;
        Assert.False(small.IsCompleted);
        second.Dispose();
        (await small).Dispose();

        Assert.Equal(10, budget.Free);
    }

    [Fact]
    public async Task Memory_OfWhoGivesUpWaiting_GoesToTheNext()
    {
        var budget = new MemoryBudget(10);
        var first = await budget.Take(8, Stop);
        using var leaving = new CancellationTokenSource();
        var large = budget.Take(10, leaving.Token);
        var small = budget.Take(2, Stop);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        (await small).Dispose();
        first.Dispose();
        Assert.Equal(10, budget.Free);
    }

    [Fact]
    public async Task Scratch_BeyondItsFiles_TakesNoMoreAndGivesRoomBack()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-scratch-");
        try
        {
            var scratch = new ScratchFolder(Path.Combine(folder.FullName, "parts"), mostBytes: 1000, mostFiles: 2);
            var budget = new MemoryBudget(10_000);
            using var part = new PartBuffer(await budget.Take(400, Stop));
            EndpointSite.Bytes(400).CopyTo(part.Space(400));
            part.Advance(400);

            var (first, second, third) = (scratch.TryKeep(part), scratch.TryKeep(part), scratch.TryKeep(part));
            var receiver = new CollectingReceiver();
            first!.HandTo(receiver);
            Assert.Equal(EndpointSite.Bytes(400), receiver.Bytes);
            Assert.Null(third);
            first.Dispose();
            first.Dispose();
            using var fourth = scratch.TryKeep(part);

            Assert.NotNull(fourth);
            second!.Dispose();
            Assert.Equal(1, scratch.Files);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void List_OfTenThousandParts_IsReadAndOneMoreNot()
    {
        Assert.Equal(10_000, CompletionList.Parse(List(10_000)).Count);
        Assert.Equal(S3Error.MalformedXml, Assert.Throws<S3Exception>(() => CompletionList.Parse(List(10_001))).Error);

        static byte[] List(int count) => Encoding.UTF8.GetBytes("<CompleteMultipartUpload>" + string.Concat(Enumerable.Range(1, count).Select(
            number => $"<Part><ETag>\"{number:x32}\"</ETag><PartNumber>{Math.Min(number, 10_000)}</PartNumber></Part>")) + "</CompleteMultipartUpload>");
    }
}
