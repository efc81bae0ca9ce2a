using System.Text;
using Holdfast.Server.ObjectEndpoint;
using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Server.ObjectEndpoint.Requests;
using Holdfast.Server.ObjectEndpoint.Signing;
using Holdfast.Server.ObjectEndpoint.Uploads;
using Holdfast.Testing.Damage;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>Requests that were altered by chance, by seed: each is read or refused, in bounded memory, and what is taken was signed.</summary>
public sealed class MutationTests
{
    private const int Count = 5000;

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER")]
    public async Task Chunks_Altered_AreRefusedOrTheSame(string kind)
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        var content = EndpointSite.Bytes(3000);
        var request = new RawRequest(site, bucket, "PUT", "/a/b") { PayloadHash = kind }.Sign();
        var body = ChunkedBytes.Of(request, content, 1024);
        var signed = kind.Contains("HMAC", StringComparison.Ordinal);
        var hasTrailer = kind.EndsWith("TRAILER", StringComparison.Ordinal);
        var (refused, taken) = (0, 0);
        for (var seed = 0; seed < Count; seed++)
        {
            var budget = new MemoryBudget(4096);
            var altered = Mutations.Make(1, seed, [body]);
            using var part = new PartBuffer(await budget.Take(content.Length, TestContext.Current.CancellationToken));
            using var digest = new BodyDigest(false, ["x-amz-checksum-crc32c"]);
            var fresh = new BodySignature(request.Key, request.Scope, request.Stamp, request.Signature);
            try
            {
                var trailers = await new ChunkedBody(new MemoryStream(altered), signed ? fresh : null, hasTrailer, content.Length).Read(part, digest, TestContext.Current.CancellationToken);
                if (hasTrailer) digest.CheckNamed("x-amz-checksum-crc32c", trailers.GetValueOrDefault("x-amz-checksum-crc32c") ?? "");
                taken++;
                Assert.Equal(content, part.ToArray());
            }
            catch (S3Exception)
            {
                refused++;
            }
            Assert.True(part.Length <= content.Length, $"seed {seed}");
        }
        Assert.True(refused > Count / 2, $"{refused} refused, {taken} taken");
    }

    [Fact]
    public void Lists_Altered_AreReadOrRefused()
    {
        var text = "<?xml version=\"1.0\"?><CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + string.Concat(Enumerable.Range(1, 20).Select(number => $"<Part><PartNumber>{number}</PartNumber><ETag>&quot;{number:x32}&quot;</ETag><ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part>")) + "</CompleteMultipartUpload>";
        var body = Encoding.UTF8.GetBytes(text);
        Assert.Equal(Enumerable.Range(1, 20).Select(number => new ListedPart(number, $"{number:x32}")), CompletionList.Parse(body));
        var (read, refused) = Mutations.Run(
            2, Count, [body],
            stream =>
            {
                using var altered = new MemoryStream();
                stream.CopyTo(altered);
                Assert.All(CompletionList.Parse(altered.ToArray()), part => Assert.InRange(part.Number, 1, 10_000));
            },
            failure => failure is S3Exception { Error: var error } && (error == S3Error.MalformedXml || error == S3Error.InvalidArgument));
        Assert.True(refused > Count / 4 && read > 0, $"{refused} refused, {read} read");
    }

    [Fact]
    public async Task AddressesAndHeaders_Altered_NeverPassForWhatWasSigned()
    {
        await using var site = new EndpointSite();
        using var bucket = site.Open();
        var target = $"/{bucket.Name}/in%2Fa%20b.bak?partNumber=1&uploadId=0123";
        var request = new RawRequest(site, bucket, "PUT", target).Sign();
        var check = new SignatureCheck<ObjectBucket>(key => key == bucket.AccessKey ? bucket : null, TimeProvider.System);
        var authorization = request.Headers["Authorization"];
        Assert.NotNull(check.Verify("PUT", S3Target.Parse(target), Headers(authorization)));
        var meant = CanonicalRequest.Build("PUT", S3Target.Parse(target), Headers(authorization), [], "");
        var refused = 0;
        for (var seed = 0; seed < Count; seed++)
        {
            var sent = seed % 2 == 0 ? Altered(target, seed) : target;
            var header = seed % 2 == 1 ? Altered(authorization, seed) : authorization;
            try
            {
                var parsed = S3Target.Parse(sent);
                check.Verify("PUT", parsed, Headers(header));
                // An escape written in another way means the same; nothing else may pass.
                Assert.Equal(meant, CanonicalRequest.Build("PUT", parsed, Headers(authorization), [], ""));
            }
            catch (S3Exception)
            {
                refused++;
            }
        }
        Assert.True(refused > Count * 9 / 10, $"{refused} refused");

        HeaderDictionary Headers(string authorization)
        {
            var headers = new HeaderDictionary();
            foreach (var pair in request.Headers) headers[pair.Key] = pair.Key == "Authorization" ? authorization : pair.Value;
            return headers;
        }
    }

    private static string Altered(string text, int seed) => Encoding.Latin1.GetString(Mutations.Make(3, seed, [Encoding.Latin1.GetBytes(text)]));
}
