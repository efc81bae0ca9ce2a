using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>The endpoint as Amazon's own client sees it, over TLS.</summary>
public sealed class SdkTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task PutAndGet_Object_IsWhatWasSent(bool usesChunks, bool pathStyle)
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        using var client = site.Client(bucket, pathStyle: pathStyle);
        var content = EndpointSite.Bytes(3_000_001);
        var receiver = new CollectingReceiver();
        bucket.Expect("in/full 1.bak", receiver);
        bucket.Offer("out/Größe+1.bak", content.Length, () => new MemoryStream(content));

        var put = await client.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket.Name, Key = "in/full 1.bak", InputStream = new MemoryStream(content), UseChunkEncoding = usesChunks }, Stop);
        using var got = await client.GetObjectAsync(bucket.Name, "out/Größe+1.bak", Stop);

        Assert.Equal(HttpStatusCode.OK, put.HttpStatusCode);
        Assert.Equal(EndpointSite.Hash(content), receiver.Hash);
        Assert.Equal((1, 0), (receiver.Completed, receiver.Aborted));
        using var read = new MemoryStream();
        await got.ResponseStream.CopyToAsync(read, Stop);
        Assert.Equal(content, read.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Multipart_PartsOutOfOrderAndAtOnce_ArriveInOrder(bool usesChunks)
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        using var client = site.Client(bucket);
        var receiver = new CollectingReceiver();
        bucket.Expect("full.bak", receiver);
        int[] lengths = [10 << 20, 5 << 20, 20 << 20, 7_777_777, 5 << 20, 123];
        var contents = lengths.Select((length, at) => EndpointSite.Bytes(length, at)).ToArray();

        var upload = (await client.InitiateMultipartUploadAsync(bucket.Name, "full.bak", Stop)).UploadId;
        var tags = new PartETag[lengths.Length];
        foreach (var wave in new int[][] { [5, 3], [1, 0, 2], [4] })
            await Task.WhenAll(wave.Select(async at => tags[at] = new PartETag(at + 1, (await client.UploadPartAsync(Part(bucket.Name, upload, at + 1, contents[at], usesChunks), Stop)).ETag)));
        var listed = await client.ListPartsAsync(bucket.Name, "full.bak", upload, Stop);
        var done = await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket.Name, Key = "full.bak", UploadId = upload, PartETags = [.. tags] }, Stop);

        Assert.Equal(lengths.Select(length => (long)length), listed.Parts.Select(part => part.Size));
        Assert.EndsWith("-6\"", done.ETag, StringComparison.Ordinal);
        Assert.Equal(EndpointSite.Hash([.. contents.SelectMany(content => content)]), receiver.Hash);
        Assert.Equal((1, 0, false), (receiver.Completed, receiver.Aborted, receiver.Overlapped));
        var head = await client.GetObjectMetadataAsync(bucket.Name, "full.bak", Stop);
        Assert.Equal(lengths.Sum(length => (long)length), head.ContentLength);
        Assert.Equal("full.bak", Assert.Single((await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket.Name, Prefix = "full" }, Stop)).S3Objects).Key);
    }

    private static UploadPartRequest Part(string bucket, string upload, int number, byte[] content, bool usesChunks = true, string key = "full.bak") => new()
    {
        BucketName = bucket, Key = key, UploadId = upload, PartNumber = number, InputStream = new MemoryStream(content), PartSize = content.Length, UseChunkEncoding = usesChunks,
    };
}
