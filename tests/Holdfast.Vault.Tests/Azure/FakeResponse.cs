using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure;
using Azure.Core;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>An answer that a test makes up.</summary>
internal sealed class FakeResponse : Response
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public FakeResponse(int status, string? errorCode = null, string body = "")
    {
        Status = status;
        ContentStream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        headers["Content-Length"] = ContentStream.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        headers["x-ms-request-id"] = "5ca1ab1e";
        if (errorCode is not null) headers["x-ms-error-code"] = errorCode;
    }

    /// <summary>An answer to a Put Blob that took effect.</summary>
    public static FakeResponse Created() => new FakeResponse(201).With("ETag", "\"1\"").With("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT").With("x-ms-request-server-encrypted", "true");

    public override int Status { get; }

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public FakeResponse With(string name, string value)
    {
        headers[name] = value;
        return this;
    }

    public FakeResponse WithBody(Stream body, string type)
    {
        ContentStream = body;
        headers.Remove("Content-Length");
        return With("Content-Type", type);
    }

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
