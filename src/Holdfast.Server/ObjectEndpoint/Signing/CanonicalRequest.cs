using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Holdfast.Server.ObjectEndpoint.Signing;

/// <summary>The text of a request that is signed.</summary>
internal static class CanonicalRequest
{
    internal static string Build(string method, S3Target target, IHeaderDictionary headers, IReadOnlyList<string> signed, string payloadHash)
    {
        var text = new StringBuilder(1024).Append(method).Append('\n').Append(PercentCode.Encode(target.Path, '/')).Append('\n');
        var pairs = target.Query.Where(pair => pair.Key != "X-Amz-Signature").Select(pair => (Name: PercentCode.Encode(pair.Key), Value: PercentCode.Encode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal);
        text.AppendJoin('&', pairs.Select(pair => $"{pair.Name}={pair.Value}")).Append('\n');
        foreach (var name in signed) text.Append(name).Append(':').Append(Value(headers[name])).Append('\n');
        return text.Append('\n').AppendJoin(';', signed).Append('\n').Append(payloadHash).ToString();
    }

    internal static string StringToSign(string stamp, CredentialScope scope, string request) =>
        $"AWS4-HMAC-SHA256\n{stamp}\n{scope.Text}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}";

    private static string Value(StringValues values) => string.Join(',', values.Select(value => Collapsed(value ?? "")));

    private static string Collapsed(string value)
    {
        var trimmed = value.Trim(' ');
        if (!trimmed.Contains("  ", StringComparison.Ordinal)) return trimmed;
        return string.Join(' ', trimmed.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
