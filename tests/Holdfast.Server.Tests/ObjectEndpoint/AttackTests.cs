using System.Globalization;
using System.Text;
using Holdfast.Server.ObjectEndpoint;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>Requests that must not get through, byte by byte over TLS.</summary>
public sealed class AttackTests
{
    [Fact]
    public async Task Request_WithoutOrWithAnotherSignature_IsRefusedAndReachesNothing()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        var receiver = new CollectingReceiver();
        bucket.Expect("a.bak", receiver);
        var unsigned = Put(site, bucket);
        unsigned.Headers.Remove("Authorization");
        var wrongSecret = Put(site, bucket, request => request.Secret = "x" + bucket.Secret[1..]);
        var unknownKey = Put(site, bucket, request => request.AccessKey = "AKIAUNKNOWN");
        var older = Put(site, bucket, request => request.Headers["Authorization"] = $"AWS {bucket.AccessKey}:c2lnbmF0dXJl", signsAfter: false);

        Expect(await unsigned.Send(), 403, "AccessDenied");
        Expect(await wrongSecret.Send(), 403, "SignatureDoesNotMatch");
        Expect(await unknownKey.Send(), 403, "InvalidAccessKeyId");
        Expect(await older.Send(), 400, "InvalidRequest");
        Assert.Empty(receiver.Bytes);
        Assert.Equal((0, 0), (receiver.Completed, receiver.Aborted));
    }

    [Fact]
    public async Task Body_OtherThanSigned_NeverReachesTheReceiver()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        var receiver = new CollectingReceiver();
        bucket.Expect("a.bak", receiver);
        var upload = bucket.Begin("a.bak");
        var part = new RawRequest(site, bucket, "PUT", $"/{bucket.Name}/a.bak?partNumber=1&uploadId={upload.Id}") { Body = EndpointSite.Bytes(6 << 20) }.Sign();
        part.Body[5 << 20] ^= 1;

        Expect(await part.Send(), 400, "XAmzContentSHA256Mismatch");
        Assert.Empty(receiver.Bytes);

        part.Body[5 << 20] ^= 1;
        Assert.Equal(200, (await part.Send()).Status);
        Assert.Equal(EndpointSite.Hash(part.Body), receiver.Hash);
    }

    [Fact]
    public async Task Request_AfterTheBucketWasClosed_IsRefusedWhileAnotherIsOpen()
    {
        await using var site = new EndpointSite();
        using var other = site.Open();
        var bucket = site.Open();
        bucket.Offer("a.bak", 5, () => new MemoryStream("hello"u8.ToArray()));
        var request = new RawRequest(site, bucket, "GET", $"/{bucket.Name}/a.bak").Sign();
        Assert.Contains("hello", (await request.Send()).Text, StringComparison.Ordinal);

        bucket.Dispose();

        Expect(await request.Send(), 403, "InvalidAccessKeyId");
    }

    [Fact]
    public async Task Request_OfAnotherBucketsCredential_IsRefused()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        using var other = site.Open();
        bucket.Offer("a.bak", 5, () => new MemoryStream("hello"u8.ToArray()));

        Expect(await new RawRequest(site, other, "GET", $"/{bucket.Name}/a.bak").Sign().Send(), 403, "AccessDenied");
        Expect(await new RawRequest(site, other, "GET", "/bffffffffffffffff/a.bak").Sign().Send(), 403, "AccessDenied");
        var hosted = new RawRequest(site, other, "GET", "/a.bak").Sign();
        hosted.Headers["Host"] = $"{bucket.Name}.{EndpointSite.Host}";
        Expect(await hosted.Send(), 403, "SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData(-16)]
    [InlineData(16)]
    public async Task Request_OfAnotherTime_IsRefused(int minutes)
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();

        Expect(await new RawRequest(site, bucket, "HEAD", "/" + bucket.Name) { Time = TimeProvider.System.GetUtcNow().AddMinutes(minutes) }.Sign().Send(), 403, "");
        Assert.Equal(200, (await new RawRequest(site, bucket, "HEAD", "/" + bucket.Name) { Time = TimeProvider.System.GetUtcNow().AddMinutes(minutes * 14 / 16) }.Sign().Send()).Status);
    }

    [Fact]
    public async Task Headers_AddedOrChangedOnTheWay_AreRefused()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        bucket.Expect("a.bak", new CollectingReceiver());
        var added = Put(site, bucket);
        added.Unsigned = "x-amz-copy-source: /other/secret\r\n";
        var doubled = Put(site, bucket);
        doubled.Unsigned = $"x-amz-date: {doubled.Stamp}\r\n";
        var hosts = Put(site, bucket);
        hosts.Unsigned = "Host: elsewhere.example.test\r\n";
        var moved = Put(site, bucket);
        moved.SentTarget = $"/{bucket.Name}/b.bak";
        var withQuery = Put(site, bucket);
        withQuery.SentTarget = $"/{bucket.Name}/a.bak?uploadId=1&partNumber=1";
        var chunked = Put(site, bucket);
        chunked.Unsigned = "Transfer-Encoding: chunked\r\n";
        chunked.Body = "5\r\nhello\r\n0\r\n\r\n"u8.ToArray();
        var absolute = Put(site, bucket);
        absolute.SentTarget = $"https://{EndpointSite.Host}/{bucket.Name}/a.bak";

        Expect(await added.Send(), 403, "AccessDenied");
        Assert.InRange((await doubled.Send()).Status, 400, 403);
        Assert.Equal(400, (await hosts.Send()).Status);
        Expect(await moved.Send(), 403, "SignatureDoesNotMatch");
        Expect(await withQuery.Send(), 403, "SignatureDoesNotMatch");
        Expect(await chunked.Send(), 411, "MissingContentLength");
        Assert.InRange((await absolute.Send()).Status, 400, 403);
    }

    [Theory]
    [InlineData("..%2f..%2fsecrets%2fobject-endpoint.pem")]
    [InlineData("../../secrets/object-endpoint.pem")]
    [InlineData("./a.bak")]
    [InlineData("a.bak/../a.bak")]
    [InlineData("%2e%2e/a.bak")]
    [InlineData("A.BAK")]
    public async Task Keys_OtherThanTheOnesOfTheBucket_AreNotThere(string key)
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        bucket.Offer("a.bak", 5, () => new MemoryStream("hello"u8.ToArray()));

        Expect(await new RawRequest(site, bucket, "GET", $"/{bucket.Name}/{key}").Sign().Send(), 404, "NoSuchKey");
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%ff")]
    [InlineData("%c0%ae")]
    [InlineData("%zz")]
    [InlineData("a.bak?prefix=1&prefix=2")]
    [InlineData("a.bak?%0d%0a=1")]
    public async Task Addresses_ThatMeanNothing_AreRefused(string rest)
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        var request = new RawRequest(site, bucket, "GET", $"/{bucket.Name}/a.bak").Sign();
        request.SentTarget = $"/{bucket.Name}/{rest}";

        Expect(await request.Send(), 400, "");
    }

    [Fact]
    public async Task Sizes_BeyondTheBounds_AreRefusedUnread()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        bucket.Expect("a.bak", new CollectingReceiver());
        var upload = bucket.Begin("a.bak");
        var part = $"/{bucket.Name}/a.bak?uploadId={upload.Id}&partNumber=";
        var huge = new RawRequest(site, bucket, "PUT", part + "1") { PayloadHash = "UNSIGNED-PAYLOAD" }.Sign();
        huge.Headers["Content-Length"] = (new EndpointLimits().LongestPart + 1).ToString(CultureInfo.InvariantCulture);
        var list = new RawRequest(site, bucket, "POST", $"/{bucket.Name}/a.bak?uploadId={upload.Id}") { PayloadHash = "UNSIGNED-PAYLOAD" }.Sign();
        list.Headers["Content-Length"] = ((4 << 20) + 1).ToString(CultureInfo.InvariantCulture);

        Expect(await huge.Send(), 400, "EntityTooLarge");
        Expect(await list.Send(), 400, "EntityTooLarge");
        Expect(await new RawRequest(site, bucket, "PUT", part + "10001").Sign().Send(), 400, "InvalidArgument");
        Expect(await new RawRequest(site, bucket, "PUT", part + "0").Sign().Send(), 400, "InvalidArgument");
        Expect(await new RawRequest(site, bucket, "PUT", part + "99999999999999999999").Sign().Send(), 400, "InvalidArgument");
        Expect(await new RawRequest(site, bucket, "PUT", $"/{bucket.Name}/a.bak?uploadId=0&partNumber=1").Sign().Send(), 404, "NoSuchUpload");
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&b;</ETag></Part></CompleteMultipartUpload>")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><CompleteMultipartUpload/>")]
    [InlineData("<CompleteMultipartUpload/>")]
    [InlineData("<CompleteMultipartUpload><Part/></CompleteMultipartUpload>")]
    [InlineData("<Other><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part></Other>")]
    [InlineData("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>a</ETag></Part>")]
    [InlineData("")]
    public async Task Lists_ThatAreNone_AreRefused(string xml)
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        var receiver = new CollectingReceiver();
        bucket.Expect("a.bak", receiver);
        var upload = bucket.Begin("a.bak");

        Expect(await new RawRequest(site, bucket, "POST", $"/{bucket.Name}/a.bak?uploadId={upload.Id}") { Body = Encoding.UTF8.GetBytes(xml) }.Sign().Send(), 400, "MalformedXML");
        Assert.Equal((0, 0), (receiver.Completed, receiver.Aborted));
    }

    [Fact]
    public async Task Requests_ThatAreNotKnown_AreRefusedAndWrittenDownWithoutSecrets()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        var acl = new RawRequest(site, bucket, "GET", $"/{bucket.Name}?acl") { Headers = { ["X-Strange"] = "as it came" } }.Sign();

        Expect(await acl.Send(), 501, "NotImplemented");
        Expect(await new RawRequest(site, bucket, "PATCH", $"/{bucket.Name}/a").Sign().Send(), 405, "MethodNotAllowed");

        var line = Assert.Single(site.Log.Lines, line => line.Contains("?acl", StringComparison.Ordinal));
        Assert.Contains("X-Strange: as it came", line, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Log.Lines, line => line.Contains(acl.Signature, StringComparison.Ordinal) || line.Contains(bucket.Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", false)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", false)]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", false)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", true)]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", true)]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", true)]
    public async Task Chunks_OfEveryKind_AreTakenAndAlteredOnesNot(string kind, bool isAltered)
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        var receiver = new CollectingReceiver();
        bucket.Expect("a.bak", receiver);
        var content = EndpointSite.Bytes(200_000);
        var request = new RawRequest(site, bucket, "PUT", $"/{bucket.Name}/a.bak") { PayloadHash = kind };
        request.Headers["x-amz-decoded-content-length"] = "200000";
        if (kind.EndsWith("TRAILER", StringComparison.Ordinal)) request.Headers["x-amz-trailer"] = "x-amz-checksum-crc32c";
        request.Sign();
        request.Body = ChunkedBytes.Of(request, content, 65536);
        if (isAltered) request.Body[100_000] ^= 1;

        var (status, text) = await request.Send();

        Assert.Equal(isAltered ? kind.StartsWith("STREAMING-UNSIGNED", StringComparison.Ordinal) ? "BadDigest" : "SignatureDoesNotMatch" : "", Code(text));
        Assert.Equal(isAltered ? 0 : 1, receiver.Completed);
        Assert.Equal(isAltered ? [] : content, receiver.Bytes);
        Assert.NotEqual(isAltered, status == 200);
    }

    private static RawRequest Put(EndpointSite site, ObjectBucket bucket, Action<RawRequest>? change = null, bool signsAfter = true)
    {
        var request = new RawRequest(site, bucket, "PUT", $"/{bucket.Name}/a.bak") { Body = "hello"u8.ToArray() };
        if (signsAfter) change?.Invoke(request);
        request.Sign();
        if (!signsAfter) change?.Invoke(request);
        return request;
    }

    private static void Expect((int Status, string Text) answer, int status, string code) => Assert.Equal((status, code), (answer.Status, code.Length == 0 ? "" : Code(answer.Text)));

    private static string Code(string text)
    {
        var at = text.IndexOf("<Code>", StringComparison.Ordinal);
        return at < 0 ? "" : text[(at + 6)..text.IndexOf("</Code>", StringComparison.Ordinal)];
    }
}
