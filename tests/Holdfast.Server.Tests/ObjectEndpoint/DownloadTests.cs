using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Holdfast.Server.ObjectEndpoint;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>Objects that are offered, and what can be asked about a bucket.</summary>
public sealed class DownloadTests
{
    private static readonly byte[] content = EndpointSite.Bytes(1_000_000);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bytes=0-9", 0, 10)]
    [InlineData("bytes=999990-", 999_990, 10)]
    [InlineData("bytes=-16", 999_984, 16)]
    [InlineData("bytes=-2000000", 0, 1_000_000)]
    [InlineData("bytes=500000-5000000", 500_000, 500_000)]
    public async Task Get_Range_IsThatPart(string range, int start, int length)
    {
        await using var site = new EndpointSite();
        using var bucket = Offering(site);

        using var answer = await Get(site, bucket, range);
        var head = await Get(site, bucket, range, HttpMethod.Head);

        Assert.Equal((HttpStatusCode.PartialContent, HttpStatusCode.PartialContent), (answer.StatusCode, head.StatusCode));
        Assert.Equal($"bytes {start}-{start + length - 1}/1000000", answer.Content.Headers.ContentRange!.ToString());
        Assert.Equal(content[start..(start + length)], await answer.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal((long)length, head.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("bytes=1000000-", HttpStatusCode.RequestedRangeNotSatisfiable)]
    [InlineData("bytes=-0", HttpStatusCode.RequestedRangeNotSatisfiable)]
    [InlineData("bytes=9-3", HttpStatusCode.OK)]
    [InlineData("bytes=0-1,5-6", HttpStatusCode.OK)]
    [InlineData("lines=1-2", HttpStatusCode.OK)]
    [InlineData("bytes=99999999999999999999-", HttpStatusCode.OK)]
    public async Task Get_RangeThatIsNone_IsRefusedOrLeftOut(string range, HttpStatusCode expected)
    {
        await using var site = new EndpointSite();
        using var bucket = Offering(site);

        using var answer = await Get(site, bucket, range);

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.OK) Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Get_ManyRangesAtOnce_EachHasAStreamOfItsOwn()
    {
        await using var site = new EndpointSite();
        using var bucket = Offering(site);
        using var client = site.Client(bucket);

        var pieces = await Task.WhenAll(Enumerable.Range(0, 10).Select(async at =>
        {
            using var got = await client.GetObjectAsync(new GetObjectRequest { BucketName = bucket.Name, Key = "out.bak", ByteRange = new ByteRange(at * 100_000L, at * 100_000L + 99_999) }, Stop);
            using var piece = new MemoryStream();
            await got.ResponseStream.CopyToAsync(piece, Stop);
            return piece.ToArray();
        }));

        Assert.Equal(content, pieces.SelectMany(piece => piece));
    }

    [Fact]
    public async Task Get_ContentThatFails_EndsShort()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        bucket.Offer("cut.bak", content.Length, () => new MemoryStream(content, 0, 600_000));

        await Assert.ThrowsAnyAsync<HttpRequestException>(async () => await (await Get(site, bucket, null, key: "cut.bak")).Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task Get_SignedAddress_IsGoodUntilTheBucketIsClosed()
    {
        await using var site = new EndpointSite();
        using var other = site.Open();
        using var bucket = Offering(site);
        using var client = site.Client(bucket);
        using var http = site.Http();
        Amazon.AWSConfigsS3.UseSignatureVersion4 = true;
        var address = client.GetPreSignedURL(new GetPreSignedUrlRequest { BucketName = bucket.Name, Key = "out.bak", Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5) });

        Assert.Contains("X-Amz-Signature", address, StringComparison.Ordinal);
        Assert.Equal(content, await http.GetByteArrayAsync(new Uri(address), Stop));
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri(address.Replace("out.bak", "other.bak", StringComparison.Ordinal)), Stop)).StatusCode);
        bucket.Dispose();
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(new Uri(address), Stop)).StatusCode);
    }

    [Fact]
    public async Task Bucket_Questions_AreAnswered()
    {
        await using var site = new EndpointSite();
        using var bucket = Offering(site);
        bucket.Offer("logs/1.trn", 1, () => new MemoryStream(new byte[1]));
        bucket.Offer("logs/2 ü.trn", 2, () => new MemoryStream(new byte[2]));
        bucket.Expect("in.bak", new CollectingReceiver());
        using var client = site.Client(bucket);

        var location = await client.GetBucketLocationAsync(bucket.Name, Stop);
        var all = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket.Name }, Stop);
        var folders = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket.Name, Delimiter = "/" }, Stop);
        var page = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket.Name, MaxKeys = 2 }, Stop);
        var rest = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket.Name, ContinuationToken = page.NextContinuationToken }, Stop);
        var first = await client.ListObjectsAsync(new ListObjectsRequest { BucketName = bucket.Name, Prefix = "logs/" }, Stop);
        var head = await client.GetObjectMetadataAsync(bucket.Name, "out.bak", Stop);
        var deleted = await client.DeleteObjectAsync(bucket.Name, "out.bak", Stop);

        Assert.Equal("", location.Location.Value);
        Assert.Equal(["logs/1.trn", "logs/2 ü.trn", "out.bak"], all.S3Objects.Select(item => item.Key));
        Assert.Equal(["logs/"], folders.CommonPrefixes);
        Assert.Equal((true, 2, 1), (page.IsTruncated, page.S3Objects.Count, rest.S3Objects.Count));
        Assert.Equal([1L, 2L], first.S3Objects.Select(item => item.Size));
        Assert.Equal((content.Length, "bytes"), ((int)head.ContentLength, head.AcceptRanges));
        Assert.Equal(HttpStatusCode.NoContent, deleted.HttpStatusCode);
        Assert.Equal(content.Length, (await client.GetObjectMetadataAsync(bucket.Name, "out.bak", Stop)).ContentLength);
        Assert.Equal(HttpStatusCode.NotFound, (await Assert.ThrowsAsync<AmazonS3Exception>(() => client.GetObjectMetadataAsync(bucket.Name, "in.bak", Stop))).StatusCode);
    }

    [Fact]
    public async Task Get_WhatWasUploaded_IsNotGivenBack()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        using var client = site.Client(bucket);
        bucket.Expect("in.bak", new CollectingReceiver());
        await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket.Name, Key = "in.bak", ContentBody = "hello" }, Stop);

        Assert.Equal("InvalidObjectState", (await Assert.ThrowsAsync<AmazonS3Exception>(() => client.GetObjectAsync(bucket.Name, "in.bak", Stop))).ErrorCode);
    }

    private static ObjectBucket Offering(EndpointSite site)
    {
        var bucket = site.Open();
        bucket.Offer("out.bak", content.Length, () => new MemoryStream(content));
        return bucket;
    }

    private static async Task<HttpResponseMessage> Get(EndpointSite site, ObjectBucket bucket, string? range, HttpMethod? method = null, string key = "out.bak")
    {
        var target = $"/{bucket.Name}/{key}";
        var raw = new RawRequest(site, bucket, (method ?? HttpMethod.Get).Method, target).Sign();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri($"https://{EndpointSite.Host}:{site.Port}{target}"));
        foreach (var header in raw.Headers) request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        if (range is not null) request.Headers.TryAddWithoutValidation("Range", range);
        using var http = site.Http();
        return await http.SendAsync(request, Stop);
    }
}
