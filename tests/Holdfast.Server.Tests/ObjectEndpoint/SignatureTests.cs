using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Server.ObjectEndpoint.Bodies;
using Holdfast.Server.ObjectEndpoint.Requests;
using Holdfast.Server.ObjectEndpoint.Signing;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>Signatures against the examples that Amazon has published.</summary>
public sealed class SignatureTests
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly SteppedClock inMay = new(DateTimeOffset.Parse("2013-05-24T00:00:00Z", CultureInfo.InvariantCulture));

    [Fact]
    public void Sign_GetVanilla_IsThePublishedSignature()
    {
        var headers = new HeaderDictionary { ["Host"] = "example.amazonaws.com", ["X-Amz-Date"] = "20150830T123600Z" };
        var scope = CredentialScope.Parse("AKIDEXAMPLE/20150830/us-east-1/service/aws4_request");

        var request = CanonicalRequest.Build("GET", S3Target.Parse("/"), headers, ["host", "x-amz-date"], EmptyHash);
        var signature = new SigningKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", scope).Sign(CanonicalRequest.StringToSign("20150830T123600Z", scope, request));

        Assert.Equal("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31", signature);
    }

    [Theory]
    [InlineData("/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197")]
    [InlineData("/%E1%88%B4", "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85")]
    public void Sign_VectorsOfTheTestSuite_AreThePublishedSignatures(string target, string expected)
    {
        var headers = new HeaderDictionary { ["Host"] = "example.amazonaws.com", ["X-Amz-Date"] = "20150830T123600Z" };
        var scope = CredentialScope.Parse("AKIDEXAMPLE/20150830/us-east-1/service/aws4_request");

        var request = CanonicalRequest.Build("GET", S3Target.Parse(target), headers, ["host", "x-amz-date"], EmptyHash);

        Assert.Equal(expected, new SigningKey("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", scope).Sign(CanonicalRequest.StringToSign("20150830T123600Z", scope, request)));
    }

    [Theory]
    [InlineData("GET", "/test.txt", "range:bytes=0-9", "host;range;x-amz-content-sha256;x-amz-date", EmptyHash, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("PUT", "/test%24file.text", "date:Fri, 24 May 2013 00:00:00 GMT|x-amz-storage-class:REDUCED_REDUNDANCY", "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")]
    [InlineData("GET", "/?lifecycle", "", "host;x-amz-content-sha256;x-amz-date", EmptyHash, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("GET", "/?max-keys=2&prefix=J", "", "host;x-amz-content-sha256;x-amz-date", EmptyHash, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void Verify_ExamplesOfS3_AreAcceptedAndOthersNot(string method, string target, string extra, string signed, string hash, string signature)
    {
        var headers = Headers(extra, hash, signed, signature);

        Assert.Equal(signature, Check().Verify(method, S3Target.Parse(target), headers).Seed);

        headers["Authorization"] = headers["Authorization"].ToString().Replace("Signature=" + signature[..1], "Signature=" + (signature[0] == '0' ? '1' : '0'), StringComparison.Ordinal);
        Assert.Equal(S3Error.SignatureDoesNotMatch, Assert.Throws<S3Exception>(() => Check().Verify(method, S3Target.Parse(target), headers)).Error);
    }

    [Fact]
    public void Verify_PresignedExample_IsAcceptedUntilItExpires()
    {
        const string target = "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
            + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        var headers = new HeaderDictionary { ["Host"] = "examplebucket.s3.amazonaws.com" };

        Assert.Equal("UNSIGNED-PAYLOAD", Check().Verify("GET", S3Target.Parse(target), headers).PayloadHash);

        Assert.Equal(S3Error.AccessDenied, Refused(TimeSpan.FromSeconds(86401)));
        Assert.Equal(S3Error.RequestTimeTooSkewed, Refused(TimeSpan.FromSeconds(-901)));

        S3Error Refused(TimeSpan later) => Assert.Throws<S3Exception>(
            () => new SignatureCheck<Example>(Find, new SteppedClock(inMay.GetUtcNow() + later)).Verify("GET", S3Target.Parse(target), headers)).Error;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chunks_ExampleOfS3_IsAcceptedAndAnAlteredByteNot(bool isAltered)
    {
        var headers = Headers("content-encoding:aws-chunked|content-length:66824|x-amz-decoded-content-length:66560|x-amz-storage-class:REDUCED_REDUNDANCY", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
            "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class", "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
        headers["Host"] = "s3.amazonaws.com";
        var signed = Check().Verify("PUT", S3Target.Parse("/examplebucket/chunkObject.txt"), headers);
        var text = "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n" + new string('a', 65536)
            + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n" + new string('a', 1024)
            + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
        var body = Encoding.ASCII.GetBytes(text);
        Assert.Equal(66824, body.Length);
        if (isAltered) body[66_000] = (byte)'b';
        var budget = new MemoryBudget(1 << 20);
        using var content = new PartBuffer(await budget.Take(66560, TestContext.Current.CancellationToken));
        using var digest = new BodyDigest(withSha256: false, []);
        var chunks = new ChunkedBody(new MemoryStream(body), signed.ForBody(), hasTrailer: false, 66560);

        if (isAltered) Assert.Equal(S3Error.SignatureDoesNotMatch, (await Assert.ThrowsAsync<S3Exception>(() => chunks.Read(content, digest, TestContext.Current.CancellationToken))).Error);
        else await chunks.Read(content, digest, TestContext.Current.CancellationToken);

        if (!isAltered) Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(new string('a', 66560)))), Convert.ToHexStringLower(SHA256.HashData(content.ToArray())));
    }

    [Theory]
    [InlineData("20130523", "us-east-1", "s3")]
    [InlineData("20130524", "eu-west-1", "s3")]
    [InlineData("20130524", "us-east-1", "ec2")]
    public void Verify_AnotherScope_IsRefused(string date, string region, string service)
    {
        var headers = Headers("", EmptyHash, "host;x-amz-content-sha256;x-amz-date", new string('0', 64));
        headers["Authorization"] = headers["Authorization"].ToString().Replace("20130524/us-east-1/s3", $"{date}/{region}/{service}", StringComparison.Ordinal);

        Assert.Equal(S3Error.AuthorizationHeaderMalformed, Assert.Throws<S3Exception>(() => Check().Verify("GET", S3Target.Parse("/a"), headers)).Error);
    }

    [Theory]
    [InlineData("CRC32", "123456789", "y/Q5Jg==")]
    [InlineData("CRC32C", "123456789", "4waSgw==")]
    [InlineData("CRC64NVME", "123456789", "rosUhgp5mIg=")]
    [InlineData("SHA1", "abc", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=")]
    [InlineData("SHA256", "abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")]
    public void NamedChecksum_KnownValues_AreFound(string name, string text, string expected)
    {
        using var checksum = NamedChecksum.Of(NamedChecksum.Prefix + name);
        checksum.Append(Encoding.ASCII.GetBytes(text)[..3]);
        checksum.Append(Encoding.ASCII.GetBytes(text)[3..]);

        Assert.Equal(expected, Convert.ToBase64String(checksum.Value()));
    }

    private static HeaderDictionary Headers(string extra, string hash, string signed, string signature)
    {
        var headers = new HeaderDictionary { ["Host"] = "examplebucket.s3.amazonaws.com", ["x-amz-date"] = "20130524T000000Z", ["x-amz-content-sha256"] = hash };
        foreach (var line in extra.Split('|', StringSplitOptions.RemoveEmptyEntries)) headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
        headers["Authorization"] = $"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders={signed},Signature={signature}";
        return headers;
    }

    private static SignatureCheck<Example> Check() => new(Find, inMay);

    private static Example? Find(string key) => key == "AKIAIOSFODNN7EXAMPLE" ? new Example() : null;

    private sealed class Example : ISigner
    {
        public string AccessKey => "AKIAIOSFODNN7EXAMPLE";

        public string Secret => "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

        public string Region => "us-east-1";
    }
}
