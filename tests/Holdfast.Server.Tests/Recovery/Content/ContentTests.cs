using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Recovery.Content;
using Holdfast.Server.Tests.Protect;

namespace Holdfast.Server.Tests.Recovery.Content;

public sealed class ContentTests
{
    private static readonly byte[] bytes = Bytes(9_000_001);

    [Fact]
    public async Task Content_WholeFile_ComesByteForByte_AndIsInTheAuditLog()
    {
        await using var server = await Serving(() => new MemoryContent(bytes));
        using var content = await server.Client.Recovery.Content(new ContentQuery("source", "docs/a.txt"));
        Assert.Equal((bytes.Length, bytes.Length), (content.Size, content.Coming));
        Assert.Equal((await server.Client.RecoveryPoints()).RecoveryPoints.Single().Id, content.RecoveryPoint);
        Same(bytes, await All(content));
        var entry = Assert.Single((await server.Client.Audit.List()).Entries, entry => entry.Action == "GET content");
        Assert.Equal(("source at latest: docs/a.txt", "ok"), (entry.Subject, entry.Outcome));
    }

    [Fact]
    public async Task Content_HeadersKeepABrowserFromShowingIt()
    {
        await using var server = await Serving(() => new MemoryContent(bytes, "evil.html"));
        using var http = Http(server);
        using var response = await http.GetAsync("api/v1/content?source=source&path=evil.html", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("application/octet-stream", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=\"evil.html\"; filename*=UTF-8''evil.html", response.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(bytes.Length, response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=5000000-", 5_000_000, 4_000_001)]
    [InlineData("bytes=-7", 8_999_994, 7)]
    [InlineData("bytes=8999999-99999999999", 8_999_999, 2)]
    public async Task Content_Range_IsThatPart(string range, int from, int length)
    {
        await using var server = await Serving(() => new MemoryContent(bytes));
        using var http = Http(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/content?source=source&path=a");
        request.Headers.TryAddWithoutValidation("Range", range);
        using var response = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal($"bytes {from}-{from + length - 1}/{bytes.Length}", response.Content.Headers.ContentRange?.ToString());
        Same(bytes[from..(from + length)], await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Content_RangeBeyondTheEnd_Is416_AndOddRangesAreTheWholeFile()
    {
        await using var server = await Serving(() => new MemoryContent(new byte[10]));
        using var http = Http(server);
        foreach (var beyond in (string[])["bytes=10-", "bytes=-0", "bytes=9999999999-"])
        {
            using var response = await Send(beyond, null);
            Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
            Assert.Equal("bytes */10", response.Content.Headers.ContentRange?.ToString());
        }
        foreach (var (odd, tag) in ((string, string?)[])[("bytes=0-1,3-4", null), ("bytes=5-2", null), ("lines=1-2", null), ("bytes=x-", null), ("bytes=5-", "\"another point\"")])
        {
            using var response = await Send(odd, tag);
            Assert.Equal((HttpStatusCode.OK, 10), (response.StatusCode, (await response.Content.ReadAsByteArrayAsync()).Length));
        }

        async Task<HttpResponseMessage> Send(string range, string? tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/content?source=source&path=a");
            request.Headers.TryAddWithoutValidation("Range", range);
            if (tag is not null) request.Headers.TryAddWithoutValidation("If-Range", tag);
            return await http.SendAsync(request);
        }
    }

    [Fact]
    public async Task Content_Preview_IsTheBeginning()
    {
        await using var server = await Serving(() => new MemoryContent(bytes));
        using var content = await server.Client.Recovery.Content(new ContentQuery("source", "a.txt") { Limit = 1000 });
        Assert.Equal((bytes.Length, 1000), (content.Size, content.Coming));
        Same(bytes[..1000], await All(content));
        Assert.Equal(ErrorCode.BadRequest, await ProtectTests.Refused(server.Client.Recovery.Content(new ContentQuery("source", "a.txt") { Limit = (1 << 20) + 1 })));
    }

    [Fact]
    public async Task Content_EmptyFile_IsEmpty()
    {
        await using var server = await Serving(() => new MemoryContent([]));
        using var content = await server.Client.Recovery.Content(new ContentQuery("source", "a.txt"));
        Assert.Equal((0L, 0), (content.Size, (await All(content)).Length));
    }

    [Fact]
    public async Task Content_DamageAtTheBeginning_IsAnErrorAnswer()
    {
        await using var server = await Serving(() => new MemoryContent(bytes, damagedAt: 10));
        Assert.Equal(ErrorCode.ChunkDamaged, await ProtectTests.Refused(server.Client.Recovery.Content(new ContentQuery("source", "a.txt"))));
    }

    [Fact]
    public async Task Content_DamageOnTheWay_EndsShortOfItsLength_AndCanBeResumedElsewhere()
    {
        const int damagedAt = 5_500_000;
        await using var server = await Serving(() => new MemoryContent(bytes, damagedAt: damagedAt));
        using (var http = Http(server))
        {
            // As a browser or curl would see it: a length, and fewer bytes than that.
            using var response = await http.GetAsync("api/v1/content?source=source&path=a.txt", HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal(bytes.Length, response.Content.Headers.ContentLength);
            await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync());
        }
        var got = new MemoryStream();
        using (var content = await server.Client.Recovery.Content(new ContentQuery("source", "a.txt")))
        {
            var failure = await Assert.ThrowsAsync<HoldfastException>(() => content.CopyToAsync(got));
            Assert.Equal(ErrorCode.ContentIncomplete, failure.Code);
        }
        Assert.InRange(got.Length, 0, damagedAt);
        Same(bytes[..(int)got.Length], got.ToArray());

        server.Engine.OnContent = _ => new MemoryContent(bytes);
        using var rest = await server.Client.Recovery.Content(new ContentQuery("source", "a.txt") { Offset = got.Length });
        Assert.Equal(bytes.Length - got.Length, rest.Coming);
        await rest.CopyToAsync(got);
        Same(bytes, got.ToArray());
        Assert.Contains("A download from recovery point", File.ReadAllText(Directory.EnumerateFiles(server.Data, "*.log", SearchOption.AllDirectories).First()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain.txt", "plain.txt", "plain.txt")]
    [InlineData("a\r\nSet-Cookie: x=1", "a__Set-Cookie_ x=1", "a__Set-Cookie_%20x%3D1")]
    [InlineData("a\"; filename=\"b.exe", "a__ filename=_b.exe", "a_%3B%20filename%3D_b.exe")]
    [InlineData("..\\..\\x", "_.._x", "_.._x")]
    [InlineData("\u202Egpj.exe", "_gpj.exe", "_gpj.exe")]
    [InlineData("Grün €.pdf", "Gr_n _.pdf", "Gr%C3%BCn%20%E2%82%AC.pdf")]
    [InlineData("..", "file", "file")]
    public void Disposition_OfAnyName_StaysOneHeaderAndOneName(string name, string plain, string escaped) =>
        Assert.Equal($"attachment; filename=\"{plain}\"; filename*=UTF-8''{escaped}", DownloadName.Disposition(name));

    [Fact]
    public async Task Content_NameWithLineBreaks_DoesNotSplitTheHeaders()
    {
        await using var server = await Serving(() => new MemoryContent("abc"u8.ToArray(), "a\r\nInjected: yes\r\n\r\n<b>"));
        using var socket = new TcpClient();
        var address = new Uri(server.Address.Url);
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        var request = $"GET /api/v1/content?source=source&path=a%0d%0aX:%20y HTTP/1.1\r\nHost: 127.0.0.1:{address.Port}\r\nAuthorization: Bearer {server.Token}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = await new StreamReader(stream, Encoding.Latin1).ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nabc", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Split("\r\n"), line => line.StartsWith("Injected", StringComparison.OrdinalIgnoreCase) || line.StartsWith("X:", StringComparison.Ordinal));
    }

    private static async Task<RunningServer> Serving(Func<MemoryContent> content)
    {
        var server = await RunningServer.Start();
        await server.Protect();
        server.Engine.OnContent = _ => content();
        return server;
    }

    private static HttpClient Http(RunningServer server)
    {
        var http = new HttpClient { BaseAddress = new Uri(server.Address.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        return http;
    }

    private static async Task<byte[]> All(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }

    private static void Same(byte[] expected, byte[] actual) => Assert.True(expected.AsSpan().SequenceEqual(actual), $"{actual.Length} bytes differ from {expected.Length}");

    private static byte[] Bytes(int length)
    {
        var made = new byte[length];
        new Random(3).NextBytes(made);
        return made;
    }
}
