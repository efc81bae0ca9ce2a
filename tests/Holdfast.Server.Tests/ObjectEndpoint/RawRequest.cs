using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Server.ObjectEndpoint;
using Holdfast.Server.ObjectEndpoint.Signing;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Server.Tests.ObjectEndpoint;

/// <summary>A request written byte by byte, signed as an attacker or a strange client would have it. Everything can be changed after signing.</summary>
internal sealed class RawRequest(EndpointSite site, ObjectBucket bucket, string method, string target)
{
    internal Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal byte[] Body { get; set; } = [];

    internal string? Secret { get; set; }

    internal string? AccessKey { get; set; }

    internal DateTimeOffset Time { get; set; } = TimeProvider.System.GetUtcNow();

    /// <summary>What is signed about the body; its hash where nothing is given.</summary>
    internal string? PayloadHash { get; set; }

    /// <summary>Header lines that are added unsigned, as they are.</summary>
    internal string Unsigned { get; set; } = "";

    /// <summary>What goes onto the wire in place of the target that was signed.</summary>
    internal string? SentTarget { get; set; }

    /// <summary>How many bytes of the body are sent before the connection is cut; all where null.</summary>
    internal int? CutAfter { get; set; }

    /// <summary>With which the chunks of the body go on.</summary>
    internal BodySignature? ForBody { get; private set; }

    /// <summary>Signs what there is now.</summary>
    internal RawRequest Sign()
    {
        var stamp = Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        Headers["Host"] = $"{EndpointSite.Host}:{site.Port}";
        Headers["x-amz-date"] = stamp;
        Headers["x-amz-content-sha256"] = PayloadHash ?? EndpointSite.Hash(Body);
        var scope = new CredentialScope(AccessKey ?? bucket.AccessKey, stamp[..8], bucket.Region, "s3");
        var names = Headers.Keys.Select(name => name.ToLowerInvariant()).Where(name => name != "authorization").Order(StringComparer.Ordinal).ToArray();
        var all = new HeaderDictionary();
        foreach (var header in Headers) all[header.Key] = header.Value;
        var key = new SigningKey(Secret ?? bucket.Secret, scope);
        var signature = key.Sign(CanonicalRequest.StringToSign(stamp, scope, CanonicalRequest.Build(method, S3Target.Parse(target), all, names, Headers["x-amz-content-sha256"])));
        Headers["Authorization"] = $"AWS4-HMAC-SHA256 Credential={scope.AccessKey}/{scope.Text}, SignedHeaders={string.Join(';', names)}, Signature={signature}";
        ForBody = new BodySignature(key, scope, stamp, signature);
        (Key, Scope, Stamp, Signature) = (key, scope, stamp, signature);
        return this;
    }

    internal SigningKey Key { get; private set; } = null!;

    internal CredentialScope Scope { get; private set; } = null!;

    internal string Stamp { get; private set; } = "";

    internal string Signature { get; private set; } = "";

    /// <returns>Status, and the whole answer as text; 0 where the connection was cut.</returns>
    internal async Task<(int Status, string Text)> Send()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, site.Port, cancellation);
        await using var stream = new SslStream(new NetworkStream(socket), false, site.Trusts);
        await stream.AuthenticateAsClientAsync(EndpointSite.Host);
        var head = new StringBuilder($"{method} {SentTarget ?? target} HTTP/1.1\r\n");
        foreach (var header in Headers) head.Append(CultureInfo.InvariantCulture, $"{header.Key}: {header.Value}\r\n");
        if (!Headers.ContainsKey("Content-Length") && !Unsigned.Contains("Transfer-Encoding", StringComparison.Ordinal)) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        head.Append("Connection: close\r\n").Append(Unsigned).Append("\r\n");
        await stream.WriteAsync((byte[])[.. Encoding.Latin1.GetBytes(head.ToString()), .. CutAfter is { } cut ? Body[..cut] : Body], cancellation);
        await stream.FlushAsync(cancellation);
        if (CutAfter is not null)
        {
            socket.LingerState = new LingerOption(true, 0);
            return (0, "");
        }
        return await Answer(stream, cancellation);
    }

    private static async Task<(int Status, string Text)> Answer(Stream stream, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        var piece = new byte[64 << 10];
        // Until the answer is whole: the connection is closed later where the server still takes in what it refused.
        while (!IsWhole(text.ToString()) && await stream.ReadAsync(piece, cancellation) is > 0 and var count) text.Append(Encoding.UTF8.GetString(piece, 0, count));
        return (int.Parse(text.ToString(9, 3), CultureInfo.InvariantCulture), text.ToString());
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var length = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return end > 0 && length > 0 && length < end
            && Encoding.UTF8.GetByteCount(text.AsSpan(end + 4)) >= int.Parse(text.AsSpan(length + 16, text.IndexOf('\r', length) - length - 16), CultureInfo.InvariantCulture);
    }
}
