using Azure.Core;

namespace Holdfast.Vault.Tests.Azure;

internal sealed record SentRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers)
{
    public static SentRequest Of(Request request) => new(request.Method.Method, request.Uri.ToUri(),
        request.Headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>Null where the header was not sent.</summary>
    public string? this[string header] => Headers.GetValueOrDefault(header);
}
