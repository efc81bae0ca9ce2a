using System.Text;
using Holdfast.Server.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>Writes requests into the log that were not understood, as they came, so that a client that does things another way can be learned from. Nothing by which a request could be signed is written.</summary>
internal sealed class StrangeRequests(RefusalBudget budget, ILogger log)
{
    private const int Longest = 4096;
    private static readonly string[] secretHeaders = ["Authorization", "Proxy-Authorization", "Cookie", "X-Amz-Security-Token"];
    private static readonly string[] secretNames = ["X-Amz-Signature=", "X-Amz-Security-Token=", "Signature="];

    private static readonly HashSet<S3Error> strange =
    [
        S3Error.NotImplemented, S3Error.MethodNotAllowed, S3Error.InvalidRequest, S3Error.InvalidArgument, S3Error.InvalidUri, S3Error.SignatureDoesNotMatch, S3Error.AuthorizationHeaderMalformed,
        S3Error.MalformedXml, S3Error.MissingContentLength, S3Error.ContentHashMismatch,
    ];

    internal void Note(HttpContext context, S3Exception refusal)
    {
        if (!strange.Contains(refusal.Error) || !budget.TryTake(out var leftOut)) return;
        log.LogWarning("The object endpoint answered {Code} ({Message}) to {Request}; {Count} before it were not written down.", refusal.Error.Code, refusal.Message, Text(context), leftOut);
    }

    internal static string Text(HttpContext context)
    {
        var text = new StringBuilder(context.Request.Method).Append(' ').Append(Target(context.Features.Get<IHttpRequestFeature>()!.RawTarget));
        foreach (var header in context.Request.Headers.Where(header => !secretHeaders.Contains(header.Key, StringComparer.OrdinalIgnoreCase))) text.Append(" | ").Append(header.Key).Append(": ").Append(header.Value);
        for (var at = 0; at < text.Length; at++)
            if (char.IsControl(text[at])) text[at] = '?';
        return text.Length <= Longest ? text.ToString() : text.ToString(0, Longest) + "…";
    }

    private static string Target(string raw)
    {
        var mark = raw.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? raw : raw[..mark] + "?" + string.Join('&', raw[(mark + 1)..].Split('&').Select(
            pair => secretNames.FirstOrDefault(name => pair.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is { } name ? name + "…" : pair));
    }
}
