using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Holdfast.Contracts.Errors;
using Holdfast.Server.ObjectEndpoint;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>Uploads in parts that do not go smoothly.</summary>
public sealed class UploadTests
{
    private const string Key = BegunUpload.Key;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Abort_InTheMiddle_IsHeardOnceAndEndsTheUpload()
    {
        await using var begun = await BegunUpload.Begin();
        var (_, bucket, client, receiver, upload) = begun;
        await client.UploadPartAsync(Part(bucket, upload, 1, EndpointSite.Bytes(5 << 20)), Stop);

        await client.AbortMultipartUploadAsync(bucket.Name, Key, upload, Stop);
        var gone = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.UploadPartAsync(Part(bucket, upload, 2, EndpointSite.Bytes(5 << 20)), Stop));
        var again = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.AbortMultipartUploadAsync(bucket.Name, Key, upload, Stop));
        bucket.Dispose();

        Assert.Equal(("NoSuchUpload", "NoSuchUpload"), (gone.ErrorCode, again.ErrorCode));
        Assert.Equal((0, 1), (receiver.Completed, receiver.Aborted));
    }

    [Theory]
    [InlineData("UNSIGNED-PAYLOAD")]
    [InlineData(null)]
    public async Task Part_WhoseConnectionWasCut_CanBeSentAgain(string? payload)
    {
        await using var begun = await BegunUpload.Begin();
        var (site, bucket, client, receiver, upload) = begun;
        var content = EndpointSite.Bytes(8 << 20);

        foreach (var cut in new[] { 0, 1, 5_000_000, content.Length - 1 })
            await new RawRequest(site, bucket, "PUT", $"/{bucket.Name}/{Key}?partNumber=1&uploadId={upload}") { Body = content, CutAfter = cut, PayloadHash = payload }.Sign().Send();
        Assert.Empty(receiver.Bytes);
        var part = await client.UploadPartAsync(Part(bucket, upload, 1, content), Stop);
        await client.CompleteMultipartUploadAsync(Completion(bucket, upload, part), Stop);

        Assert.Equal((EndpointSite.Hash(content), 1, 0), (receiver.Hash, receiver.Completed, receiver.Aborted));
    }

    [Fact]
    public async Task Part_SentTwice_CountsOnceAndAnotherReplacesItWhileItWaits()
    {
        await using var begun = await BegunUpload.Begin();
        var (_, bucket, client, receiver, upload) = begun;
        byte[] first = EndpointSite.Bytes(5 << 20), wrong = EndpointSite.Bytes(5 << 20, 2), right = EndpointSite.Bytes(6 << 20, 3);

        await client.UploadPartAsync(Part(bucket, upload, 2, wrong), Stop);
        var two = await client.UploadPartAsync(Part(bucket, upload, 2, right), Stop);
        var one = await client.UploadPartAsync(Part(bucket, upload, 1, first), Stop);
        await client.UploadPartAsync(Part(bucket, upload, 1, first), Stop);
        var late = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.UploadPartAsync(Part(bucket, upload, 1, wrong), Stop));
        await client.CompleteMultipartUploadAsync(Completion(bucket, upload, one, two), Stop);

        Assert.Equal("OperationAborted", late.ErrorCode);
        Assert.Equal(EndpointSite.Hash([.. first, .. right]), receiver.Hash);
    }

    [Fact]
    public async Task Complete_WithAWrongList_IsRefusedAndWithTheRightOneTwiceGivesTheSame()
    {
        await using var begun = await BegunUpload.Begin();
        var (site, bucket, client, receiver, upload) = begun;
        var one = await client.UploadPartAsync(Part(bucket, upload, 1, EndpointSite.Bytes(5 << 20)), Stop);
        var two = await client.UploadPartAsync(Part(bucket, upload, 2, EndpointSite.Bytes(5 << 20, 2)), Stop);

        Assert.Equal("InvalidPart", (await Refused(new PartETag(1, two.ETag), new PartETag(2, two.ETag))).ErrorCode);
        Assert.Equal("InvalidPart", (await Refused(new PartETag(1, one.ETag), new PartETag(3, two.ETag))).ErrorCode);
        Assert.Equal("InvalidPart", (await Refused(new PartETag(2, two.ETag))).ErrorCode);
        // The client of Amazon puts lists into order by itself.
        var order = await new RawRequest(site, bucket, "POST", $"/{bucket.Name}/{Key}?uploadId={upload}")
        {
            Body = System.Text.Encoding.UTF8.GetBytes($"<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>{two.ETag}</ETag></Part><Part><PartNumber>1</PartNumber><ETag>{one.ETag}</ETag></Part></CompleteMultipartUpload>"),
        }.Sign().Send();
        Assert.Contains("InvalidPartOrder", order.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), (receiver.Completed, receiver.Aborted));

        var done = await client.CompleteMultipartUploadAsync(Completion(bucket, upload, one, two), Stop);
        var again = await client.CompleteMultipartUploadAsync(Completion(bucket, upload, one, two), Stop);

        Assert.Equal(done.ETag, again.ETag);
        Assert.Equal((1, 0), (receiver.Completed, receiver.Aborted));

        Task<AmazonS3Exception> Refused(params PartETag[] tags) => Assert.ThrowsAsync<AmazonS3Exception>(
            () => client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket.Name, Key = Key, UploadId = upload, PartETags = [.. tags] }, Stop));
    }

    [Fact]
    public async Task Complete_WhileTheReceiverIsBusy_IsAnsweredAfterItAndKeepsTheConnection()
    {
        var time = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var site = new EndpointSite(time);
        using var bucket = site.Open();
        var receiver = new CollectingReceiver();
        bucket.Expect(Key, receiver);
        var (upload, tag) = await OnePart(site, bucket);
        receiver.EndGate.Reset();

        using var http = site.Http();
        var request = Signed(site, bucket, upload, tag);
        var answering = http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        await receiver.Completing.Task.WaitAsync(Stop);
        Assert.False(answering.IsCompleted);
        while (!answering.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(answering, Task.Delay(10, Stop));
        }
        using var answer = await answering;
        Assert.Equal(0, receiver.Completed);
        receiver.EndGate.Set();
        var text = await answer.Content.ReadAsStringAsync(Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", text, StringComparison.Ordinal);
        Assert.Contains("-1\"</ETag>", text, StringComparison.Ordinal);
        Assert.Equal(1, receiver.Completed);
    }

    [Theory]
    [InlineData(ErrorCode.ReplicaOutOfSpace, HttpStatusCode.InsufficientStorage, true)]
    [InlineData(ErrorCode.ReplicaOutOfSpace, HttpStatusCode.InsufficientStorage, false)]
    [InlineData(ErrorCode.UnexpectedError, HttpStatusCode.InternalServerError, true)]
    [InlineData(ErrorCode.UnexpectedError, HttpStatusCode.InternalServerError, false)]
    public async Task Receiver_ThatFails_IsAnErrorToTheClientAndTheEndOfTheUpload(ErrorCode code, HttpStatusCode expected, bool whileAppending)
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        using var client = site.Client(bucket);
        var receiver = new CollectingReceiver();
        var failure = new HoldfastException(code, "a secret of the store");
        if (whileAppending) receiver.FailsAppending = failure;
        else receiver.FailsCompleting = failure;
        bucket.Expect(Key, receiver);
        var upload = (await client.InitiateMultipartUploadAsync(bucket.Name, Key, Stop)).UploadId;

        var failed = await Assert.ThrowsAsync<AmazonS3Exception>(async () =>
        {
            var part = await client.UploadPartAsync(Part(bucket, upload, 1, EndpointSite.Bytes(1 << 20)), Stop);
            await client.CompleteMultipartUploadAsync(Completion(bucket, upload, part), Stop);
        });
        var later = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.UploadPartAsync(Part(bucket, upload, 2, EndpointSite.Bytes(1 << 20)), Stop));
        bucket.Dispose();

        Assert.Equal(expected, failed.StatusCode);
        Assert.DoesNotContain("a secret of the store", failed.Message, StringComparison.Ordinal);
        Assert.Equal("NoSuchUpload", later.ErrorCode);
        Assert.Equal((0, 1), (receiver.Completed, receiver.Aborted));
    }

    [Fact]
    public async Task Upload_WithoutActivity_IsGivenUpOnce()
    {
        var time = new SteppedClock(TimeProvider.System.GetUtcNow());
        await using var site = new EndpointSite(time);
        using var bucket = site.Open();
        var receiver = new CollectingReceiver();
        bucket.Expect(Key, receiver);
        var (upload, tag) = await OnePart(site, bucket);

        time.Advance(TimeSpan.FromHours(5.9));
        Assert.Equal(0, receiver.Aborted);
        time.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(1, receiver.Aborted);
        using var http = site.Http();
        using var request = Signed(site, bucket, upload, tag, time);
        Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(request, Stop)).StatusCode);
        bucket.Dispose();
        Assert.Equal((0, 1), (receiver.Completed, receiver.Aborted));
    }

    [Fact]
    public async Task Bucket_ThatIsClosed_EndsWhatIsUnderWayAndWhatNeverCame()
    {
        await using var site = new EndpointSite();
        var bucket = site.Open();
        using var client = site.Client(bucket);
        CollectingReceiver begun = new(), never = new(), whole = new();
        bucket.Expect("begun.bak", begun);
        bucket.Expect("never.bak", never);
        bucket.Expect("whole.bak", whole);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket.Name, Key = "whole.bak", InputStream = new MemoryStream(new byte[100]) }, Stop);
        var upload = (await client.InitiateMultipartUploadAsync(bucket.Name, "begun.bak", Stop)).UploadId;
        var part = Part(bucket, upload, 1, EndpointSite.Bytes(5 << 20));
        part.Key = "begun.bak";
        await client.UploadPartAsync(part, Stop);

        bucket.Dispose();
        bucket.Dispose();

        Assert.Equal([(0, 1), (0, 1), (1, 0)], new[] { begun, never, whole }.Select(receiver => (receiver.Completed, receiver.Aborted)));
        Assert.Equal("InvalidAccessKeyId", (await Assert.ThrowsAsync<AmazonS3Exception>(() => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket.Name }, Stop))).ErrorCode);
    }

    [Fact]
    public async Task Store_ThatIsSlow_HoldsBackThePartsAndIsNeverCalledTwiceAtOnce()
    {
        await using var begun = await BegunUpload.Begin();
        var (_, bucket, client, receiver, upload) = begun;
        receiver.Gate.Reset();
        var contents = Enumerable.Range(1, 4).Select(seed => EndpointSite.Bytes(5 << 20, seed)).ToArray();

        var sending = contents.Select((content, at) => client.UploadPartAsync(Part(bucket, upload, at + 1, content), Stop)).ToArray();
        await receiver.Appending.Task.WaitAsync(Stop);
        Assert.False(sending[0].IsCompleted);
        receiver.Gate.Set();
        var parts = await Task.WhenAll(sending);
        await client.CompleteMultipartUploadAsync(Completion(bucket, upload, parts), Stop);

        Assert.Equal(EndpointSite.Hash([.. contents.SelectMany(content => content)]), receiver.Hash);
        Assert.False(receiver.Overlapped);
    }

    [Fact]
    public async Task Bucket_ClosedWhileTheReceiverIsBusy_TellsItAfterwards()
    {
        await using var site = new EndpointSite();
        var bucket = site.Open();
        using var client = site.Client(bucket);
        var receiver = new CollectingReceiver();
        receiver.Gate.Reset();
        bucket.Expect(Key, receiver);
        var sending = client.PutObjectAsync(new PutObjectRequest { BucketName = bucket.Name, Key = Key, InputStream = new MemoryStream(new byte[3 << 20]) }, Stop);
        await receiver.Appending.Task.WaitAsync(Stop);

        bucket.Dispose();
        Assert.Equal(0, receiver.Aborted);
        receiver.Gate.Set();

        await Assert.ThrowsAsync<AmazonS3Exception>(() => sending);
        await receiver.GivenUp.Task.WaitAsync(Stop);
        Assert.Equal((0, 1, false), (receiver.Completed, receiver.Aborted, receiver.Overlapped));
    }

    [Fact]
    public async Task Begin_Twice_TakesTheLaterWhileNothingHasCome()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        using var client = site.Client(bucket);
        var receiver = new CollectingReceiver();
        bucket.Expect(Key, receiver);
        var content = EndpointSite.Bytes(5 << 20);

        var lost = (await client.InitiateMultipartUploadAsync(bucket.Name, Key, Stop)).UploadId;
        var upload = (await client.InitiateMultipartUploadAsync(bucket.Name, Key, Stop)).UploadId;
        Assert.Equal("NoSuchUpload", (await Assert.ThrowsAsync<AmazonS3Exception>(() => client.UploadPartAsync(Part(bucket, lost, 1, content), Stop))).ErrorCode);
        var part = await client.UploadPartAsync(Part(bucket, upload, 1, content), Stop);
        var late = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.InitiateMultipartUploadAsync(bucket.Name, Key, Stop));
        var strange = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.InitiateMultipartUploadAsync(bucket.Name, "other.bak", Stop));
        Assert.Equal(upload, Assert.Single((await client.ListMultipartUploadsAsync(bucket.Name, Stop)).MultipartUploads).UploadId);
        await client.CompleteMultipartUploadAsync(Completion(bucket, upload, part), Stop);

        Assert.Equal(("OperationAborted", "AccessDenied"), (late.ErrorCode, strange.ErrorCode));
        Assert.Equal((EndpointSite.Hash(content), 1, 0), (receiver.Hash, receiver.Completed, receiver.Aborted));
    }

    [Fact]
    public async Task Parts_BeforeTheirTurnBeyondMemory_WaitInFilesThatNobodyFinds()
    {
        await using var begun = await BegunUpload.Begin(limits: new EndpointLimits { Waiting = 3 << 20 });
        var (site, bucket, client, receiver, upload) = begun;
        var contents = Enumerable.Range(1, 6).Select(seed => EndpointSite.Bytes((1 << 20) + seed, seed)).ToArray();
        var tags = new UploadPartResponse[contents.Length];
        for (var at = contents.Length - 1; at > 0; at--) tags[at] = await client.UploadPartAsync(Part(bucket, upload, at + 1, contents[at]), Stop);

        var scratch = Path.Combine(site.Data, "object-endpoint");
        Assert.True(Directory.Exists(scratch));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Empty(Directory.GetFiles(scratch));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(scratch));
        }
        Assert.Empty(receiver.Bytes);
        tags[0] = await client.UploadPartAsync(Part(bucket, upload, 1, contents[0]), Stop);
        await client.CompleteMultipartUploadAsync(Completion(bucket, upload, tags), Stop);

        Assert.Equal(EndpointSite.Hash([.. contents.SelectMany(content => content)]), receiver.Hash);
    }

    [Fact]
    public async Task Parts_BeforeTheirTurnBeyondAllRoom_AreToComeLater()
    {
        await using var begun = await BegunUpload.Begin(limits: new EndpointLimits { Waiting = 1 << 20, Scratch = 2 << 20 });
        var (_, bucket, client, receiver, upload) = begun;
        var contents = Enumerable.Range(1, 5).Select(seed => EndpointSite.Bytes(1 << 20, seed)).ToArray();
        var tags = new UploadPartResponse[contents.Length];
        foreach (var at in new[] { 1, 2, 3 }) tags[at] = await client.UploadPartAsync(Part(bucket, upload, at + 1, contents[at]), Stop);

        var refused = await Assert.ThrowsAsync<AmazonS3Exception>(() => client.UploadPartAsync(Part(bucket, upload, 5, contents[4]), Stop));
        foreach (var at in new[] { 0, 4 }) tags[at] = await client.UploadPartAsync(Part(bucket, upload, at + 1, contents[at]), Stop);
        await client.CompleteMultipartUploadAsync(Completion(bucket, upload, tags), Stop);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "SlowDown"), (refused.StatusCode, refused.ErrorCode));
        Assert.Equal(EndpointSite.Hash([.. contents.SelectMany(content => content)]), receiver.Hash);
    }

    [Fact]
    public async Task Parts_BeyondTheMemory_WaitUnreadAndAllArrive()
    {
        await using var begun = await BegunUpload.Begin(limits: new EndpointLimits { Receiving = 2 << 20, LongestPart = 1 << 20 });
        var (_, bucket, client, receiver, upload) = begun;
        receiver.Gate.Reset();
        var contents = Enumerable.Range(1, 12).Select(seed => EndpointSite.Bytes(1 << 20, seed)).ToArray();

        var sending = contents.Select((content, at) => client.UploadPartAsync(Part(bucket, upload, at + 1, content), Stop)).ToArray();
        await receiver.Appending.Task.WaitAsync(Stop);
        receiver.Gate.Set();
        var parts = await Task.WhenAll(sending);
        await client.CompleteMultipartUploadAsync(Completion(bucket, upload, parts), Stop);

        Assert.Equal(EndpointSite.Hash([.. contents.SelectMany(content => content)]), receiver.Hash);
    }

    [Fact]
    public async Task Start_AfterAKill_LeavesNoScratch()
    {
        await using var site = new EndpointSite();
        var scratch = Directory.CreateDirectory(Path.Combine(site.Data, "object-endpoint"));
        File.WriteAllText(Path.Combine(scratch.FullName, "left"), "a part");

        await site.Restart();

        Assert.False(Directory.Exists(scratch.FullName));
    }

    private static async Task<(string Upload, string Tag)> OnePart(EndpointSite site, ObjectBucket bucket)
    {
        using var client = site.Client(bucket);
        var upload = (await client.InitiateMultipartUploadAsync(bucket.Name, Key, Stop)).UploadId;
        return (upload, (await client.UploadPartAsync(Part(bucket, upload, 1, EndpointSite.Bytes(100_000)), Stop)).ETag);
    }

    private static HttpRequestMessage Signed(EndpointSite site, ObjectBucket bucket, string upload, string tag, TimeProvider? time = null)
    {
        var target = $"/{bucket.Name}/{Key}?uploadId={upload}";
        var body = System.Text.Encoding.UTF8.GetBytes($"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{tag}</ETag></Part></CompleteMultipartUpload>");
        var raw = new RawRequest(site, bucket, "POST", target) { Body = body, Time = (time ?? TimeProvider.System).GetUtcNow() }.Sign();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"https://{EndpointSite.Host}:{site.Port}{target}")) { Content = new ByteArrayContent(body) };
        foreach (var header in raw.Headers) request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return request;
    }

    private static UploadPartRequest Part(ObjectBucket bucket, string upload, int number, byte[] content) => new()
    {
        BucketName = bucket.Name, Key = Key, UploadId = upload, PartNumber = number, InputStream = new MemoryStream(content), PartSize = content.Length,
    };

    private static CompleteMultipartUploadRequest Completion(ObjectBucket bucket, string upload, params UploadPartResponse[] parts) => new()
    {
        BucketName = bucket.Name, Key = Key, UploadId = upload, PartETags = [.. parts.Select((part, at) => new PartETag(at + 1, part.ETag))],
    };
}
